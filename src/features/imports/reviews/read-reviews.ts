import { createHash } from 'node:crypto'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { SkippedRow } from '#src/domain/import-line.ts'
import type { Store } from '#src/domain/place.ts'
import { cutPersonalData } from '#src/domain/reviews/personal-data.ts'
import { UserError } from '#src/errors.ts'
import { type Cell, isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { problem } from '#src/features/imports/rows/problems.ts'
import { type DayOrder, parseDay } from '#src/features/imports/values/dates.ts'
import { createOrderEvidence, dayOrder } from '#src/features/imports/values/day-order.ts'
import type { FileReview, ReviewFile } from '#src/features/reviews/index.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { storable } from '#src/platform/database/storable.ts'
import type { ReviewColumns } from './columns.ts'
import type { ReviewRole } from './names.ts'
import { starsOf } from './stars.ts'
import { texts } from './texts.ts'

/** Rows of a file (judgement: a large shop's reviews of a year), reasons kept, and the longest text, in characters. */
const maxRows = 20_000
const keptReasons = 100
const longestText = 2000

/** How the rows are read. */
export interface ReviewReading {
  readonly columns: ReviewColumns
  /** Stores that the file may be of; the only one is meant where no column names it. */
  readonly stores: readonly Store[]
  /** The store that a name of the file means; `null`: none. Absent: no column names stores. */
  readonly storeNamed: ((name: string) => Store | null) | null
  readonly now: Date
}

/** Rows of a sender that are the shop's own answers. */
const ownAnswer =
  /^(seller|shop|merchant|store|agent|staff|support|outbound|outgoing|out|sent|店舗|ショップ|販売者|出品者|送信|商家|客服|卖家|店铺|发出|发送|賣家|商店)$/i

type Read =
  | { readonly review: FileReview; readonly cuts: number; readonly long: boolean }
  | { readonly passed: 'empty' | 'own' }
  | Localized

/** Reads all reviews or messages of a file, without personal data. @throws UserError when it has too many rows */
export async function readReviews(
  table: Table,
  reading: ReviewReading,
): Promise<Omit<ReviewFile, 'fileName' | 'stores' | 'whichStore'>> {
  const order = await orderOf(table, reading)
  const reviews: FileReview[] = []
  const skipped: SkippedRow[] = []
  const counts = { rowsRead: 0, rowsSkipped: 0, empty: 0, own: 0, cuts: 0, long: 0 }
  for await (const row of table.rows()) {
    if (row.number <= reading.columns.row || (!row.broken && isBlank(row.cells))) continue
    if (++counts.rowsRead > maxRows) throw new UserError(fill(texts.tooMany, { limit: formatCount(maxRows) }))
    const read: Read = row.broken ?? readRow(row.cells, order, reading)
    if ('review' in read) {
      reviews.push(read.review)
      counts.cuts += read.cuts
      if (read.long) counts.long++
    } else if ('passed' in read) counts[read.passed]++
    else if (++counts.rowsSkipped <= keptReasons) skipped.push({ row: row.number, reason: read })
  }
  const { kind, at, names } = reading.columns
  const used = new Set(Object.entries(at).flatMap(([role, column]) => (role === 'person' ? [] : [column])))
  return { kind, reviews, skipped, ...counts, unread: names.filter((name, column) => name !== '' && !used.has(column)) }
}

/** All dates tell whether the day or the month stands first. */
async function orderOf(table: Table, { columns, stores, now }: ReviewReading): Promise<DayOrder> {
  const evidence = createOrderEvidence(shiftDays(localDay(now, 'UTC'), 1))
  for await (const row of table.rows()) {
    if (row.number > columns.row && !row.broken) evidence.add(dateText(row.cells[columns.at.day ?? -1]))
  }
  const markets = new Set(stores.map(store => store.market))
  return dayOrder(evidence.found(), markets.size === 1 ? [...markets][0] : undefined)
}

/** Amazon writes where it was written beside when: `Reviewed in the United States on March 3, 2026`. */
function dateText(cell: Cell | undefined): string {
  return textOf(cell)
    .replace(/^reviewed in .+ on (?=\S)/i, '')
    .replace(/に?[^\d]*(?:に)?レビュー済み$/, '')
    .replace(/^[^\d]*?(?=\d{4}年)/, '')
}

function readRow(cells: readonly Cell[], order: DayOrder, reading: ReviewReading): Read {
  const { columns, storeNamed } = reading
  const cell = (role: ReviewRole) => textOf(cells[columns.at[role] ?? -1])
  if (columns.at.sender !== undefined && ownAnswer.test(cell('sender'))) return { passed: 'own' }
  const whole = wholeText(cell('title'), cell('text'))
  if (whole === '') return { passed: 'empty' }
  const stars = columns.kind === 'messages' ? null : starsOf(cell('stars'))
  if (stars === undefined) return fill(texts.notStars, { text: verbatim(cell('stars').slice(0, 40)) })
  if (stars === null && columns.kind === 'reviews') return texts.noStars
  const named = storeNamed ? storeNamed(cell('store')) : null
  if (storeNamed && !named) return fill(texts.noStore, { name: verbatim(cell('store').slice(0, 60)) })
  const stores = named ? [named] : reading.stores
  const day = dayOf(cells[columns.at.day ?? -1], order, {
    stores,
    now: reading.now,
    name: columns.names[columns.at.day ?? -1] ?? '',
  })
  if (typeof day === 'object' && 'en' in day) return day
  const { text, cuts } = cutPersonalData(
    storable(whole),
    [cell('person')].filter(name => !name.includes('@')),
  )
  const long = text.length > longestText
  const shown = long ? `${[...text].slice(0, longestText - 1).join('')}…` : text
  const sku = storable(cell('sku')).slice(0, 100)
  const review = { store: named?.slug ?? null, sku, day, stars, text: shown, key: keyOf(cell, columns.kind, shown) }
  return { review, cuts, long }
}

/** Headline and text as one, lines joined; a headline that only begins the text is not said twice. */
function wholeText(title: string, text: string): string {
  const [head, body] = [title, text].map(part =>
    part
      .replace(/<br\s*\/?>/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  if (!head || !body) return (body || head) ?? ''
  return body.startsWith(head.replace(/…$/, '')) ? body : `${head} – ${body}`
}

interface DayContext {
  readonly stores: readonly Store[]
  readonly now: Date
  readonly name: string
}

/** The day in the store's zone; by zone where the store is not known yet and the zones disagree. */
function dayOf(
  cell: Cell | undefined,
  order: DayOrder,
  { stores, now, name }: DayContext,
): FileReview['day'] | Localized {
  const value = typeof cell === 'string' ? dateText(cell) : cell
  const zones = [...new Set(stores.map(store => store.timeZone))]
  const days: Record<string, string> = {}
  for (const timeZone of zones) {
    const day = parseDay(value, { order, timeZone })
    if (!day) return problem(day === null ? 'missing' : 'notADate', { column: name, text: textOf(cell) })
    if (day > shiftDays(localDay(now, timeZone), 1)) return fill(texts.future, { day })
    days[timeZone] = day
  }
  const [first = '', ...others] = Object.values(days)
  return others.every(day => day === first) ? first : days
}

/** What tells a review apart: its own number, else its order and product; a hash, for both lead to a person. */
function keyOf(cell: (role: ReviewRole) => string, kind: ReviewColumns['kind'], text: string): string | null {
  const own = cell('id')
  const order = cell('order')
  if (own === '' && order === '') return null
  const product = own === '' ? [order, cell('sku'), cell('product')] : [own]
  const parts = kind === 'messages' ? [...product, text] : product // one conversation has several messages
  return createHash('sha256')
    .update(JSON.stringify([own === '' ? 'order' : 'id', ...parts]))
    .digest('hex')
}
