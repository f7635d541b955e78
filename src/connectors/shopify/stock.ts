import { Big } from 'big.js'
import { z } from 'zod'
import type { Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import { ask, type Context } from './api.ts'
import { Count, pageOf } from './order.ts'
import { fill } from './paged-orders.ts'
import { levelsQuery, stockQuery } from './queries.ts'
import { UnitCost } from './unit-costs.ts'

const Level = z.object({ quantities: z.array(z.object({ name: z.string(), quantity: Count })) })
const Item = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  tracked: z.boolean().nullish(),
  unitCost: UnitCost,
  inventoryLevels: pageOf(Level),
})
type Item = z.infer<typeof Item>
const Page = z.object({ inventoryItems: pageOf(Item) })
const More = z.object({ inventoryItem: z.object({ inventoryLevels: pageOf(Level) }) })

/** Pieces, pieces on their way, and their value in minor units where the shop has entered costs. */
const Held = z.object({ hand: z.number(), coming: z.number(), value: z.string().nullable() })
const State = z.object({ after: z.string().nullable(), stock: z.record(z.string(), Held) })

const scope = 'read_inventory'

/**
 * What lies in all places of the shop, of goods whose stock is tracked. A page a step; nothing is stored before the last,
 * so that a day never has half of it.
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const state = request.state === null ? { after: null, stock: {} } : State.parse(request.state)
  const found = await ask(context, stockQuery, Page, { after: state.after }, { scope, isBeside: true })
  const { nodes, pageInfo } = found.data.inventoryItems
  const stock: Record<string, z.infer<typeof Held>> = { ...state.stock }
  for (const item of nodes.filter(({ tracked }) => tracked !== false)) {
    await fill(item.inventoryLevels, async after => {
      const more = await ask(context, levelsQuery, More, { id: item.id, after }, { scope })
      return more.data.inventoryItem.inventoryLevels
    })
    const sku = item.sku || item.id
    stock[sku] = together(stock[sku], heldOf(item))
  }
  if (pageInfo.hasNextPage) {
    const notBefore = found.notBefore ? { notBefore: found.notBefore } : {}
    return { next: { kind: 'again', state: { after: pageInfo.endCursor, stock }, ...notBefore } }
  }
  const day = localDay(context.now(), request.store.timeZone)
  return { days: rowsOf(stock, day), next: { kind: 'done', through: day } }
}

function heldOf({ inventoryLevels, unitCost }: Item): z.infer<typeof Held> {
  const sum = (wanted: string) =>
    inventoryLevels.nodes
      .flatMap(({ quantities }) => quantities)
      .filter(({ name }) => name === wanted)
      .map(({ quantity }) => quantity)
      .reduce((a, b) => a + b, 0)
  const hand = sum('on_hand')
  const value = unitCost === null || unitCost === undefined ? null : Big(unitCost).times(hand).toFixed()
  return { hand, coming: sum('incoming'), value }
}

/** Two items may share a SKU. */
function together(a: z.infer<typeof Held> | undefined, b: z.infer<typeof Held>): z.infer<typeof Held> {
  if (!a) return b
  const value = a.value === null || b.value === null ? null : Big(a.value).plus(b.value).toFixed()
  return { hand: a.hand + b.hand, coming: a.coming + b.coming, value }
}

/** The value of all goods is told only where every one of them has a cost. */
function rowsOf(stock: Readonly<Record<string, z.infer<typeof Held>>>, day: string): readonly Observed[] {
  const all = Object.values(stock)
  let value: Big | null = Big(0)
  for (const held of all) value = value === null || held.value === null ? null : value.plus(held.value)
  const measures = {
    stock_on_hand: String(all.reduce((sum, { hand }) => sum + hand, 0)),
    inbound_units: String(all.reduce((sum, { coming }) => sum + coming, 0)),
    sku_active: String(all.length),
    sku_out_of_stock: String(all.filter(({ hand }) => hand <= 0).length),
    ...(value !== null && { stock_value: value.toFixed() }),
  }
  const own = Object.entries(stock).map(([sku, held]) => ({
    sku,
    day,
    measures: {
      stock_on_hand: String(held.hand),
      inbound_units: String(held.coming),
      ...(held.value !== null && { stock_value: held.value }),
    },
  }))
  return [{ sku: '', day, measures }, ...own]
}
