import type { Catalog } from '#src/domain/catalog.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import { farApart, sumRatings } from '#src/domain/soft-rating.ts'
import { lockStores, recordMeasures } from '#src/features/ingest/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ShownRound, showRounds } from './round.ts'
import { answersOf, type FigureKey, putAnswer } from './store/answers.ts'
import { lockRound, markApartTold, type Round } from './store/rounds.ts'
import { tellResult } from './tell.ts'

/** So many days after its day a rating still fills up (judgement: longer than any round is open). */
const matureDays = 31

/** What somebody answers. */
export interface Given {
  readonly personId: number | null
  /** 1 to 5. */
  readonly score: number
  /** Test orders or photos that were looked at. */
  readonly checks: number
  readonly comment: string | null
}

/** Where a rating counts. */
export interface RatedFigure {
  readonly kpi: Kpi
  readonly store: Store
  readonly sku: string
  readonly day: string
}

/**
 * Stores a rating in place of an earlier one of the same person for the same figure, and writes what all ratings of it add
 * up to. Returns whether there was an earlier one.
 */
export async function rateFigure(
  tx: Db,
  { kpi, store, sku, day }: RatedFigure,
  given: Given & { readonly roundId: number | null },
  now: Date,
): Promise<boolean> {
  await lockStores(tx, [store.id]) // two who answer at the same time both count
  const key: FigureKey = { kpiId: kpi.id, storeId: store.id, sku, day }
  const replaced = await putAnswer(tx, key, { ...given, answeredAt: now })
  const { sum, n } = sumRatings(await answersOf(tx, key))
  const [sumId, countId] = measuresOf(kpi)
  const measures = { [sumId]: String(sum), [countId]: String(n) }
  await recordMeasures(tx, { store, sku, day, measures, now, matureDays })
  return replaced
}

/** The sum and the number of a rated KPI. @throws Error for a KPI that is not rated. */
function measuresOf({ id, formula }: Kpi): readonly [sum: string, count: string] {
  const [sum, count] = [...new Set(compileFormula(formula).needs.map(need => need.measure))]
  if (sum === undefined || count === undefined) throw new Error(`${id} is not rated`)
  return [sum, count]
}

/** Why a round takes no answer. */
export type NotTaken = 'closed' | 'not-asked' | 'gone'

/**
 * Answers a round; whoever answers again replaces their rating. Once all have answered and are far apart, whoever asked
 * for the ratings is told, once. Returns the round as it stands then, or why it takes no answer.
 */
export async function answerRound(
  tx: Db,
  roundId: number,
  given: Given,
  { catalog, now }: { readonly catalog: Pick<Catalog, 'stores' | 'findKpi'>; readonly now: Date },
): Promise<{ readonly shown: ShownRound; readonly replaced: boolean } | NotTaken> {
  const round = await lockRound(tx, roundId)
  const [before] = round ? await showRounds(tx, [round], catalog) : []
  if (!round || !before) return 'gone'
  if (!before.asked.some(({ personId }) => personId === given.personId)) return 'not-asked'
  if (round.closedAt !== null) return 'closed'
  const { kpi, store } = before
  const figure = { kpi, store, sku: round.sku, day: round.day }
  const replaced = await rateFigure(tx, figure, { ...given, roundId }, now)
  const [shown] = await showRounds(tx, [round], catalog)
  if (!shown) return 'gone'
  await tellApart(tx, round, shown, now)
  return { shown, replaced }
}

async function tellApart(tx: Db, round: Round, shown: ShownRound, now: Date): Promise<void> {
  const all = shown.asked.every(({ personId }) => shown.answers.some(answer => answer.personId === personId))
  if (!all || (shown.sum.apart ?? 0) < farApart) return
  if (await markApartTold(tx, round.id, now)) await tellResult(tx, shown, 'apart', now)
}
