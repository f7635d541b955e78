import { Big } from 'big.js'
import Papa from 'papaparse'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, isDay, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Context } from './api.ts'
import { stepReport } from './reports.ts'

/** What is read of a row, by the name of its column; names differ between versions. */
const columns = {
  sku: /^(sku|sku id|seller sku)$/i,
  day: /^(data start (time|date)|date|report date)$/i,
  page_views: /^(item )?(page )?views?$|page views?/i,
  platform_fees: /^(total )?commission$/i,
} as const

/** What each whole day of the feed has, where the report has the column. */
export const itemMeasures = ['page_views', 'platform_fees'] as const

/**
 * Views and commission by item and day, from the report of item performance. A column that is not there is not told.
 * https://developer.walmart.com/us-marketplace/docs/request-an-item-performance-report
 */
export async function pullItems({ state, store, window }: PullRequest, context: Context): Promise<PullStep> {
  const to = earlier(window.to, shiftDays(localDay(context.now(), store.timeZone), -1))
  if (to < window.from) return { next: { kind: 'done', through: null } }
  const body = {
    dataStartTime: `${window.from}T00:00:00Z`,
    dataEndTime: `${to}T23:59:59Z`,
    dateGranularity: 'DAILY',
  }
  const step = await stepReport(state, { type: 'ITEM_PERFORMANCE', version: 'v3', body }, context)
  if ('next' in step) return step
  const days = daysOf(step.text, { from: window.from, to }, store.currency)
  if (days.length === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  return { days, next: { kind: 'done', through: to } }
}

/** Rows by SKU and day with their sums for the store; empty where the report says nothing that is read. */
export function daysOf(text: string, { from, to }: { readonly from: Day; readonly to: Day }, currency: string) {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const nameOf = (pattern: RegExp) => (meta.fields ?? []).find(field => pattern.test(field.trim()))
  const [skuName, dayName] = [nameOf(columns.sku), nameOf(columns.day)]
  const told = itemMeasures.flatMap(id => {
    const name = nameOf(columns[id])
    return name === undefined ? [] : [{ id, name }]
  })
  if (data.length === 0) return []
  if (skuName === undefined || dayName === undefined || told.length === 0) {
    const subject = skuName === undefined ? 'sku' : dayName === undefined ? 'date' : itemMeasures.join(', ')
    throw new SourceFault('drift', says('missingColumn', { vendor: 'Walmart' }), { subject })
  }
  const sums = new Map<string, Big>()
  const skus = new Map<Day, Set<string>>()
  for (const row of data) {
    const [sku, day] = [(row[skuName] ?? '').trim(), dayIn(row[dayName] ?? '')]
    if (day === null || day < from || day > to) continue
    if (sku !== '') skus.set(day, (skus.get(day) ?? new Set()).add(sku))
    for (const { id, name } of told) {
      const value = numberIn(row[name] ?? '')
      const amount = id === 'platform_fees' ? toMinor(value, currency) : value
      for (const of of new Set(['', sku])) {
        const key = `${day} ${id} ${of}`
        sums.set(key, (sums.get(key) ?? Big(0)).plus(amount))
      }
    }
  }
  const rowOf = (day: Day, sku: string): Observed => ({
    sku,
    day,
    measures: Object.fromEntries(told.map(({ id }) => [id, (sums.get(`${day} ${id} ${sku}`) ?? Big(0)).toFixed()])),
  })
  return eachDay(from, to).flatMap(day => ['', ...(skus.get(day) ?? [])].map(sku => rowOf(day, sku)))
}

/** `2026-03-01`, with or without a time, or `03/01/2026`. */
function dayIn(text: string): Day | null {
  const [, month, date, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text) ?? []
  const day =
    year && month && date ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : text.trim().slice(0, 10)
  return isDay(day) ? day : null
}

/** `$1,234.50` is a number, nothing and a dash are zero. @throws SourceFault `drift` for anything else */
function numberIn(text: string): string {
  const [found] = /-?\d[\d,]*(?:\.\d+)?/.exec(text.replace('$', '')) ?? []
  if (!found && !/^\s*([-–—]+|n\/?a|null)?\s*$/i.test(text)) {
    throw new SourceFault('drift', says('noNumber', { quote: text.slice(0, 40) }), { subject: 'report' })
  }
  return found ? found.replaceAll(',', '') : '0'
}
