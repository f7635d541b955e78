import { z } from 'zod'
import { type Context, call, read } from '#src/connectors/amazon/client/api.ts'
import { type FoundStore, SourceFault } from '#src/contracts/connector.ts'

/** Marketplaces by id, with the zone in which Amazon counts their days (SP-API guide, marketplace ids). */
const marketplaces: Readonly<Record<string, { readonly market: string; readonly timeZone: string }>> = {
  ATVPDKIKX0DER: { market: 'us', timeZone: 'America/Los_Angeles' },
  A2EUQ1WTGCTBG2: { market: 'ca', timeZone: 'America/Los_Angeles' },
  A1AM78C64UM0Y8: { market: 'mx', timeZone: 'America/Mexico_City' },
  A2Q3Y263D00KWC: { market: 'br', timeZone: 'America/Sao_Paulo' },
  A1VC38T7YXB528: { market: 'jp', timeZone: 'Asia/Tokyo' },
  A39IBJ37TRP1C6: { market: 'au', timeZone: 'Australia/Sydney' },
  A19VAU5U5O7RUS: { market: 'sg', timeZone: 'Asia/Singapore' },
}

const Participations = z.object({
  payload: z.array(
    z.object({
      marketplace: z.object({
        id: z.string(),
        name: z.string(),
        defaultCurrencyCode: z.string(),
      }),
      storeName: z.string().nullish(),
      participation: z.object({ isParticipating: z.boolean() }),
    }),
  ),
})

/** The marketplaces in which the seller takes part and whose zone we know. */
export async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const answer = await call(context, { path: '/sellers/v1/marketplaceParticipations', budgets: ['sellers'] })
  return read(Participations, answer).payload.flatMap(({ marketplace, storeName, participation }) => {
    const known = marketplaces[marketplace.id]
    if (!known || !participation.isParticipating) return []
    const name = storeName ? `${storeName} (${marketplace.name})` : marketplace.name
    return [{ externalId: marketplace.id, name, ...known, currency: marketplace.defaultCurrencyCode }]
  })
}

const Ids = z.object({ orders: z.array(z.object({ orderId: z.string() })) })
const recentMs = 30 * 86_400_000

/** Orders of the last weeks. https://developer-docs.amazon.com/sp-api/reference/searchorders */
export async function recentOrders(
  { store }: { readonly store: FoundStore },
  context: Context,
): Promise<readonly string[]> {
  const query = new URLSearchParams({
    marketplaceIds: store.externalId,
    createdAfter: new Date(context.now().getTime() - recentMs).toISOString(),
    maxResultsPerPage: '100',
  })
  const answer = await call(context, { path: `/orders/2026-01-01/orders?${query}`, budgets: ['searchOrders'] })
  return read(Ids, answer).orders.map(order => order.orderId)
}

/** Whether an order is one of the seller's: Amazon tells no number of the seller, but knows each order only to its own. */
export async function knowsOrder({ orderId }: { readonly orderId: string }, context: Context): Promise<boolean> {
  try {
    const path = `/orders/2026-01-01/orders/${encodeURIComponent(orderId)}`
    return (await call(context, { path, budgets: ['getOrder'], of: 'thing' })) !== null
  } catch (error) {
    // An order of somebody else is refused as an input that is not valid
    if (error instanceof SourceFault && error.kind === 'permanent') return false
    throw error
  }
}
