import { readdir, readFile } from 'node:fs/promises'

/** Memory of a process in bytes, shared pages counted in parts (PSS); 0 where the system does not tell. */
export async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}

/** Memory of all processes that a process has started, directly or not. */
export async function memoryOfChildren(pid: number): Promise<number> {
  let sum = 0
  for (const child of await childrenOf(pid)) sum += (await memoryOf(child)) + (await memoryOfChildren(child))
  return sum
}

/** Processor time in milliseconds of all processes that a process has started, directly or not; in steps of 10 ms. */
export async function processorTimeOfChildren(pid: number): Promise<number> {
  let sum = 0
  for (const child of await childrenOf(pid)) {
    const stat = await readFile(`/proc/${child}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    sum += (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10 + (await processorTimeOfChildren(child))
  }
  return sum
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const processes = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const children: number[] = []
  for (const name of processes) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent === pid) children.push(Number(name))
  }
  return children
}
