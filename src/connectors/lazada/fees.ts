import { Big } from 'big.js'
import { z } from 'zod'
import {
  type LineAmounts,
  type OrderLine,
  type PullRequest,
  type PullStep,
  SourceFault,
} from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { shiftDays, startOfDay } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Context, call, read } from './api.ts'
import { Amount, Text } from './model.ts'

/** Documented: 500 rows of a page. */
const perPage = 500

/** What it tells of each day on which something was booked. */
export const feeMeasures = [
  'platform_fees',
  'payment_fees',
  'fulfilment_cost',
  'shipping_cost',
  'storage_cost',
  'affiliate_cost',
  'other_cost',
] as const
type FeeMeasure = (typeof feeMeasures)[number]

const Row = z.object({
  transaction_number: Text,
  transaction_date: Text,
  transaction_type: Text,
  fee_name: Text,
  fee_type: Text,
  amount: Amount,
  order_no: Text,
  orderItem_no: Text,
  seller_sku: Text,
})
type Row = z.infer<typeof Row>
const Page = z.object({ data: z.array(Row).nullish() })
const State = z.object({ offset: z.number() })

/**
 * What Lazada booked, a page a step, on the day of the booking.
 * https://open.lazada.com/apps/doc/api?path=%2Ffinance%2Ftransaction%2Fdetails%2Fget
 */
export async function pullFees(request: PullRequest, context: Context): Promise<PullStep> {
  const { window } = request
  const { offset } = request.state === null ? { offset: 0 } : State.parse(request.state)
  const answer = await call(context, {
    path: '/finance/transaction/details/get',
    budget: 'finance',
    // whether the last day counts is not said: one more does no harm
    query: { start_time: window.from, end_time: shiftDays(window.to, 1), limit: perPage, offset },
  })
  requireTold('Lazada', answer, 'data?.amount', 'data?.fee_name|transaction_type', 'data?.transaction_date')
  const rows = read(Page, answer).data ?? []
  const orders = rows.flatMap(row => lineOf(row, request))
  const unknown = unknownIn(rows)
  if (rows.length >= perPage) {
    return { orders, unknown, next: { kind: 'again', state: { offset: offset + rows.length } } }
  }
  return { orders, unknown, next: { kind: 'done', through: window.to } }
}

/** What is a sale, money back, a voucher, an advertisement or a tax stands elsewhere or is no cost. */
const elsewhere =
  /item price|sales? revenue|refund|voucher|flexi|bundle|sponsored (?:search|discovery|product|max)|advertis|top.?up|withh|\bvat\b|\bgst\b|tax|payout|lost claim|coins/i

const kinds: readonly (readonly [RegExp, FeeMeasure])[] = [
  [/affiliate/i, 'affiliate_cost'],
  [/payment|transaction fee|credit card|instal/i, 'payment_fees'],
  [/free.?ship/i, 'platform_fees'],
  [/storage/i, 'storage_cost'],
  [/fulfil|\bfbl\b|warehouse|handling|packag/i, 'fulfilment_cost'],
  [/shipping|delivery|logistic|freight/i, 'shipping_cost'],
  [/commission|campaign|service|marketing|program|platform|listing|order processing/i, 'platform_fees'],
]

/** Groups of bookings (`transaction_type`, such as `Orders-Lazada Fees`), where a name alone does not say it. */
const groups: readonly (readonly [RegExp, FeeMeasure])[] = [
  [/lazada fees|commission/i, 'platform_fees'],
  [/logistic|shipping/i, 'shipping_cost'],
  [/warehous|fulfil/i, 'fulfilment_cost'],
]

/** What a booking is; `measure` `null`: it stands elsewhere or is no cost. */
export interface Kind {
  readonly measure: FeeMeasure | null
  /** Neither its name nor its group is known: it counts as another cost, and that is told. */
  readonly isNew?: true
}

/** Which cost a booking is: by its name, which Lazada writes in English, else by its group. */
export function kindOf(name: string, group = ''): Kind {
  const known = kinds.find(([pattern]) => pattern.test(name))?.[1]
  if (elsewhere.test(name) && known !== 'affiliate_cost') return { measure: null }
  const measure = known ?? groups.find(([pattern]) => pattern.test(group))?.[1]
  return measure ? { measure } : { measure: 'other_cost', isNew: true }
}

/** Money that is taken is negative; what is given back of a fee lowers it. A booking without day or amount is refused. */
function lineOf(row: Row, { store }: PullRequest): readonly OrderLine[] {
  const name = row.fee_name || row.transaction_type
  const { measure } = kindOf(name, row.transaction_type)
  if (measure === null || row.amount === null) return []
  const day = dayOf(row.transaction_date)
  if (day === null) {
    throw new SourceFault('drift', says('noBookingDay', { vendor: 'Lazada' }), { subject: 'transaction_date' })
  }
  const at = new Date(startOfDay(day, store.timeZone).getTime() + 43_200_000).toISOString() // noon
  const amounts: LineAmounts = { [measure]: Big(toMinor(row.amount, store.currency)).times(-1).toFixed() }
  return [
    {
      orderId: row.order_no || row.transaction_number || day,
      lineId: [row.transaction_number || day, row.fee_type || name, row.orderItem_no].join('/'),
      sku: row.seller_sku,
      units: '0',
      amounts,
      purchasedAt: at,
      changedAt: at,
      shippedAt: null,
      cancelledAt: null,
      cancelledBy: null,
      refunds: [],
      buyer: null,
    },
  ]
}

/** Names of bookings that are not known, with their ids. */
function unknownIn(rows: readonly Row[]): readonly string[] {
  const names = rows
    .filter(row => kindOf(row.fee_name || row.transaction_type, row.transaction_type).isNew)
    .map(row => [row.transaction_type, row.fee_name, row.fee_type].filter(Boolean).join(' / '))
  return [...new Set(names)]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `2026-07-01` or `01 Jul 2026`, as countries write it; `null`: neither. */
export function dayOf(text: string): string | null {
  const iso = /^\d{4}-\d\d-\d\d/.exec(text)?.[0]
  if (iso !== undefined) return iso
  const [, date = '', name = '', year = ''] = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})/.exec(text) ?? []
  const month = months.indexOf(name.toLowerCase()) + 1
  return month === 0 ? null : `${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`
}
