import { Big } from 'big.js'
import type { CancelledBy, LineAmounts, OrderLine } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Charge, Line, Order, Status } from './order-model.ts'

/** Sent in place of another order. */
const replacement = 'REPLACEMENT'

/** Who wanted a cancellation, by the code of its reason (cancel order lines, `cancellationReason`). */
const causes: readonly (readonly [RegExp, CancelledBy])[] = [
  [/STOCK/i, 'stockout'],
  [/CUSTOMER|BUYER/i, 'buyer'],
  [/^SELLER|_BY_SELLER/i, 'shop'],
  [/WALMART|SYSTEM/i, 'platform'],
]

/**
 * The lines of an order. What was cancelled of a line stands beside what was not, so that a line of which a part was
 * cancelled is told exactly; a refund that the order tells stands apart, where the return it belongs to can replace it.
 */
export function linesOf(order: Order, currency: string, ships: boolean): readonly OrderLine[] {
  if (order.orderType?.toUpperCase() === replacement) return []
  return (order.orderLines?.orderLine ?? []).flatMap(line => [
    ...sold(order, line, currency, ships),
    ...refunded(order, line, currency),
  ])
}

function sold(order: Order, line: Line, currency: string, ships: boolean): readonly OrderLine[] {
  const statuses = line.orderLineStatuses?.orderLineStatus ?? []
  const units = Big(line.orderLineQuantity?.amount ?? unitsOf(statuses))
  const gone = statuses.filter(({ status }) => /^cancel/i.test(status))
  const all = gone.length > 0 && gone.length === statuses.length
  const cancelled = all ? units : least(units, Big(unitsOf(gone)))
  const amounts = amountsOf(line, currency)
  const frame = frameOf(order, line, statuses, ships)
  if (gone.length === 0) return [{ ...frame, units: units.toFixed(), amounts }]
  const reason = gone.find(({ cancellationReason }) => cancellationReason)?.cancellationReason ?? ''
  const off = { cancelledAt: frame.changedAt, cancelledBy: causeOf(reason), shippedAt: null }
  const kept = units.minus(cancelled)
  return [
    { ...frame, ...(kept.lte(0) && off), units: kept.toFixed(), amounts: part(amounts, kept, units) },
    {
      ...frame,
      ...off,
      lineId: `${frame.lineId}/cancelled`,
      units: cancelled.toFixed(),
      amounts: rest(amounts, part(amounts, kept, units)),
    },
  ]
}

function frameOf(order: Order, { lineNumber, item, statusDate }: Line, statuses: readonly Status[], ships: boolean) {
  const changedAt = statusDate && statusDate > order.orderDate ? statusDate : order.orderDate
  return {
    orderId: order.purchaseOrderId,
    lineId: lineNumber,
    sku: item?.sku ?? '',
    purchasedAt: order.orderDate,
    changedAt,
    shippedAt: ships ? shippedAt(statuses) : null,
    shipBy: ships ? (order.shippingInfo?.estimatedShipDate ?? null) : null,
    cancelledAt: null,
    cancelledBy: null,
    refunds: [],
    buyer: null,
  }
}

/** When the last package left; `null` while something of the line has not. */
function shippedAt(statuses: readonly Status[]): string | null {
  const open = statuses.filter(({ status }) => !/^(cancel|refund)/i.test(status))
  const times = open.flatMap(({ trackingInfo }) => (trackingInfo?.shipDateTime ? [trackingInfo.shipDateTime] : []))
  return times.length > 0 && times.length === open.length ? (times.sort().at(-1) ?? null) : null
}

function unitsOf(statuses: readonly Status[]): string {
  let sum = Big(0)
  for (const { statusQuantity } of statuses) sum = sum.plus(statusQuantity?.amount ?? 1)
  return sum.toFixed()
}

function causeOf(reason: string): CancelledBy {
  return causes.find(([pattern]) => pattern.test(reason))?.[1] ?? 'unknown'
}

/** Charges are of the whole line and without tax, which Walmart collects and pays itself (order charges, tax policy). */
function amountsOf({ charges }: Line, currency: string): LineAmounts {
  let [gross, discount, shipping, tax] = [Big(0), Big(0), Big(0), Big(0)]
  for (const charge of charges?.charge ?? []) {
    const amount = Big(charge.chargeAmount.amount)
    if (/shipping/i.test(charge.chargeType)) shipping = shipping.plus(amount)
    else if (isDiscount(charge, amount)) discount = discount.plus(amount.abs())
    else if (/product/i.test(charge.chargeType)) gross = gross.plus(amount)
    else continue // fees are no sales
    tax = tax.plus(taxOf(charge))
  }
  return {
    gross_sales: toMinor(gross.toFixed(), currency),
    discount_shop: toMinor(discount.toFixed(), currency),
    shipping_income: toMinor(shipping.toFixed(), currency),
    tax_amount: toMinor(tax.toFixed(), currency),
  }
}

function isDiscount({ chargeType, chargeName }: Charge, amount: Big): boolean {
  return /discount|promo/i.test(`${chargeType} ${chargeName ?? ''}`) || (/product/i.test(chargeType) && amount.lt(0))
}

function taxOf({ tax }: Charge): Big {
  let sum = Big(0)
  for (const { taxAmount } of tax) sum = sum.plus(taxAmount?.amount ?? 0)
  return sum
}

function least(a: Big, b: Big): Big {
  return a.lt(b) ? a : b
}

/** The share of so many of all units, to the smallest unit of money. */
function part(amounts: LineAmounts, units: Big, all: Big): LineAmounts {
  const share = (amount: string) =>
    all.lte(0) ? '0' : Big(amount).times(units).div(all).round(0, Big.roundHalfUp).toFixed()
  return Object.fromEntries(Object.entries(amounts).map(([measure, amount]) => [measure, share(amount)]))
}

function rest(amounts: LineAmounts, taken: LineAmounts): LineAmounts {
  const left = ([measure, amount]: [string, string]) =>
    [
      measure,
      Big(amount)
        .minus(taken[measure as keyof LineAmounts] ?? 0)
        .toFixed(),
    ] as const // keys of the same
  return Object.fromEntries(Object.entries(amounts).map(left))
}

/** Where money back for a line of an order stands in the ledger; a return of the line stands at the same place. */
export function refundPlace(purchaseOrderId: string, lineNumber: string) {
  return { orderId: `back/${purchaseOrderId}`, lineId: lineNumber }
}

/**
 * Money back as the order tells it: charges without tax, on the day of the line's status, as it has no day of its own.
 * It is as old as the order, so that a return of the line, which knows its day, takes its place whenever it comes.
 */
function refunded(order: Order, line: Line, currency: string): readonly OrderLine[] {
  let amount = Big(0)
  for (const { refundCharges } of line.refund) {
    for (const { charge } of refundCharges?.refundCharge ?? []) amount = amount.plus(charge.chargeAmount.amount)
  }
  if (amount.eq(0)) return []
  const id = line.refund.find(({ refundId }) => refundId)?.refundId ?? `${order.purchaseOrderId}/${line.lineNumber}`
  const at = line.statusDate ?? order.orderDate
  return [
    {
      ...frameOf(order, line, [], false),
      ...refundPlace(order.purchaseOrderId, line.lineNumber),
      units: '0',
      amounts: {},
      changedAt: order.orderDate,
      refunds: [{ id, at, amount: toMinor(amount.abs().toFixed(), currency), units: '0' }],
      backOnly: true,
    },
  ]
}
