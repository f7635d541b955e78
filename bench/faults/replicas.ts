import type { ChildProcess } from 'node:child_process'
import { beside, startChild } from '#bench/support/child.ts'
import type { Orders } from './orders.ts'

/** Processes that deliver; one that dies is started again at once. */
export interface Replicas {
  /** Kills a process as an administrator or the kernel does. */
  kill(pid: number): void
  /** Kills any of them. */
  killOne(): void
  /** Moves the clock of any of them. */
  stepClock(ms: number): void
  /** Processes that ended so far. */
  readonly deaths: () => number
  stop(): Promise<void>
}

/** Starts so many of them. */
export function startReplicas(count: number, orders: Orders): Replicas {
  const running = new Set<ChildProcess>()
  let deaths = 0
  let stopped = false

  const launch = () => {
    const child = startChild(beside(import.meta.url, './worker'), { FAULT_ORDERS: JSON.stringify(orders) })
    running.add(child)
    child.once('exit', () => {
      running.delete(child)
      deaths++
      if (!stopped) launch()
    })
  }
  for (let index = 0; index < count; index++) launch()
  const any = () => [...running][Math.floor(Math.random() * running.size)]

  return {
    kill: pid => void [...running].find(child => child.pid === pid)?.kill('SIGKILL'),
    killOne: () => void any()?.kill('SIGKILL'),
    stepClock: stepMs => void any()?.send({ stepMs }, () => {}), // one that has just died hears nothing
    deaths: () => deaths,
    stop: async () => {
      stopped = true
      const gone = [...running].map(child => new Promise(resolve => child.once('exit', resolve)))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(gone)
    },
  }
}
