import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import type { Context } from './api.ts'
import { isBulk, pullBulk } from './bulk.ts'
import { complete } from './complete.ts'
import { linesOf, Order } from './order.ts'
import { type OrderReading, pullPages } from './paged-orders.ts'
import { ordersQuery } from './queries.ts'

const reading: OrderReading<Order> = { query: ordersQuery, node: Order, scope: 'read_orders', complete, linesOf }

/** History by a bulk operation, everything else by pages. */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const isNew = request.state === null && isHistory(request, context.now())
  return isNew || isBulk(request.state) ? pullBulk(request, context, pages) : pages(request, context)
}

function pages(request: PullRequest, context: Context): Promise<PullStep> {
  return pullPages(request, context, reading)
}

/** The newest days are read by pages: people wait for them. */
function isHistory({ kind, window, store }: PullRequest, now: Date): boolean {
  return kind === 'backfill' && daysBetween(window.to, localDay(now, store.timeZone)) > 1
}
