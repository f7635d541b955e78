import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Stands between the processes and their database, and fails on demand. */
export interface DatabaseProxy {
  /** The address of a database as seen through the proxy. */
  through(url: string): string
  /** Nothing passes for a while; connections stay. */
  stall(ms: number): Promise<void>
  /** Breaks all connections. */
  cutAll(): void
  /** The next statements reach the database, but their connection breaks before it answers: a cut in commit. */
  cutNextAnswers(count: number): void
  close(): Promise<void>
}

/** How long a database has to carry out what was sent before its connection is gone, in milliseconds. */
const carryOutMs = 100

/** Opens a proxy on this machine. */
export async function openProxy(): Promise<DatabaseProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let port = 0
  let cuts = 0
  let stalled: Promise<unknown> = Promise.resolve()

  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    const pair = [client, upstream] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('data', async data => {
        from.pause()
        await stalled
        to.write(data)
        from.resume()
        if (from === client && isStatement(data) && cuts > 0) {
          cuts--
          upstream.removeAllListeners('data')
          setTimeout(() => drop(pair), carryOutMs)
        }
      })
      from.on('error', () => drop(pair)).on('close', () => drop(pair))
    }
  })
  const drop = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair)
    for (const socket of pair) socket.destroy()
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()

  return {
    through: url => {
      const seen = new URL(url)
      port = Number(seen.port)
      seen.port = String(typeof address === 'object' && address ? address.port : 0)
      return seen.href
    },
    stall: async ms => {
      stalled = pause(ms)
      await stalled
    },
    cutAll: () => {
      for (const pair of [...pairs]) drop(pair)
    },
    cutNextAnswers: count => {
      cuts = count
    },
    close: async () => {
      for (const pair of [...pairs]) drop(pair)
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Bind, query and the like begin with a capital; the first packet of a connection begins with its length. */
function isStatement(data: Buffer): boolean {
  return 'BPQ'.includes(String.fromCharCode(data[0] ?? 0))
}
