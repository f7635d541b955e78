import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { documentAddress } from '#src/contracts/document-address.ts'
import { says } from '#src/contracts/said.ts'
import { type Context, read } from './api.ts'
import { Line, Order } from './order.ts'

/** Where Shopify keeps files of bulk operations, and its own hosts. */
const hosts = ['storage.googleapis.com', 'shopify.com', 'myshopify.com', 'shopifycdn.com', 'shopifycloud.com']

const BulkOrder = Order.omit({ lineItems: true, refunds: true }).extend({
  refunds: z.array(z.object({ id: z.string() })).nullish(),
})
const BulkLine = Line.extend({ __parentId: z.string() })

/** What a file holds: whole orders that gave nothing back, and the ids of those that did. */
export interface FiledOrders {
  readonly orders: readonly Order[]
  readonly refunded: readonly string[]
}

/**
 * The orders of a finished operation by their number. Lines stand far from their order and in no order.
 * @throws SourceFault `permanent` when the file holds another count of objects than the operation says
 */
export async function bulkFile(
  { url, count }: { readonly url: string; readonly count: number },
  context: Context,
): Promise<FiledOrders> {
  const api = context.addresses.SHOPIFY_API_URL ?? ''
  const answer = await context.http({ url: documentAddress(url, { api, hosts }), streamed: true })
  const orders = new Map<string, Order>()
  const refunded: string[] = []
  const lines = new Map<string, z.infer<typeof Line>[]>()
  let rows = 0
  for await (const text of answer.lines?.('utf-8') ?? answer.text('utf-8').split('\n')) {
    if (text.trim() === '') continue
    rows += 1
    const row = rowOf(text)
    if (row.__parentId === undefined) {
      const { refunds, ...order } = read(BulkOrder, row)
      orders.set(order.id, { ...order, refunds: [], lineItems: linesIn(lines, order.id) })
      if (refunds && refunds.length > 0) refunded.push(order.id)
      continue
    }
    const { __parentId, ...line } = read(BulkLine, row)
    linesIn(lines, __parentId).nodes.push(line)
  }
  if (rows !== count) {
    throw new SourceFault('permanent', says('bulkOtherCount', { got: rows, count }))
  }
  if ([...lines.keys()].some(id => !orders.has(id))) {
    throw new SourceFault('permanent', says('bulkOrphan'))
  }
  for (const id of refunded) orders.delete(id)
  return { orders: [...orders.values()], refunded }
}

function linesIn(lines: Map<string, z.infer<typeof Line>[]>, id: string): Order['lineItems'] {
  const nodes = lines.get(id) ?? []
  lines.set(id, nodes)
  return { nodes, pageInfo: { hasNextPage: false, endCursor: null } }
}

function rowOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch (cause) {
    throw new SourceFault('permanent', says('bulkCut'), { cause })
  }
}
