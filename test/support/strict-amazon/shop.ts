/** One marketplace of the made seller. */
export interface Market {
  readonly id: string
  readonly country: 'US' | 'JP' | 'CA'
  readonly region: 'na' | 'fe'
  readonly channel: string
  readonly currency: string
  readonly digits: number
  readonly zone: string
}

/** Facts of Amazon's marketplaces that the made seller may sell in. */
export const markets: Readonly<Record<Market['country'], Market>> = {
  US: {
    id: 'ATVPDKIKX0DER',
    country: 'US',
    region: 'na',
    channel: 'Amazon.com',
    currency: 'USD',
    digits: 2,
    zone: 'America/Los_Angeles',
  },
  CA: {
    id: 'A2EUQ1WTGCTBG2',
    country: 'CA',
    region: 'na',
    channel: 'Amazon.ca',
    currency: 'CAD',
    digits: 2,
    zone: 'America/Toronto',
  },
  JP: {
    id: 'A1VC38T7YXB528',
    country: 'JP',
    region: 'fe',
    channel: 'Amazon.co.jp',
    currency: 'JPY',
    digits: 0,
    zone: 'Asia/Tokyo',
  },
}

/** A line of a made order; money in minor units. */
export interface Item {
  readonly itemId: string
  readonly sku: string
  readonly asin: string
  readonly quantity: number
  /** Price times quantity: with the tax in Japan, without it in the US. */
  readonly price: number
  readonly discount: number
  readonly shipping: number
  readonly shippingDiscount: number
  readonly tax: number
  readonly points: number
}

/** What is true of an order; changes carry their own moments. */
export interface Order {
  readonly id: string
  readonly market: Market
  readonly created: Date
  readonly byMerchant: boolean
  readonly otherChannel: boolean
  readonly replacementOf: string | null
  readonly items: readonly Item[]
  /** From then on the price is told. */
  paidAt: Date
  shippedAt: Date | null
  cancelled: { at: Date; by: 'BUYER' | 'MERCHANT' | 'AMAZON' } | null
  /** Money given back for an item. */
  refunds: { at: Date; itemId: string; amount: number; quantity: number; reason: string }[]
  /** Touched without a change of figures. */
  touchedAt: Date | null
}

/** When Amazon says that an order changed last. */
export function updatedOf(order: Order, now: Date): Date {
  const moments = [order.created, order.paidAt, order.shippedAt, order.cancelled?.at, order.touchedAt]
  const past = moments.filter(at => at instanceof Date && at <= now) as Date[]
  return new Date(Math.max(...past.map(Number)))
}

/** Random numbers that are the same every time. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0
    return ((x ^ (x >>> 13)) >>> 0) % below
  }
}

const hour = 3_600_000
const skus = ['TEA-CUP-2', 'LAMP/BLK', 'ROPE 10M', 'MAT-XL', 'PIN_7', 'BOWL-']

/** Orders of a market between two moments, about so many a day; the first are made to lie at the edges of days. */
export function makeOrders(market: Market, from: Date, to: Date, perDay: number, seed: number): Order[] {
  const random = seeded(seed)
  const span = to.getTime() - from.getTime()
  const count = Math.round((span / (24 * hour)) * perDay)
  const orders: Order[] = []
  for (let n = 0; n < count; n += 1) {
    const at = new Date(from.getTime() + Math.floor((span * (n + random(1_000) / 1_000)) / count / 1_000) * 1_000)
    orders.push(makeOrder(market, at, n, random))
  }
  return orders
}

function makeOrder(market: Market, created: Date, n: number, random: (below: number) => number): Order {
  const id = `${market.country === 'JP' ? 250 : 111}-${String(1_000_000 + n)}-${String(7_000_000 + random(999_999))}`
  const byMerchant = random(4) === 0
  const kind = random(40)
  const items = Array.from({ length: 1 + (random(3) === 0 ? 1 : 0) }, (_, at) => makeItem(market, n, at, random))
  const paidAt = new Date(created.getTime() + (random(3) === 0 ? 30 * 60_000 : 0))
  const fate = random(20)
  const later = (hours: number) => new Date(created.getTime() + hours * hour)
  return {
    id,
    market,
    created,
    byMerchant,
    otherChannel: kind === 0,
    replacementOf: kind === 1 ? `111-${String(1_000_000 + n)}-0000001` : null,
    items,
    paidAt,
    shippedAt: fate > 0 ? later(3 + random(60)) : null,
    cancelled: fate === 0 ? { at: later(1 + random(5)), by: random(2) ? 'BUYER' : 'MERCHANT' } : null,
    refunds: [],
    touchedAt: null,
  }
}

function makeItem(market: Market, n: number, at: number, random: (below: number) => number): Item {
  const product = random(skus.length)
  const quantity = 1 + random(3)
  const unit = market.digits === 0 ? 480 + random(9_000) : 599 + random(19_000)
  const price = unit * quantity
  const discount = random(5) === 0 ? Math.floor(price / (7 + random(5))) : 0
  const shipping = random(4) === 0 ? (market.digits === 0 ? 410 : 499) : 0
  const taxed = price - discount + shipping
  const tax = market.country === 'JP' ? Math.floor((taxed * 10) / 110) : Math.floor((taxed * (5 + random(5))) / 100)
  return {
    itemId: String(40_000_000_000_000 + n * 10 + at),
    sku: product === 5 ? `BOWL-${market.country === 'JP' ? '雪' : 'é'}` : (skus[product] ?? ''),
    asin: `B0STRICT${product}${product}`,
    quantity,
    price,
    discount,
    shipping,
    shippingDiscount: shipping > 0 && random(2) === 0 ? shipping : 0,
    tax,
    points: market.country === 'JP' ? Math.floor(price / 100) : 0,
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The local day of a moment. */
export function dayIn(zone: string, at: Date): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts })
  formats.set(zone, format)
  return format.format(at)
}

/** A decimal of minor units as Amazon writes money: no fraction in Japan. */
export function decimal(market: Market, minor: number): string {
  return (minor / 10 ** market.digits).toFixed(market.digits)
}
