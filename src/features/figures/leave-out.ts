import { Big } from 'big.js'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Fact, FactDay, Span } from '#src/features/figures/store/facts.ts'
import type { Engine } from './engine/prepare.ts'
import type { DaysQuery, ReadDays } from './engine/reading/read-days.ts'
import type { ReadSkus } from './engine/reading/sku-totals.ts'

/** What figures are made without. */
export interface LeftOutData {
  readonly skus: readonly { readonly storeId: number; readonly sku: string }[]
  readonly days: readonly Span[]
}

/**
 * The same engine without some SKUs and days. What stores tell of a product is taken from their totals; amounts that are
 * not told by SKU, or that count one order for several SKUs, are then unknown. Days are neither counted nor waited for.
 * Targets are of the whole, so that none is held against the rest.
 */
export function leavingOut(engine: Engine, out: LeftOutData): Engine {
  const isOut = (day: Day) => out.days.some(({ from, to }) => from <= day && day <= to)
  return {
    ...engine,
    isOut,
    readDays: daysWithout(engine, out, isOut),
    readSkus: skusWithout(engine.readSkus, out),
    skusThrough: read => skusWithout(read, out),
    common: { ...engine.common, targets: async () => [] },
  }
}

function skusWithout(read: ReadSkus, { skus, days }: LeftOutData): ReadSkus {
  return async query => {
    const totals = await read(days.length > 0 ? { ...query, without: [...(query.without ?? []), ...days] } : query)
    return totals.filter(({ storeId, sku }) => !skus.some(one => one.storeId === storeId && one.sku === sku))
  }
}

function daysWithout({ readDays, readSkus }: Engine, { skus }: LeftOutData, isOut: (day: Day) => boolean): ReadDays {
  return async query => {
    const days = (await readDays(query)).filter(({ day }) => !isOut(day))
    const mine = skus.filter(({ storeId }) => query.storeIds.includes(storeId))
    if (query.sku !== '' || mine.length === 0) return days
    const [isTold, gone] = await Promise.all([toldBySku(readSkus, query, mine), ofSkus(readDays, query, mine)])
    return days.map(day => {
      if (!mine.some(({ storeId }) => storeId === day.storeId)) return day
      const parts = gone.get(`${day.storeId}/${day.day}`) ?? []
      return { ...day, find: measure => (isTold(day.storeId, measure) ? less(day, parts, measure) : null) }
    })
  }
}

/** The days of the SKUs themselves, by store and day. */
async function ofSkus(read: ReadDays, query: DaysQuery, skus: LeftOutData['skus']) {
  const found = await Promise.all(skus.map(({ storeId, sku }) => read({ ...query, storeIds: [storeId], sku })))
  const days = new Map<string, FactDay[]>()
  for (const day of found.flat()) {
    const key = `${day.storeId}/${day.day}`
    days.set(key, [...(days.get(key) ?? []), day])
  }
  return days
}

/** Which measures a store tells by SKU at all: what it does not cannot be told apart. */
async function toldBySku(read: ReadSkus, query: DaysQuery, skus: LeftOutData['skus']) {
  const measures = query.measures.filter(measure => findMeasure(measure)?.kind !== 'distinct')
  const storeIds = [...new Set(skus.map(({ storeId }) => storeId))]
  const wanted = measures.map(measure => ({ measure, aggregate: 'sum' }) as const)
  const totals = await Promise.all(query.spans.map(span => read({ storeIds, ...span, measures: wanted })))
  const told = new Set(
    totals
      .flat()
      .flatMap(({ storeId, values }) =>
        measures.flatMap((measure, at) => (values[at] == null ? [] : [`${storeId}/${measure}`])),
      ),
  )
  return (storeId: number, measure: string) => told.has(`${storeId}/${measure}`)
}

function less(whole: FactDay, parts: readonly FactDay[], measure: string): Fact | null {
  const fact = whole.find(measure)
  if (!fact) return null
  const gone = parts.reduce((sum, part) => sum.plus(part.find(measure)?.value ?? 0), new Big(0))
  return { ...fact, value: new Big(fact.value).minus(gone).toFixed() }
}
