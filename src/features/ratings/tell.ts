import { tellAdministrators, tellPeople } from '#src/features/delivery/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { resultCard } from './cards/round-card.ts'
import type { ShownRound } from './round.ts'
import { findPlanById } from './store/plans.ts'

/** Tells whoever asked for the ratings what came of a round, as far as they still see the store; else administrators. */
export async function tellResult(db: Db, shown: ShownRound, why: 'closed' | 'apart', now: Date): Promise<void> {
  const { round, store } = shown
  const plan = round.planId === null ? null : await findPlanById(db, round.planId)
  const maker = plan?.createdBy == null ? null : await findPerson(db, { id: plan.createdBy })
  const key = `rating/${round.id}/${why}`
  const card = resultCard(shown, why)
  if (maker?.active && sees(maker.scope, store)) await tellPeople(db, [maker.id], key, card, now)
  else if (!store.demo) await tellAdministrators(db, key, card, now)
}
