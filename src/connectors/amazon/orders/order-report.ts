import { Big } from 'big.js'
import { z } from 'zod'
import { type Context, isRefusal } from '#src/connectors/amazon/client/api.ts'
import { pastInstantsOf } from '#src/connectors/amazon/client/days.ts'
import { surveyLines } from '#src/connectors/amazon/client/download.ts'
import { type ReportStep, reportStateOf, stepReport } from '#src/connectors/amazon/client/reports.ts'
import { type Cells, rowReader } from '#src/connectors/amazon/client/table.ts'
import {
  type FoundStore,
  type HttpResponse,
  type LineAmounts,
  type OrderLine,
  type PullRequest,
  type PullStep,
  SourceFault,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { lineNamer } from './order-lines.ts'
import { pullCreatedOrders } from './orders.ts'

const type = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'

/** Columns by the names that Amazon gives them. */
const columns = {
  'amazon-order-id': ['amazon-order-id', 'order-id'],
  'purchase-date': [],
  'last-updated-date': [],
  'order-status': [],
  'sales-channel': [],
  sku: ['sku', 'seller-sku'],
  'item-status': [],
  quantity: ['quantity', 'quantity-purchased'],
  currency: [],
  'item-price': [],
  'item-tax': [],
  'shipping-price': [],
  'shipping-tax': [],
  'gift-wrap-tax': [],
  'item-promotion-discount': [],
  'ship-promotion-discount': [],
  'is-replacement-order': ['is-replacement'],
  'is-exchange-order': ['is-exchange'],
}

/** Columns without which nothing is written. */
const needed = [
  'amazon-order-id',
  'purchase-date',
  'last-updated-date',
  'order-status',
  'sku',
  'quantity',
  'item-price',
]

/** Lines of a long report that were read already: it is fetched again and read from there. */
const Read = z.object({ read: z.number().int().min(0) })
/** Judgement: a step stores so many lines, handed over in pieces so that few are held at a time. */
const [maxLines, pieceLines] = [60_000, 2_000]

/** The report cannot be had: the interface is asked page by page. */
const Searching = z.object({ searching: z.literal(true), inner: z.unknown() })

/**
 * All orders of some days from the report: for history, where calls of the interface come back too slowly. Where it
 * cannot be had, the interface tells them nevertheless, slowly.
 */
export async function pullOrderReport(request: PullRequest, context: Context): Promise<PullStep> {
  const isOld = request.window.to < shiftDays(localDay(context.now(), request.store.timeZone), -keptDays)
  const searching = Searching.safeParse(request.state)
  if (searching.success) return search(request, searching.data.inner, context)
  const order = { type, ...pastInstantsOf(request.window, request.store.timeZone, context.now()) }
  const { data: { read } = { read: 0 } } = Read.safeParse(request.state)
  let step: ReportStep
  try {
    step = await stepReport(request, order, reportStateOf(request.state), context, state => ({ ...state, read }))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return isOld ? notKept : search(request, null, context)
  }
  if (isOld && !('document' in step)) return 'next' in step && isFirstTry(step.next.state) ? step : notKept
  if ('next' in step) return step
  if ('failed' in step) return search(request, null, context)
  if ('empty' in step) return { next: { kind: 'nothing', reason: 'no-data', zeros: true } }
  return readOn(request, step.document, read)
}

/** Reads the next lines of the document; whether it is whole is looked at before. */
async function readOn(request: PullRequest, document: HttpResponse, read: number): Promise<PullStep> {
  const { store, window } = request
  const { charset, count } = await surveyLines(document, store.market)
  const orderPieces = linesOfReport(document.lines?.(charset) ?? [], store, { from: read, to: read + maxLines })
  const isEnd = read + maxLines >= count
  const state = { ...reportStateOf(request.state), read: read + maxLines }
  return { orderPieces, next: isEnd ? { kind: 'done', through: window.to } : { kind: 'again', state } }
}

/** Amazon keeps orders for two years, those of Japan, Australia and Singapore longer: it is asked, and nothing is not zero. */
const keptDays = 730
const notKept: PullStep = { next: { kind: 'nothing', reason: 'no-data', zeros: false } }

function isFirstTry(state: unknown): boolean {
  return reportStateOf(state).tries === 0
}

async function search(request: PullRequest, inner: unknown, context: Context): Promise<PullStep> {
  const step = await pullCreatedOrders({ ...request, state: inner ?? null }, context)
  if (step.next.kind !== 'again') return step
  return { ...step, next: { ...step.next, state: { searching: true, inner: step.next.state } } }
}

/**
 * Lines of the tab-separated report, those between two places of it, in pieces. Amounts are of the whole line.
 * @throws SourceFault `drift` when a column is missing
 */
export async function* linesOfReport(
  lines: AsyncIterable<string> | Iterable<string>,
  store: FoundStore,
  { from, to } = { from: 0, to: Number.POSITIVE_INFINITY },
): AsyncGenerator<readonly OrderLine[]> {
  const nameOf = lineNamer()
  let rowOf: ((line: string) => Cells) | null = null
  let at = 0
  let piece: OrderLine[] = []
  for await (const line of lines) {
    if (at++ >= to) break
    if (rowOf === null) rowOf = rowReader(line, columns, needed)
    else if (line.trim() !== '') {
      const row = rowOf(line)
      if (isNoSale(row)) continue
      const name = nameOf(row('amazon-order-id'), row('sku')) // also of lines before, so that names stay what they are
      if (at > from) piece.push(lineOf(row, name, store.currency))
    }
    if (piece.length < pieceLines) continue
    yield piece
    piece = []
  }
  if (rowOf === null) rowReader('', columns, needed)
  yield piece
}

/** Fulfilled by Amazon and sold elsewhere, or paid with the order that it replaces. */
function isNoSale(row: Cells): boolean {
  if (/^non-amazon/i.test(row('sales-channel'))) return true
  return [row('is-replacement-order'), row('is-exchange-order')].some(word => /^(true|yes|y|1)$/i.test(word))
}

function lineOf(row: Cells, lineId: string, currency: string): OrderLine {
  const changedAt = instantOf(row, 'last-updated-date')
  const cancelled = [row('order-status'), row('item-status')].some(status => /^cancell?ed$/i.test(status))
  if (row('currency') !== '' && row('currency') !== currency) {
    throw new SourceFault('drift', says('otherCurrency', { vendor: 'Amazon', other: row('currency'), own: currency }), {
      subject: 'currency',
    })
  }
  return {
    orderId: row('amazon-order-id'),
    lineId,
    sku: row('sku'),
    units: numberOf(row, 'quantity') || '0',
    amounts: amountsOf(row, currency),
    purchasedAt: instantOf(row, 'purchase-date').toISOString(),
    // The report knows less than the interface: of the same change the interface's version stands
    changedAt: new Date(changedAt.getTime() - 1).toISOString(),
    shippedAt: null,
    cancelledAt: cancelled ? changedAt.toISOString() : null,
    cancelledBy: cancelled ? 'unknown' : null,
    refunds: [],
    buyer: null,
  }
}

/** The digits of a cell, empty where it is. @throws SourceFault `drift` for anything that is no number */
function numberOf(row: Cells, column: string): string {
  const text = row(column)
  if (text === '' || Number.isFinite(Number(text))) return text
  throw new SourceFault('drift', says('otherNumber', { quote: text.slice(0, 40) }), { subject: column })
}

function instantOf(row: Cells, column: string): Date {
  const at = new Date(row(column))
  if (!Number.isNaN(at.getTime())) return at
  throw new SourceFault('drift', says('otherDate', { quote: row(column).slice(0, 40) }), { subject: column })
}

/** An amount that Amazon does not tell yet (a pending order) is absent, never zero. Discounts have no sign. */
function amountsOf(row: Cells, currency: string): LineAmounts {
  const sum = (...names: readonly string[]) => {
    const told = names.map(name => numberOf(row, name)).filter(text => text !== '')
    if (told.length === 0) return null
    return told.reduce((total, text) => total.plus(new Big(toMinor(text, currency)).abs()), new Big(0))
  }
  const postage = sum('shipping-price')
  const ofPostage = sum('ship-promotion-discount')
  const amounts: readonly (readonly [keyof LineAmounts, Big | null])[] = [
    ['gross_sales', sum('item-price')],
    ['discount_shop', sum('item-promotion-discount')],
    ['shipping_income', ofPostage === null ? postage : (postage ?? new Big(0)).minus(ofPostage)],
    ['tax_amount', sum('item-tax', 'shipping-tax', 'gift-wrap-tax')],
  ]
  return Object.fromEntries(amounts.flatMap(([measure, value]) => (value === null ? [] : [[measure, value.toFixed()]])))
}
