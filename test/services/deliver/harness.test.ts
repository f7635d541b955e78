import { expect, it } from 'vitest'
import { runFaults } from '#bench/faults/run.ts'
import { testDatabase } from '#test/support/database.ts'

const limits = { leaseMs: 1_000, attemptMs: 800, drawMs: 500, pollMs: 100, maxBackoffSeconds: 1, maxAttempts: 30 }

it('loses nothing and doubles only where the platform cannot tell, while processes are killed', async () => {
  const { url } = await testDatabase()

  const { outcomes, faults } = await runFaults({
    ...{ databaseUrl: url, deliveries: 90, spreadMs: 6_000, killEveryMs: 4_000, limits },
  })

  expect(outcomes.map(({ planned, delivered, lost }) => [planned, delivered, lost])).toEqual([
    [30, 30, 0],
    [30, 30, 0],
    [30, 30, 0],
  ])
  expect(outcomes.filter(({ kind }) => kind !== 'neither').map(({ doubled }) => doubled)).toEqual([0, 0])
  expect(faults['replicas that died']).toBeGreaterThan(0)
}, 120_000)
