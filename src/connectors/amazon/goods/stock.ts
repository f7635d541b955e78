import { z } from 'zod'
import { type Context, call, isRefusal, read } from '#src/connectors/amazon/client/api.ts'
import { createSums, SavedSums } from '#src/connectors/amazon/client/sums.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'

/** What lies at Amazon: units that can be sold, and those on the way there. */
export const stockMeasures = ['stock_on_hand', 'inbound_units', 'sku_active', 'sku_out_of_stock'] as const

const count = z.number().nullish()
const Page = z.object({
  payload: z.object({
    inventorySummaries: z.array(
      z.object({
        sellerSku: z.string().nullish(),
        totalQuantity: count,
        inventoryDetails: z
          .object({
            fulfillableQuantity: count,
            inboundWorkingQuantity: count,
            inboundShippedQuantity: count,
            inboundReceivingQuantity: count,
          })
          .nullish(),
      }),
    ),
  }),
  pagination: z.object({ nextToken: z.string().nullish() }).nullish(),
})

const State = z.object({ token: z.string(), sums: SavedSums })

/**
 * Stock at Amazon's warehouses at this moment, one page a step: a token of the next page lives for thirty seconds, and
 * one that is too old begins anew. A SKU may stand in several conditions.
 * https://developer-docs.amazon.com/sp-api/reference/getinventorysummaries
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const { success, data } = State.safeParse(request.state)
  const state = success ? data : null
  const { externalId, timeZone } = request.store
  const query = new URLSearchParams({
    details: 'true',
    granularityType: 'Marketplace',
    granularityId: externalId,
    marketplaceIds: externalId,
    ...(state && { nextToken: state.token }),
  })
  let answer: unknown
  try {
    answer = await call(context, { path: `/fba/inventory/v1/summaries?${query}`, budgets: ['getInventorySummaries'] })
  } catch (error) {
    if (state && isRefusal(error) && error.kind === 'permanent') return { next: { kind: 'again', state: null } }
    throw error
  }
  const { payload, pagination } = read(Page, answer)
  const day = localDay(context.now(), timeZone)
  const sums = createSums(state?.sums)
  for (const { sellerSku, totalQuantity, inventoryDetails: details } of payload.inventorySummaries) {
    if (!sellerSku) continue
    const add = (measure: string, value: number) => sums.add({ day, sku: sellerSku, measure, value })
    add('stock_on_hand', details ? (details.fulfillableQuantity ?? 0) : (totalQuantity ?? 0))
    const { inboundWorkingQuantity, inboundShippedQuantity, inboundReceivingQuantity } = details ?? {}
    add(
      'inbound_units',
      (inboundWorkingQuantity ?? 0) + (inboundShippedQuantity ?? 0) + (inboundReceivingQuantity ?? 0),
    )
  }
  const token = pagination?.nextToken
  if (token) return { next: { kind: 'again', state: { token, sums: sums.save() } } }
  return {
    days: rowsWithCounts(sums.rows([day], ['stock_on_hand', 'inbound_units'])),
    next: { kind: 'done', through: day },
  }
}

/** Products that lie at Amazon or are on the way, and those of them that cannot be sold now. */
function rowsWithCounts(rows: ReturnType<ReturnType<typeof createSums>['rows']>) {
  const skus = rows.filter(({ sku }) => sku !== '')
  const out = skus.filter(({ measures }) => Number(measures.stock_on_hand) <= 0)
  return rows.map(row => {
    if (row.sku !== '') return row
    return {
      ...row,
      measures: { ...row.measures, sku_active: String(skus.length), sku_out_of_stock: String(out.length) },
    }
  })
}
