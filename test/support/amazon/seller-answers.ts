import { randomUUID } from 'node:crypto'
import type { MadeOrder } from '#test/support/made-orders.ts'
import { fault, type Reply, type State } from './market.ts'
import { orderOf } from './orders-told.ts'

const marketplace = 'ATVPDKIKX0DER'
const behindMs = 120_000

/** Everything that is answered at once: stores, orders, transactions, stock, topics of reviews. */
export function answerSeller(state: State, url: URL): Reply {
  const query = url.searchParams
  switch (url.pathname) {
    case '/sellers/v1/marketplaceParticipations':
      return {
        status: 200,
        body: {
          payload: [
            participation(marketplace, 'Amazon.com', 'USD', true),
            participation('A2EUQ1WTGCTBG2', 'Amazon.ca', 'CAD', false),
          ],
        },
      }
    case '/orders/2026-01-01/orders':
      return searchOrders(state, query)
    case '/finances/2024-06-19/transactions':
      return transactions(state, query)
    case '/fba/inventory/v1/summaries':
      return inventory(state, query)
    default: {
      const order = /^\/orders\/2026-01-01\/orders\/(.+)$/.exec(url.pathname)?.[1]
      const known = order && state.fake.orders.find(({ id }) => id === order)
      if (known) return { status: 200, body: { order: orderOf(known) } }
      const asin = /\/items\/(\w[\w-]*)\/reviews\/topics$/.exec(url.pathname)?.[1]
      if (asin === undefined) return fault(404, 'NotFound', 'There is no such operation')
      if (asin.endsWith('1')) return { status: 204, body: {} }
      return { status: 200, body: { asin, topics: { positiveTopics: [mentioned(7)], negativeTopics: [mentioned(2)] } } }
    }
  }
}

function mentioned(numberOfMentions: number) {
  return { topic: 'Canary words', asinMetrics: { numberOfMentions }, reviewSnippets: ['Canary words'] }
}

function participation(id: string, name: string, defaultCurrencyCode: string, isParticipating: boolean) {
  return {
    marketplace: {
      id,
      countryCode: name.slice(-2).toUpperCase(),
      name,
      defaultCurrencyCode,
      defaultLanguageCode: 'en',
    },
    storeName: 'Pebble Goods',
    participation: { isParticipating, hasSuspendedListings: false },
  }
}

function searchOrders({ fake, pages }: State, query: URLSearchParams): Reply {
  const token = query.get('paginationToken')
  query.delete('paginationToken')
  const kept = token === null ? null : pages.get(token)
  if (kept === undefined || (kept && kept.query !== query.toString()))
    return fault(400, 'InvalidInput', 'The pagination token does not fit')
  const [created, updated] = [query.get('createdAfter'), query.get('lastUpdatedAfter')]
  if ((created === null) === (updated === null) || query.get('marketplaceIds') !== marketplace)
    return fault(400, 'InvalidInput', 'Exactly one of createdAfter and lastUpdatedAfter')
  const latest = fake.now().getTime() - behindMs
  const before = Date.parse(
    query.get('lastUpdatedBefore') ?? query.get('createdBefore') ?? new Date(latest).toISOString(),
  )
  if (before > latest) return fault(400, 'InvalidInput', 'Before must be two minutes in the past')
  const after = Date.parse(updated ?? created ?? '')
  const at = (order: MadeOrder) => Date.parse(updated === null ? order.placed : order.changed)
  const all = kept?.rest ?? fake.orders.filter(order => at(order) >= after && at(order) <= before)
  const size = Math.min(20, Number(query.get('maxResultsPerPage') ?? 100))
  const next = all.length > size ? `page/${randomUUID()}=+` : null
  // The last order of a page may stand on the next one again
  if (next !== null) pages.set(next, { query: query.toString(), rest: all.slice(size - 1) })
  const bound = { [updated === null ? 'createdBefore' : 'lastUpdatedBefore']: new Date(before).toISOString() }
  const orders = all.slice(0, size).map(orderOf)
  return { status: 200, body: { orders, ...(next !== null && { pagination: { nextToken: next } }), ...bound } }
}

/** Refunds and the fees that came back with them; an empty page in between, and one transaction twice. */
function transactions({ fake }: State, query: URLSearchParams): Reply {
  const [after, before] = [query.get('postedAfter') ?? '', query.get('postedBefore') ?? '']
  const range = Date.parse(before) - Date.parse(after)
  if (Date.parse(before) > fake.now().getTime() - behindMs)
    return fault(400, 'InvalidInput', 'postedBefore is too late')
  if (range > 180 * 86_400_000) return { status: 200, body: { payload: { transactions: [] } } }
  const found = fake.refunds.filter(({ at }) => at >= after && at < before)
  const page = Number(query.get('nextToken') ?? 0)
  const told = page === 1 ? [] : (page === 0 ? found.slice(0, 1) : found).map(transactionOf)
  const next = page < 2 && found.length > 0 ? { nextToken: String(page + 1) } : {}
  return { status: 200, body: { payload: { transactions: told, ...next } } }
}

function transactionOf({ id, orderId, sku, cents, units, at }: State['fake']['refunds'][number]) {
  const usd = (amount: number) => ({ currencyAmount: amount / 100, currencyCode: 'USD' })
  const fee = Math.round(cents * 0.15)
  return {
    transactionId: id,
    transactionType: 'Refund',
    description: 'Refund Order',
    transactionStatus: 'RELEASED',
    postedDate: at,
    relatedIdentifiers: [{ relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: orderId }],
    totalAmount: usd(-cents - 90 + fee),
    items: [
      {
        totalAmount: usd(-cents - 90 + fee),
        contexts: [{ contextType: 'ProductContext', sku, quantityShipped: units }],
        breakdowns: [
          { breakdownType: 'ProductCharges', breakdownAmount: usd(-cents) },
          { breakdownType: 'Tax', breakdownAmount: usd(-90) },
          {
            breakdownType: 'AmazonFees',
            breakdownAmount: usd(fee),
            breakdowns: [{ breakdownType: 'Commission', breakdownAmount: usd(fee) }],
          },
        ],
      },
    ],
  }
}

/** Three products a page. */
function inventory({ fake }: State, query: URLSearchParams): Reply {
  const start = Number(query.get('nextToken') ?? 0)
  const page = fake.stock.slice(start, start + 3)
  const details = query.get('details') === 'true'
  const inventorySummaries = page.map(({ sku, asin, fulfillable, inbound }) => ({
    ...{ asin, fnSku: `X${sku}`, sellerSku: sku, condition: 'NewItem', totalQuantity: fulfillable + inbound },
    ...(details && {
      inventoryDetails: {
        ...{ fulfillableQuantity: fulfillable, inboundWorkingQuantity: inbound, inboundShippedQuantity: 1 },
        inboundReceivingQuantity: 0,
      },
    }),
  }))
  const next = start + 3 < fake.stock.length ? { pagination: { nextToken: String(start + 3) } } : {}
  return { status: 200, body: { payload: { granularity: {}, inventorySummaries }, ...next } }
}
