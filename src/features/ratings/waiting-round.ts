import type { CommandContext, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import { nameKey } from '#src/language/text.ts'
import { showRounds } from './round.ts'
import { listRounds } from './store/rounds.ts'

/** What is rated, and where; an empty `sku`: the store as a whole. */
export interface Where {
  readonly kpi: Kpi
  readonly store: Store
  readonly sku: string
}

/** The open round at a store that the caller does not see, and by whose name they answer: raters need no access to it. */
export async function askedElsewhere(
  kpi: Kpi,
  { places, unknown }: Words,
  context: CommandContext,
): Promise<number | null> {
  const key = nameKey(unknown.join(' '))
  if (places.length > 0 || key === '') return null
  const named = context.catalog.stores.filter(({ slug, name, aliases }) =>
    [slug, name, ...aliases].some(one => nameKey(one) === key),
  )
  for (const store of named) {
    const round = await waitingRound({ kpi, store, sku: '' }, context)
    if (round !== null) return round
  }
  return null
}

/** The open round in which the caller was asked: the oldest that they have not answered, else the latest. */
export async function waitingRound({ kpi, store, sku }: Where, context: CommandContext): Promise<number | null> {
  const { db, catalog, caller } = context
  if (caller.personId === null) return null
  const filter = { storeIds: [store.id], kpiId: kpi.id, sku, open: true, raterId: caller.personId }
  const rounds = await showRounds(db, await listRounds(db, filter), catalog)
  const waiting = rounds.filter(({ answers }) => !answers.some(({ personId }) => personId === caller.personId))
  return (waiting.at(-1) ?? rounds[0])?.round.id ?? null
}
