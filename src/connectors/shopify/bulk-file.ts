import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { documentAddress } from '#src/contracts/document-address.ts'
import { type Context, read } from './api.ts'
import { Line, Order } from './order.ts'

/** Where Shopify keeps files of bulk operations, and its own hosts. */
const hosts = ['storage.googleapis.com', 'shopify.com', 'myshopify.com', 'shopifycdn.com', 'shopifycloud.com']

const BulkOrder = Order.omit({ lineItems: true, refunds: true }).extend({
  refunds: z.array(z.object({ id: z.string() })).nullish(),
})
const BulkLine = Line.extend({ __parentId: z.string() })

/** An order of the file: its lines are complete, of its refunds only the numbers are known. */
export type FiledOrder = Omit<Order, 'refunds'> & { readonly refunds: readonly { readonly id: string }[] }

/**
 * The orders of a finished operation by their number. Lines stand far from their order and in no order.
 * @throws SourceFault `permanent` when the file holds another count of objects than the operation says
 */
export async function bulkFile(
  { url, count }: { readonly url: string; readonly count: number },
  context: Context,
): Promise<readonly FiledOrder[]> {
  const api = context.addresses.SHOPIFY_API_URL ?? ''
  const answer = await context.http({ url: documentAddress(url, { api, hosts }) })
  const rows = answer
    .text('utf-8')
    .split('\n')
    .filter(row => row.trim() !== '')
    .map(rowOf)
  if (rows.length !== count) {
    throw new SourceFault(
      'permanent',
      `The file of the bulk operation holds ${rows.length} objects instead of ${count}`,
    )
  }
  const orders = new Map<string, FiledOrder>()
  for (const row of rows.filter(one => one.__parentId === undefined)) {
    const { refunds, ...order } = read(BulkOrder, row)
    const lineItems = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
    orders.set(order.id, { ...order, refunds: refunds ?? [], lineItems })
  }
  for (const row of rows.filter(one => one.__parentId !== undefined)) {
    const { __parentId, ...line } = read(BulkLine, row)
    const order = orders.get(__parentId)
    if (!order) throw new SourceFault('permanent', 'The file of the bulk operation holds a line without its order')
    order.lineItems.nodes.push(line)
  }
  return [...orders.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function rowOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch (cause) {
    throw new SourceFault('permanent', 'The file of the bulk operation is cut', { cause })
  }
}
