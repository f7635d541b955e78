import { randomUUID } from 'node:crypto'
import type { Db } from '#src/platform/database/db.ts'
import { beginStep, type StepInfo, stepNumber } from './store/steps.ts'

/**
 * Carries out a line in one transaction and keeps what it changes, so that it can be taken back: all of it happens or
 * nothing. `step` is `null` when nothing that can be taken back was changed.
 */
export async function asStep<T>(
  db: Db,
  info: Omit<StepInfo, 'key'>,
  work: (tx: Db) => Promise<T>,
): Promise<{ readonly value: T; readonly step: number | null }> {
  const key = randomUUID()
  return db.transaction(async tx => {
    await beginStep(tx, { ...info, key })
    const value = await work(tx)
    return { value, step: await stepNumber(tx, key) }
  })
}
