import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '#src/features/delivery/clock.ts'
import type { Db } from '#src/platform/database/db.ts'

const leaseMs = 30_000
/** What a server says before its clock is another one's. */
let serverMs = 0
const db = { execute: async () => [{ ms: String(serverMs) }] } as unknown as Db // nothing else is asked

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] })
  serverMs = Date.now()
})
afterEach(() => vi.useRealTimers())

async function pass(ms: number, clock: ReturnType<typeof createClock>): Promise<void> {
  vi.advanceTimersByTime(ms)
  serverMs += ms
  await clock.sync()
}

describe('the clock of leases', () => {
  it.each([90_000, 180_000])(
    'judges leases by the former time when a server takes over that is %d ms early',
    async ahead => {
      const clock = createClock(db, leaseMs)
      await clock.sync()
      await pass(10_000, clock)
      const leaseOfAnother = clock.now().written.getTime() + leaseMs
      serverMs += ahead

      await pass(10_000, clock)
      expect(clock.now().lease.getTime()).toBeLessThan(leaseOfAnother)
      expect(clock.now().written.getTime()).toBe(serverMs)
      await pass(15_000, clock)
      expect(clock.now().lease.getTime()).toBeLessThan(leaseOfAnother)
      await pass(leaseMs, clock)
      expect(clock.now().lease).toEqual(clock.now().written)
      expect(clock.now().lease.getTime()).toBe(serverMs)
    },
  )

  it('follows a server that is late at once, and drift of milliseconds without a pause', async () => {
    const clock = createClock(db, leaseMs)
    await clock.sync()
    serverMs += 20
    await pass(10_000, clock)
    expect(clock.now().lease.getTime()).toBe(serverMs)
    serverMs -= 90_000

    await pass(10_000, clock)

    expect(clock.now().lease.getTime()).toBe(serverMs)
  })

  it('holds the first time of the server, however far from the machine', async () => {
    serverMs += 3_600_000
    const clock = createClock(db, leaseMs)

    await clock.sync()

    expect(clock.now().lease.getTime()).toBe(serverMs)
  })
})
