import type { ChildProcess } from 'node:child_process'
import { beside, startChild } from '#bench/support/child.ts'

/** What the receiver is told. */
export type ReceiverOrder =
  | { readonly kind: 'open' | 'close' | 'count' | 'list' | 'forget' }
  /** Of so many messages one is taken and its answer cut off, the first time; 0: none. */
  | { readonly kind: 'cut'; readonly oneOf: number }

/** What came from one of the two. */
export interface Side {
  /** Different messages of ours, different breaches in the webhooks of the peer. */
  readonly distinct: number
  readonly requests: number
  /** When the last new one came, in milliseconds since the epoch. */
  readonly lastAt: number
  /** How often each came; only in answer to `list`. */
  readonly times: readonly (readonly [string, number])[]
}

/** What the receiver has taken so far. */
export interface Receipt {
  readonly port: number
  readonly ours: Side
  readonly peer: Side
}

/** The receiver of messages: one process for both who are compared. */
export interface Receiver {
  readonly url: string
  readonly tell: (order: ReceiverOrder) => Promise<Receipt>
  readonly stop: () => void
}

/** Starts a receiver that listens. */
export async function startReceiver(): Promise<Receiver> {
  const child = startChild(beside(import.meta.url, './receiver-process'), {})
  const tell = inTurn((order: ReceiverOrder) => ask(child, order))
  const { port } = await tell({ kind: 'open' })
  return { url: `http://127.0.0.1:${port}`, tell, stop: () => void child.kill('SIGKILL') }
}

function ask(child: ChildProcess, order: ReceiverOrder): Promise<Receipt> {
  return new Promise((resolve, reject) => {
    child.once('message', (receipt: Receipt) => resolve(receipt))
    child.send(order, error => error && reject(error))
  })
}

/** One order after the other, so that each answer belongs to its order. */
function inTurn<A, B>(work: (order: A) => Promise<B>): (order: A) => Promise<B> {
  let last: Promise<unknown> = Promise.resolve()
  return order => {
    const next = last.then(() => work(order))
    last = next.catch(() => {})
    return next
  }
}
