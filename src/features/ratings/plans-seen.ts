import type { CommandContext } from '#src/contracts/command.ts'
import { ownStores } from '#src/features/figures/index.ts'
import { join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { ListedPlan } from './cards/round-card.ts'
import { showRounds, subjectOf } from './round.ts'
import { listPlans } from './store/plans.ts'
import { listRounds } from './store/rounds.ts'

/** The running plans of the stores that somebody sees, each with its latest round. */
export async function plansSeen({
  db,
  catalog,
  caller,
}: Pick<CommandContext, 'db' | 'catalog' | 'caller'>): Promise<readonly ListedPlan[]> {
  const seen = ownStores(caller).map(({ id }) => id)
  const plans = (await listPlans(db)).filter(({ storeId }) => seen.includes(storeId))
  const rounds = await showRounds(db, await listRounds(db, { storeIds: plans.map(({ storeId }) => storeId) }), catalog)
  return plans.flatMap(one => {
    const subject = subjectOf(one, catalog)
    const latest = rounds.find(({ round }) => round.planId === one.id) ?? null
    return subject ? { ...subject, every: one.every, panel: namesOf(one.panel, catalog), latest } : []
  })
}

/** The names of people; those who are gone are a dash. */
export function namesOf(ids: readonly number[], { people }: Pick<CommandContext['catalog'], 'people'>): Localized {
  return join(ids.map(id => verbatim(people.find(person => person.id === id)?.name ?? '–')))
}
