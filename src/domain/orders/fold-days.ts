import { Big } from 'big.js'
import { localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { CancelledBy, OrderLine } from './order-line.ts'

/** Figures of one store, SKU (`''`: the whole store) and local day. Money in minor units as exact decimals. */
export interface Observed {
  readonly sku: string
  readonly day: Day
  readonly measures: Readonly<Record<string, string>>
}

/** How lines become days. */
export interface FoldOptions {
  readonly timeZone: string
  /** The days to fold, whole: all lines that touch them must be among the lines. */
  readonly days: readonly Day[]
  /** Measures that are always written, zeros included; others are left out. */
  readonly tells: readonly string[]
  /** Measures that are written only on days on which a line says them: nothing is not zero. */
  readonly tellsWhereKnown?: readonly string[]
}

const hourMs = 3_600_000
const windows = { shipped_within_24h: 24, shipped_within_48h: 48, shipped_within_72h: 72 } as const
const cancelledAs: Readonly<Record<CancelledBy, string | null>> = {
  buyer: 'orders_cancelled_buyer',
  shop: 'orders_cancelled_shop',
  platform: 'orders_cancelled_platform',
  stockout: 'orders_cancelled_stockout',
  unknown: null,
}

/** All local days that a line has a figure on: the order's, the shipment's, the promised and those of refunds and returns. */
export function daysOfLine(line: OrderLine, timeZone: string): readonly Day[] {
  const sold = line.backOnly ? [] : [line.purchasedAt, line.shippedAt, line.shipBy ?? null]
  const instants = [...sold, ...line.refunds.map(refund => refund.at), ...(line.returns ?? []).map(({ at }) => at)]
  return [...new Set(instants.filter(at => at !== null).map(at => localDay(new Date(at), timeZone)))]
}

/**
 * Adds order lines up to local days. Sales and cancellations count on the day of the order, so that a late cancellation
 * lowers that day; refunds and shipments count on their own day. `net_sales = gross_sales - cancelled_sales -
 * discount_shop`; discounts, units and `orders` are of lines that were not cancelled; an order counts once per store. What
 * came back counts on its own day, also when its order is not among the lines.
 */
export function foldDays(lines: readonly OrderLine[], options: FoldOptions): readonly Observed[] {
  const { timeZone, days, tells, tellsWhereKnown = [] } = options
  const told = new Set([...tells, ...tellsWhereKnown])
  const book = new Map<Day, Map<string, Map<string, Big>>>(days.map(day => [day, new Map([['', new Map()]])]))
  const add = (day: Day, sku: string, measure: string, value: Big | number | string) => {
    const rows = book.get(day)
    if (!rows || !told.has(measure)) return
    for (const key of sku === '' ? [''] : ['', sku]) {
      const row = rows.get(key) ?? new Map<string, Big>()
      row.set(measure, (row.get(measure) ?? Big(0)).plus(value))
      rows.set(key, row)
    }
  }
  for (const line of lines) addBack(line, timeZone, add)
  const sold = lines.filter(line => !line.backOnly)
  for (const line of sold) addLine(line, timeZone, add)
  for (const order of byOrder(sold)) addOrder(order, timeZone, add)
  return [...book].flatMap(([day, rows]) =>
    [...rows].map(([sku, sums]) => observed(day, sku, sums, { tells, tellsWhereKnown })),
  )
}

type Add = (day: Day, sku: string, measure: string, value: Big | number | string) => void

/** Money and goods that came back, on their own days. */
function addBack(line: OrderLine, timeZone: string, add: Add): void {
  for (const refund of line.refunds) {
    const at = localDay(new Date(refund.at), timeZone)
    add(at, line.sku, 'refunds_amount', refund.amount)
    add(at, line.sku, 'refunds_count', 1)
  }
  for (const { at, units, reason } of line.returns ?? []) {
    const day = localDay(new Date(at), timeZone)
    add(day, line.sku, 'returns_units', units)
    add(day, line.sku, `returns_reason_${reason}`, units)
  }
}

function addLine(line: OrderLine, timeZone: string, add: Add): void {
  const day = localDay(new Date(line.purchasedAt), timeZone)
  const gross = line.amounts.gross_sales
  if (gross !== undefined) add(day, line.sku, 'gross_sales', gross)
  if (line.cancelledAt !== null) {
    if (gross !== undefined) add(day, line.sku, 'cancelled_sales', gross)
    return
  }
  if (gross !== undefined) add(day, line.sku, 'net_sales', Big(gross).minus(line.amounts.discount_shop ?? 0))
  for (const [measure, amount] of Object.entries(line.amounts)) {
    if (measure !== 'gross_sales' && amount !== undefined) add(day, line.sku, measure, amount)
  }
  add(day, line.sku, 'units', line.units)
  add(day, line.sku, 'order_lines', 1)
}

/** What is counted once per order: the order, its cancellation, and its shipment when the last line ships. */
function addOrder(order: readonly OrderLine[], timeZone: string, add: Add): void {
  const purchased = Math.min(...order.map(line => Date.parse(line.purchasedAt)))
  const day = localDay(new Date(purchased), timeZone)
  const valid = order.filter(line => line.cancelledAt === null)
  if (valid.length === 0) {
    const by = order.map(line => line.cancelledBy).find(who => who !== null) ?? 'unknown'
    const measure = cancelledAs[by]
    if (measure !== null) add(day, '', measure, 1)
    return
  }
  add(day, '', 'orders', 1)
  for (const sku of new Set(valid.map(line => line.sku).filter(sku => sku !== ''))) {
    add(day, sku, 'orders', 1)
    add(day, '', 'orders', -1) // adding to a SKU adds to the store, whose own count is the distinct one
  }
  addShipment(valid, purchased, timeZone, add)
}

/** Against the promised moment of handing over: an order is due once, on the day of its last promise, and late when a line is. */
function addPromise(valid: readonly OrderLine[], shippedOn: Day | null, timeZone: string, add: Add): void {
  const promised = valid.flatMap(({ shipBy }) => (shipBy ? [Date.parse(shipBy)] : []))
  if (promised.length === 0) return
  add(localDay(new Date(Math.max(...promised)), timeZone), '', 'shipments_due', 1)
  if (shippedOn === null) return
  const isLate = valid.some(
    ({ shipBy, shippedAt }) => shipBy && shippedAt && Date.parse(shippedAt) > Date.parse(shipBy),
  )
  add(shippedOn, '', 'shipments_late', isLate ? 1 : 0)
  add(shippedOn, '', 'shipments_on_time', isLate ? 0 : 1)
}

function addShipment(valid: readonly OrderLine[], purchased: number, timeZone: string, add: Add): void {
  const shipped = valid.map(line => line.shippedAt).filter(at => at !== null)
  if (shipped.length < valid.length) {
    addPromise(valid, null, timeZone, add)
    return
  }
  const last = Math.max(...shipped.map(at => Date.parse(at)))
  const hours = (last - purchased) / hourMs
  const at = localDay(new Date(last), timeZone)
  addPromise(valid, at, timeZone, add)
  add(at, '', 'shipments_confirmed', 1)
  add(at, '', 'ship_hours_sum', hours.toFixed(2))
  const ordered = localDay(new Date(purchased), timeZone)
  if (at === ordered) add(ordered, '', 'shipped_same_day', 1)
  for (const [measure, within] of Object.entries(windows)) {
    if (hours <= within) add(ordered, '', measure, 1)
  }
}

function byOrder(lines: readonly OrderLine[]): readonly (readonly OrderLine[])[] {
  const orders = new Map<string, OrderLine[]>()
  for (const line of lines) {
    const known = orders.get(line.orderId)
    if (known) known.push(line)
    else orders.set(line.orderId, [line])
  }
  return [...orders.values()]
}

/** The store's row has zeros for all that is always told; everything else stands only where there is something. */
function observed(
  day: Day,
  sku: string,
  sums: ReadonlyMap<string, Big>,
  { tells, tellsWhereKnown }: Required<Pick<FoldOptions, 'tells' | 'tellsWhereKnown'>>,
): Observed {
  const known = [...tells, ...tellsWhereKnown].filter(id => sums.has(id))
  const ids = sku === '' ? new Set([...tells, ...known]) : known
  return { sku, day, measures: Object.fromEntries([...ids].map(id => [id, (sums.get(id) ?? Big(0)).toFixed()])) }
}
