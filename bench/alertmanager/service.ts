import type { ChildProcess } from 'node:child_process'
import { beside, startChild } from '#bench/support/child.ts'
import { type Usage, usageOf } from './usage.ts'

/** How a service is set up. */
export interface ServiceSetup {
  readonly databaseUrl: string
  readonly receiverUrl: string
  /** The messenger shows pictures, so that each alert gets its own. */
  readonly pictures: boolean
}

/** Figures to store: stores that report together, one after the other. */
export interface ServiceOrder {
  readonly waves: readonly (readonly number[])[]
  readonly day: string
  /** Counts up: figures that did not change would be no news. */
  readonly round: number
}

/** The service in a process of its own. */
export interface Service {
  /** Answers when all is stored and judged. */
  readonly store: (order: ServiceOrder) => Promise<void>
  readonly usage: () => Promise<Usage>
  readonly stop: () => Promise<void>
}

/** Starts the service; answers when it works. */
export async function startService(setup: ServiceSetup): Promise<Service> {
  const child = startChild(beside(import.meta.url, './service-process'), { BENCH_SETUP: JSON.stringify(setup) })
  await said(child)
  return {
    store: async order => {
      const stored = said(child)
      child.send(order)
      await stored
    },
    usage: () => usageOf(child.pid),
    stop: async () => {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

function said(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the service of the benchmark ended')))
    child.once('message', () => resolve())
  })
}
