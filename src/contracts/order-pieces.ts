import type { OrderLine } from '#src/domain/orders/order-line.ts'

/** All order lines of a step, some at a time. @throws SourceFault while they are read */
export async function* piecesOf(step: {
  readonly orders?: readonly OrderLine[]
  readonly orderPieces?: AsyncIterable<readonly OrderLine[]>
}): AsyncGenerator<readonly OrderLine[]> {
  if (step.orders) yield step.orders
  if (step.orderPieces) yield* step.orderPieces
}
