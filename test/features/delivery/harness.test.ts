import { expect, it } from 'vitest'
import { runFaults } from '#bench/faults/run.ts'
import { testDatabase } from '#test/support/database.ts'

const limits = { leaseMs: 2_000, attemptMs: 900, drawMs: 500, pollMs: 100, maxBackoffSeconds: 1, maxAttempts: 30 }

it('loses nothing and doubles only where the platform cannot tell, while processes are killed', async () => {
  const { url } = await testDatabase()

  const { outcomes, faults } = await runFaults({
    ...{ databaseUrl: url, deliveries: 60, spreadMs: 3_200, faultEveryMs: 700, killEveryMs: 2_000, limits },
  })

  expect(outcomes.map(({ planned, delivered, lost }) => [planned, delivered, lost])).toEqual([
    [20, 20, 0],
    [20, 20, 0],
    [20, 20, 0],
  ])
  expect(outcomes.filter(({ kind }) => kind !== 'neither').map(({ doubled }) => doubled)).toEqual([0, 0])
  expect(faults['replicas that died']).toBeGreaterThan(0)
}, 400_000)
