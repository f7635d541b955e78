import { Big } from 'big.js'
import {
  type FoundStore,
  type OrderLine,
  type PullRequest,
  type PullStep,
  SourceFault,
} from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Context } from './api.ts'
import { instantsOf } from './days.ts'
import { lineNames } from './orders.ts'
import { stepReport } from './reports.ts'

const type = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'

/** Columns that are read: without one of them nothing is written. */
const columns = [
  'amazon-order-id',
  'purchase-date',
  'last-updated-date',
  'order-status',
  'sales-channel',
  'sku',
  'quantity',
  'item-price',
] as const

/** All orders of some days from the report: for history, where calls of the interface come back too slowly. */
export async function pullOrderReport(request: PullRequest, context: Context): Promise<PullStep> {
  const { start, end } = instantsOf(request.window, request.store.timeZone)
  const order = { type, start: start.toISOString(), end: end.toISOString() }
  const step = await stepReport(request, order, context)
  if ('next' in step) return step
  return {
    orders: linesOfReport(textOf(step.document), request.store),
    next: { kind: 'done', through: request.window.to },
  }
}

/** Amazon names the character set in the header; Japanese reports without one are Shift_JIS where they are no UTF-8. */
function textOf(document: { readonly text: (charset?: string) => string }): string {
  const text = document.text()
  return text.includes('\ufffd') ? document.text('shift_jis') : text
}

/** Lines of the tab-separated report. Amounts are of the whole line. @throws SourceFault `drift` when a column is missing */
export function linesOfReport(text: string, store: FoundStore): readonly OrderLine[] {
  const [head = '', ...rows] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const names = head.split('\t').map(name => name.trim().toLowerCase())
  const missing = columns.find(column => !names.includes(column))
  if (missing) throw new SourceFault('drift', 'A column of the order report is missing', { subject: missing })
  const records = rows
    .filter(row => row !== '')
    .map(row => {
      const cells = row.split('\t')
      return new Map(names.map((name, index) => [name, cells[index]?.trim() ?? '']))
    })
    .filter(isSale)
  return [...groupByOrder(records).values()].flatMap(order => linesOfOrder(order, store))
}

type Record = ReadonlyMap<string, string>

/** Orders of other channels are fulfilled by Amazon and sold elsewhere. */
function isSale(record: Record): boolean {
  return !/^non-amazon/i.test(record.get('sales-channel') ?? '')
}

function groupByOrder(records: readonly Record[]): ReadonlyMap<string, Record[]> {
  const orders = new Map<string, Record[]>()
  for (const record of records) {
    const id = record.get('amazon-order-id') ?? ''
    orders.set(id, [...(orders.get(id) ?? []), record])
  }
  return orders
}

function linesOfOrder(order: readonly Record[], store: FoundStore): readonly OrderLine[] {
  const names = lineNames(order.map(record => record.get('sku') ?? ''))
  return order.map((record, index) => lineOf(record, names[index] ?? '', store.currency))
}

function lineOf(record: Record, lineId: string, currency: string): OrderLine {
  const text = (name: string) => record.get(name) ?? ''
  const changedAt = text('last-updated-date')
  const cancelled = [text('order-status'), text('item-status')].some(status => /^cancelled$/i.test(status))
  return {
    orderId: text('amazon-order-id'),
    lineId,
    sku: text('sku'),
    units: text('quantity') || '0',
    amounts: {
      ...amount('gross_sales', text('item-price'), currency),
      ...amount('discount_shop', text('item-promotion-discount'), currency),
      ...amount('shipping_income', text('shipping-price'), currency),
      ...amount('tax_amount', text('item-tax'), currency),
    },
    purchasedAt: text('purchase-date'),
    changedAt,
    shippedAt: null,
    cancelledAt: cancelled ? changedAt : null,
    cancelledBy: cancelled ? 'unknown' : null,
    refunds: [],
    buyer: null,
  }
}

/** An amount that Amazon does not tell yet (a pending order) is absent, never zero. */
function amount(measure: string, text: string, currency: string): Readonly<{ [measure: string]: string }> {
  if (text === '') return {}
  return { [measure]: new Big(toMinor(text, currency)).abs().toFixed() }
}
