import type { Connector, Feed } from '#src/contracts/connector.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import type { Observed } from '#src/domain/orders/fold-days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { HeldWhy } from '#src/features/sync/store/held-days.ts'
import type { ToldDay } from '#src/features/sync/store/told-days.ts'

/** Told wherever there are orders: a shop that sells without them does not exist (judgement). */
const goesWithOrders = ['sessions', 'visitors', 'page_views', 'buyers', 'platform_fees', 'payment_fees']
/** Only there where something was sold (judgement); stock, storage and advertising go on without. */
const comesOfOrders = ['platform_fees', 'payment_fees', 'ad_orders', 'ad_units', 'shipments_confirmed']
const orderMeasures = ['orders', 'units', 'gross_sales']
/** By which a feed's own history is judged, the first that it tells. */
const leads = ['orders', 'units', 'sessions', 'visitors', 'page_views']

/** Judgement: so many days before, each with figures, the middle one this large: then a zero comes as a surprise. */
const [historyDays, fewestDays, surprisingFrom] = [14, 7, 10]

/** Of other feeds those whose money stands on the day of the order: a booking on another day contradicts nothing. */
export function sistersOf({ feeds }: Pick<Connector, 'feeds'>, sisters: readonly ToldDay[]): readonly ToldDay[] {
  const booked = new Set(feeds.filter(one => one.booked).map(({ id }) => id))
  return sisters.filter(one => !booked.has(one.feed))
}

/** What is known beside an answer. */
export interface Beside {
  /** Days of the same source as they stand. */
  readonly own: readonly ToldDay[]
  /** Days of other feeds of the same store at the same marketplace, whose money stands on the day of the order. */
  readonly sisters: readonly ToldDay[]
}

/** What has to be zero: the rest of a day (shipments of older orders) says nothing of it. */
function judgedBy({ tells, booked }: Pick<Feed<unknown>, 'tells' | 'booked'>): readonly string[] {
  const ids = new Set([...(booked ? [] : goesWithOrders), ...orderMeasures, ...leads])
  return tells.filter(id => ids.has(id))
}

/** Whole days of an answer that say zero of everything: only those can be a mistake of the kind. */
export function zeroDays(
  rows: readonly Observed[],
  feed: Pick<Feed<unknown>, 'tells' | 'booked'>,
  today: Day,
): readonly Day[] {
  const told = judgedBy(feed)
  if (told.length === 0) return []
  return rows
    .filter(({ sku, day, measures }) => sku === '' && day < today && told.every(id => Number(measures[id] ?? 0) === 0))
    .filter(({ measures }) => told.some(id => id in measures))
    .map(({ day }) => day)
}

/** Days in reach of which it has to be known what stands. */
export function daysBeside(days: readonly Day[]): { readonly from: Day; readonly to: Day } {
  const sorted = [...days].sort()
  return { from: shiftDays(sorted[0] ?? '', -historyDays), to: sorted.at(-1) ?? '' }
}

/**
 * Which zeros are not believed: another feed of the store tells of sales on that day, the day had figures before, or the
 * days before it had many. A zero that stands already was believed before.
 */
export function implausible(
  zeros: readonly Day[],
  rows: readonly Observed[],
  feed: Pick<Feed<unknown>, 'tells' | 'booked'>,
  { own, sisters }: Beside,
): ReadonlyMap<Day, HeldWhy> {
  const answered = new Map(rows.filter(row => row.sku === '').map(row => [row.day, row.measures] as const))
  const stands = new Map(own.map(({ day, measures }) => [day, measures] as const))
  const lead = leads.find(id => feed.tells.includes(id))
  const valueOn = (day: Day) => {
    const measures = answered.get(day) ?? stands.get(day)
    return lead === undefined || measures?.[lead] === undefined ? null : Number(measures[lead])
  }
  const found = new Map<Day, HeldWhy>()
  for (const day of zeros) {
    const before = stands.get(day)
    const isSister = sisters.some(one => one.day === day && contradicts(one.measures, feed))
    const hadFigures = before !== undefined && isAny(before, judgedBy(feed))
    if (before !== undefined && !hadFigures) continue
    const around = eachDay(shiftDays(day, -historyDays), shiftDays(day, -1))
      .map(valueOn)
      .filter(value => value !== null)
    if (isSister) found.set(day, 'sister')
    else if (hadFigures || isSurprise(around)) found.set(day, 'history')
  }
  return found
}

function contradicts(sister: Readonly<Record<string, number>>, { tells }: Pick<Feed<unknown>, 'tells'>): boolean {
  if (tells.some(id => orderMeasures.includes(id))) return isAny(sister, comesOfOrders)
  return tells.some(id => goesWithOrders.includes(id)) && isAny(sister, orderMeasures)
}

function isAny(measures: Readonly<Record<string, number>>, ids: readonly string[]): boolean {
  return ids.some(id => Number(measures[id] ?? 0) > 0)
}

function isSurprise(around: readonly number[]): boolean {
  if (around.length < fewestDays || around.some(value => value <= 0)) return false
  return ([...around].sort((a, b) => a - b)[Math.floor(around.length / 2)] ?? 0) >= surprisingFrom
}
