import { isWeekend, shiftDays } from '#src/domain/days.ts'
import type { Item, Order } from './order-model.ts'

/** Asuraku orders leave on the day on which they come. */
const asuraku = 1

/**
 * The last moment at which a line should leave, as the shop promised it: the day that `delvdateInfo` names, or so many days
 * after the order (business days where holidays are left out; judgement: Saturdays and Sundays, a shop's own holidays are
 * not told). `null`: nothing is promised, or a pre-order or a wished day of delivery decides.
 */
export function promisedBy({ orderDatetime, asurakuFlag, orderType, deliveryDate }: Order, item: Item): string | null {
  const ordered = orderDatetime.slice(0, 10)
  if (orderType === preOrder || isFar(ordered, deliveryDate)) return null
  const day = asurakuFlag === asuraku ? ordered : dayIn((item.delvdateInfo ?? '').normalize('NFKC'), ordered)
  return day === null ? null : `${day}T23:59:59+09:00`
}

const preOrder = 6
/** A customer who wishes a day so much later does not wait (reference of the 72-hour rule). */
const wishedAfterDays = 4

function isFar(ordered: string, deliveryDate: string | null | undefined): boolean {
  return Boolean(deliveryDate) && (deliveryDate ?? '').slice(0, 10) > shiftDays(ordered, wishedAfterDays)
}

function dayIn(text: string, ordered: string): string | null {
  const [, year = '', month = '', date = ''] = /(\d{4})[年/-](\d{1,2})[月/-](\d{1,2})/.exec(text) ?? []
  if (year !== '') return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (/当日|即日|あす楽/.test(text)) return ordered
  if (/翌日/.test(text)) return shiftDays(ordered, 1)
  const count = /(\d+)\s*(?:営業)?日(?:以内|後|程度|で|前後)?/.exec(text)?.[1]
  if (count === undefined || Number(count) > longest) return null
  return /営業日|休業日/.test(text) ? businessDays(ordered, Number(count)) : shiftDays(ordered, Number(count))
}

/** Judgement: what takes longer is made to order, and its day says nothing about how quickly the shop ships. */
const longest = 60

function businessDays(from: string, count: number): string {
  let day = from
  for (let left = count; left > 0; ) {
    day = shiftDays(day, 1)
    if (!isWeekend(day)) left -= 1
  }
  return day
}
