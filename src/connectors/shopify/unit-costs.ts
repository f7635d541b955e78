import { z } from 'zod'
import { requireTold } from '#src/contracts/require-told.ts'
import { toMinor } from '#src/domain/money.ts'
import { ask, type Context } from './api.ts'
import { pageOf } from './order.ts'
import { unitCostsQuery } from './queries.ts'

/** A unit cost in minor units; `null`: the shop has entered none. */
export const UnitCost = z
  .object({ amount: z.union([z.string(), z.number()]).transform(String), currencyCode: z.string() })
  .transform(({ amount, currencyCode }) => toMinor(amount, currencyCode))
  .nullish()

const Page = z.object({ inventoryItems: pageOf(z.object({ id: z.string(), unitCost: UnitCost })) })

/** Unit costs in minor units by the number of their item; items without one are not there. */
export const UnitCosts = z.record(z.string(), z.string())
export type UnitCosts = z.infer<typeof UnitCosts>

/** The number of an item within its global id: thousands of them are handed from step to step. */
export function numberOf(itemId: string): string {
  return itemId.split('/').at(-1) ?? itemId
}

/** A page of what items cost now, added to those before; `after` `null`: it was the last. */
export async function readUnitCosts(
  before: { readonly costs: UnitCosts; readonly after: string | null },
  context: Context,
): Promise<{ readonly costs: UnitCosts; readonly after: string | null; readonly notBefore: Date | null }> {
  const how = { scope: 'read_inventory', isBeside: true }
  const { data, notBefore } = await ask(context, unitCostsQuery, Page, { after: before.after }, how)
  const { nodes, pageInfo } = data.inventoryItems
  requireTold('Shopify', nodes, 'unitCost')
  const costs = { ...before.costs }
  for (const { id, unitCost } of nodes) if (unitCost) costs[numberOf(id)] = unitCost
  return { costs, after: pageInfo.hasNextPage ? pageInfo.endCursor : null, notBefore }
}
