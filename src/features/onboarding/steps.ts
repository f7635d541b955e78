import type { CompanyState } from './store/state.ts'

/** Steps of the first hour of an administrator, in their order. */
export const stepIds = ['shop', 'ask', 'target', 'digest', 'invite'] as const
export type StepId = (typeof stepIds)[number]

/** Questions that show that somebody found their way (judgement: three core KPIs). */
const enoughQuestions = 3

/** Which steps are done, by what really stands there. */
export function doneSteps(state: CompanyState): ReadonlySet<StepId> {
  const done: Readonly<Record<StepId, boolean>> = {
    shop: state.stores > 0,
    ask: state.asked >= enoughQuestions,
    target: state.targets > 0,
    digest: state.digests > 0,
    invite: state.people > 1,
  }
  return new Set(stepIds.filter(id => done[id]))
}

/** The step to propose: the first that is neither done nor left out; `null`: the way is at its end. */
export function nextStep(done: ReadonlySet<StepId>, skipped: ReadonlySet<StepId>): StepId | null {
  return stepIds.find(id => !done.has(id) && !skipped.has(id)) ?? null
}
