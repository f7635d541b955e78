import type { Card } from '#src/chat/card.ts'
import { guideCard } from '#src/features/onboarding/cards/guide-card.ts'
import { readCompany } from '#src/features/onboarding/store/state.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { doneSteps, nextStep, type StepId, stepIds } from './steps.ts'

/** The way of an administrator from what really stands there. */
export async function showGuide(db: Db, personId: number): Promise<Card> {
  const [company, skipped] = [await readCompany(db, personId), await readSkipped(db)]
  const done = doneSteps(company)
  const next = nextStep(done, skipped)
  const stateOf = (id: StepId) => (done.has(id) ? 'done' : id === next ? 'next' : skipped.has(id) ? 'skipped' : 'later')
  return guideCard(stepIds.map(id => ({ id, state: stateOf(id) })))
}

/** Leaves a step out; `false`: there is no such step. */
export async function skipStep(db: Db, name: string): Promise<boolean> {
  const step = stepIds.find(id => id === name)
  if (step === undefined) return false
  await writeSetting(db, settingKey, [...new Set([...(await readSkipped(db)), step])])
  return true
}

/** Proposes the steps that were left out again. */
export async function proposeAgain(db: Db): Promise<void> {
  await deleteSetting(db, settingKey)
}

const settingKey = 'guide_skipped'

async function readSkipped(db: Db): Promise<ReadonlySet<StepId>> {
  const value = await readSetting(db, settingKey)
  const names: readonly unknown[] = Array.isArray(value) ? value : []
  return new Set(stepIds.filter(id => names.includes(id)))
}
