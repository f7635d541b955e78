import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

/** Waits until a service of this machine can work. @throws Error when it ends instead, or takes more than a minute */
export async function untilReady(service: ChildProcess, port: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (service.exitCode !== null) throw new Error(`the service ended with ${service.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error('the service did not become ready within a minute')
}
