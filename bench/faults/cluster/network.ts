import { run, signalOne, tryTo } from '#bench/faults/shell.ts'

/**
 * A network of this machine alone: a bridge, and a namespace with an address of its own for each node. Cutting a cable is
 * taking the link of a node down: packets are lost, nobody is told.
 */
export interface Network {
  /** Where the nodes see the machine that stands outside of them. */
  readonly outside: string
  readonly address: (node: number) => string
  readonly space: (node: number) => string
  cut(node: number): Promise<void>
  join(node: number): Promise<void>
  remove(): Promise<void>
}

const bridge = 'kpi-faults'
const prefix = '10.213.77'
const cable = (node: number) => `kpi-cable${node}`
const space = (node: number) => `kpi-node${node}`

/** Makes the network for so many nodes, numbered from 1; what an earlier run left is taken away first. */
export async function makeNetwork(nodes: number): Promise<Network> {
  const all = Array.from({ length: nodes }, (_, index) => index + 1)
  await removeNetwork(all)
  await run('ip', 'link', 'add', bridge, 'type', 'bridge')
  await run('ip', 'addr', 'add', `${prefix}.1/24`, 'dev', bridge)
  await run('ip', 'link', 'set', bridge, 'up')
  for (const node of all) await addNode(node)
  return {
    outside: `${prefix}.1`,
    address: node => `${prefix}.${10 + node}`,
    space,
    cut: async node => void (await run('ip', 'link', 'set', cable(node), 'down')),
    join: async node => void (await run('ip', 'link', 'set', cable(node), 'up')),
    remove: () => removeNetwork(all),
  }
}

async function addNode(node: number): Promise<void> {
  const inside = (...words: readonly string[]) => run('ip', '-n', space(node), ...words)
  await run('ip', 'netns', 'add', space(node))
  await run('ip', 'link', 'add', cable(node), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space(node))
  await run('ip', 'link', 'set', cable(node), 'master', bridge, 'up')
  await inside('link', 'set', 'lo', 'up')
  await inside('addr', 'add', `${prefix}.${10 + node}/24`, 'dev', 'eth0')
  await inside('link', 'set', 'eth0', 'up')
}

async function removeNetwork(nodes: readonly number[]): Promise<void> {
  for (const node of nodes) {
    const pids = (await tryTo('ip', 'netns', 'pids', space(node))).split('\n').filter(Boolean)
    for (const pid of pids) signalOne(Number(pid), 'SIGKILL')
    await tryTo('ip', 'netns', 'del', space(node))
    await tryTo('ip', 'link', 'del', cable(node))
  }
  await tryTo('ip', 'link', 'del', bridge)
}
