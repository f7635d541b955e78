import { Big } from 'big.js'
import { z } from 'zod'
import type { OrderLine, ReturnReason } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { split } from '#src/domain/orders/split.ts'
import { refundPlace } from './lines.ts'
import { Decimal, Instant, manyOf, ReturnMoney } from './shapes.ts'

const Quantity = z.object({ measurementValue: Decimal })

const Line = z.object({
  returnOrderLineNumber: z.string().nullish(),
  purchaseOrderId: z.string().nullish(),
  purchaseOrderLineNumber: z.string().nullish(),
  salesOrderLineNumber: z.string().nullish(),
  returnReason: z.string().nullish(),
  returnCancellationReason: z.string().nullish(),
  item: z.object({ sku: z.string().nullish() }).nullish(),
  quantity: Quantity.nullish(),
  refundedQty: Decimal.nullish(),
  unitPrice: ReturnMoney.nullish(),
  chargeTotals: manyOf(z.object({ name: z.string(), value: ReturnMoney })),
  currentRefundStatus: z.string().nullish(),
  currentTrackingStatuses: manyOf(
    z.object({ currentRefundStatus: z.string().nullish(), statusTime: Instant.nullish() }),
  ),
  status: z.string().nullish(),
  statusTime: Instant.nullish(),
})
type Line = z.infer<typeof Line>

const Return = z.object({
  returnOrderId: z.string(),
  returnOrderDate: Instant,
  returnType: z.string().nullish(),
  totalRefundAmount: ReturnMoney.nullish(),
  returnOrderLines: manyOf(Line),
})
export type Return = z.infer<typeof Return>

export const ReturnsPage = z.object({
  meta: z.object({ totalCount: Decimal.nullish(), nextCursor: z.string().nullish() }).nullish(),
  returnOrders: manyOf(Return),
})

/** `returnReason` (returns reference). What stands in no list is another reason. */
const reasons: Readonly<Record<string, ReturnReason>> = {
  ARRIVED_LATE: 'late',
  BOUGHT_ANOTHER_SIZE_OR_COLOR: 'size',
  BOUGHT_SOMEWHERE_ELSE: 'change_of_mind',
  DAMAGED: 'damaged',
  DEFECTIVE: 'quality',
  DUPLICATE_ITEM: 'change_of_mind',
  INADEQUATE_QUALITY: 'quality',
  INCORRECT_ITEM: 'wrong_item',
  LOST_AFTER_DELIVERY: 'undelivered',
  LOST_IN_TRANSIT: 'undelivered',
  LOWER_PRICE: 'change_of_mind',
  MISSING_PARTS: 'quality',
  NO_LONGER_WANTED: 'change_of_mind',
  NOT_AS_DESCRIBED: 'not_as_described',
  RETURN_TO_SENDER: 'undelivered',
  SHIPPING_BOX_DAMAGED: 'damaged',
  TRIED_TO_CANCEL: 'change_of_mind',
  'WRONG_SIZE/POOR_FIT': 'size',
}

/** Goods asked to be sent back, on the day of the request; a request that was called off is none. */
export function returnedOf(order: Return): readonly OrderLine[] {
  return order.returnOrderLines.flatMap((line, index) => {
    if (/^cancel/i.test(line.status ?? '')) return []
    const reason = reasons[(line.returnReason ?? '').toUpperCase()] ?? 'other'
    const returns = [{ at: order.returnOrderDate, units: line.quantity?.measurementValue ?? '1', reason }]
    return [{ ...frameOf(order, line, index), refunds: [], returns }]
  })
}

/** Money given back for returns, without tax, on the day it was given back. */
export function refundsOf(order: Return, currency: string): readonly OrderLine[] {
  const done = order.returnOrderLines.filter(isRefunded)
  const amounts = amountsOf(order, done)
  return done.flatMap((line, index) => {
    const amount = toMinor(amounts[index] ?? '0', currency)
    if (Big(amount).lte(0)) return []
    const frame = frameOf(order, line, order.returnOrderLines.indexOf(line))
    const id = `${frame.orderId}/${frame.lineId}`
    const refund = { id, at: refundedAt(order, line), amount, units: line.refundedQty ?? '0' }
    return [{ ...frame, refunds: [refund] }, ...inPlaceOf(frame, line)]
  })
}

function frameOf(order: Return, line: Line, index: number): Omit<OrderLine, 'refunds'> {
  return {
    orderId: `return/${order.returnOrderId}`,
    lineId: line.returnOrderLineNumber ?? String(index + 1),
    sku: line.item?.sku ?? '',
    units: '0',
    amounts: {},
    purchasedAt: order.returnOrderDate,
    changedAt: line.statusTime && line.statusTime > order.returnOrderDate ? line.statusTime : order.returnOrderDate,
    shippedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    buyer: null,
    backOnly: true,
  }
}

/** What the order itself tells of the refund is the same money: an empty line takes its place. */
function inPlaceOf(frame: Omit<OrderLine, 'refunds'>, line: Line): readonly OrderLine[] {
  if (!line.purchaseOrderId || !line.purchaseOrderLineNumber) return []
  return [{ ...frame, ...refundPlace(line.purchaseOrderId, line.purchaseOrderLineNumber), refunds: [] }]
}

function isRefunded({ refundedQty, currentRefundStatus, currentTrackingStatuses, status }: Line): boolean {
  if (/^cancel/i.test(status ?? '')) return false
  if (refundedQty !== null && refundedQty !== undefined) return Big(refundedQty).gt(0)
  const told = [currentRefundStatus, ...currentTrackingStatuses.map(one => one.currentRefundStatus)].filter(Boolean)
  if (told.length === 0) return !status || /^(COMPLETED|REFUNDED)$/i.test(status)
  return told.some(one => /(COMPLETED|REFUNDED)$/i.test(one ?? ''))
}

/** When the last part of the refund was completed, else the latest status, else the request. */
function refundedAt(order: Return, line: Line): string {
  const completed = line.currentTrackingStatuses.filter(one => /COMPLETED$/i.test(one.currentRefundStatus ?? ''))
  const times = completed.flatMap(({ statusTime }) => (statusTime ? [statusTime] : [])).sort()
  return times.at(-1) ?? line.statusTime ?? order.returnOrderDate
}

/**
 * Major units per line: the total that was given back, with tax, spread over the lines by what each is worth, less the
 * share of tax that the line's totals tell.
 */
function amountsOf(order: Return, lines: readonly Line[]): readonly string[] {
  const total = order.totalRefundAmount?.currencyAmount
  const own = lines.map(line => totalOf(line))
  if (total === undefined) return lines.map((line, index) => withoutTax(line, own[index] ?? '0'))
  const worth = own.some(value => Big(value).gt(0)) ? own : lines.map(line => line.refundedQty ?? '1')
  const cents = split(Big(total).times(100).toFixed(), worth)
  return lines.map((line, index) =>
    withoutTax(
      line,
      Big(cents[index] ?? 0)
        .div(100)
        .toFixed(),
    ),
  )
}

function totalOf(line: Line): string {
  const told = named(line, 'lineTotal')
  if (told !== null) return told
  return Big(line.unitPrice?.currencyAmount ?? 0)
    .times(line.refundedQty ?? line.quantity?.measurementValue ?? 1)
    .toFixed()
}

function withoutTax(line: Line, amount: string): string {
  const [total, tax] = [named(line, 'lineTotal'), named(line, 'lineTotalTaxes') ?? named(line, 'lineProductTaxes')]
  if (total === null || tax === null || Big(total).lte(0)) return amount
  return Big(amount).times(Big(total).minus(tax)).div(total).round(2, Big.roundHalfUp).toFixed()
}

function named({ chargeTotals }: Line, name: string): string | null {
  return chargeTotals.find(one => one.name === name)?.value.currencyAmount ?? null
}
