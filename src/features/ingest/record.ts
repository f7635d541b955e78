import { Big } from 'big.js'
import type { Amount } from '#src/contracts/command.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { roundMinor, toMinor } from '#src/domain/money.ts'
import type { Store } from '#src/domain/place.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { findRecorded, type RecordedFigure } from '#src/features/ingest/store/source-values.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { recordedFigures, takeBackRecorded } from '#src/features/ingest/store/take-back.ts'
import type { Db } from '#src/platform/database/db.ts'
import { keepChange } from '#src/platform/database/keep-change.ts'

/** What a typed figure is stored as: a measure, or the sum and number of ratings of a soft KPI. */
export type Recordable =
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'rating'; readonly sum: Measure; readonly count: Measure }

/** How a KPI is typed in by hand; `null` for one that is computed from several figures. */
export function recordableOf(kpi: Kpi): Recordable | null {
  const ids = [...new Set(compileFormula(kpi.formula).needs.map(need => need.measure))]
  const found = ids.flatMap(id => findMeasure(id) ?? [])
  const [first, second] = found
  if (kpi.theme === 'soft' && first && second && found.length === 2)
    return { kind: 'rating', sum: first, count: second }
  const plain = found.length === 1 && /^(?:sum|last|mean)?\(?\s*[a-z0-9_]+\s*\)?$/.test(kpi.formula)
  return first && plain ? { kind: 'measure', measure: first } : null
}

/** The measures of a KPI's formula, for saying what to type instead of a KPI that is computed. */
export function measuresOf(kpi: Kpi): readonly Measure[] {
  const ids = new Set(compileFormula(kpi.formula).needs.map(need => need.measure))
  return [...ids].flatMap(id => findMeasure(id) ?? [])
}

/** A figure to be stored by hand. */
export interface ToRecord {
  readonly store: Store
  /** Empty for the whole store. */
  readonly sku: string
  readonly day: string
  readonly what: Recordable
  readonly amount: Amount
  /** How many ratings it is the mean of. */
  readonly count: number
  readonly now: Date
}

/** What was stored and what the sources said before. */
export interface Recorded {
  readonly measure: Measure
  readonly value: string
  readonly before: readonly RecordedFigure[]
}

/** Stores figures that somebody typed, as the source `record`, which counts before files and programs. */
export async function recordFigure(db: Db, typed: ToRecord): Promise<readonly Recorded[]> {
  return recordMeasures(db, { ...typed, measures: decimalsOf(typed) })
}

/**
 * Stores measures that people told, as the source `record`: exact decimals, money in minor units. A value of `null` takes
 * away what was told before.
 */
export async function recordMeasures(
  db: Db,
  { store, sku, day, measures, now, matureDays = 0 }: MeasuresToRecord,
): Promise<readonly Recorded[]> {
  const at = { storeId: store.id, sku, day, measures: Object.keys(measures) }
  const before = await findRecorded(db, at)
  const source = await ensureSource(db, 'record', 'Typed by hand')
  const standing = Object.fromEntries(
    before.filter(one => one.sourceKey === source.key).map(one => [one.measure, one.value]),
  )
  const was = Object.fromEntries(at.measures.map(id => [id, standing[id] ?? null]))
  const figure = { sourceId: source.id, storeId: store.id, sku, day }
  await keepChange(db, recordedFigures, { ...figure, measures: was }, { ...figure, measures })
  const told = Object.entries(measures).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const]))
  if (told.length < at.measures.length) await takeBackRecorded(db, { ...figure, measures }, now)
  else {
    const row = { storeId: store.id, sku, day, measures: Object.fromEntries(told) }
    await writeObservations(db, { sourceId: source.id, rows: [row], mode: 'merge', now, finalAfterDays: matureDays })
  }
  return told.flatMap(([id, value]) => {
    const measure = findMeasure(id)
    return measure ? [{ measure, value, before: before.filter(one => one.measure === id) }] : []
  })
}

/** Measures to be stored by hand. */
interface MeasuresToRecord extends Pick<ToRecord, 'store' | 'sku' | 'day' | 'now'> {
  readonly measures: Measures
  /** For so many days after their day they still fill up: a change within them is no correction. */
  readonly matureDays?: number
}

/** Exact decimals by measure; `null`: nothing is told any more. */
type Measures = Readonly<Record<string, string | null>>

function decimalsOf({ what, amount, count, store }: ToRecord): Measures {
  if (what.kind === 'rating') {
    return { [what.sum.id]: new Big(amount.decimal).times(count).toFixed(), [what.count.id]: String(count) }
  }
  const { measure } = what
  return {
    [measure.id]: measure.unit === 'money' ? roundMinor(toMinor(amount.decimal, store.currency)) : amount.decimal,
  }
}
