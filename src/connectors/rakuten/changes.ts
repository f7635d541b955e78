import type { CancelledBy } from '#src/contracts/connector.ts'
import { latest } from './jst.ts'
import type { Change, Order } from './order-model.ts'

const cancelTypes = [0, 1, 2]
const changeTypes = [4, 5, 6]

/** Reasons (changeReasonDetail): returned, refused or long absent, refused on delivery, damaged or wrong. */
const returnReasons = [2, 3, 5, 15]

/** Who caused a cancellation, by changeReasonDetail. 14 is an order that Rakuten warned of. */
const causedBy: Readonly<Record<number, CancelledBy>> = {
  1: 'buyer',
  2: 'buyer',
  3: 'buyer',
  4: 'buyer',
  5: 'buyer',
  6: 'buyer',
  8: 'stockout',
  10: 'shop',
  13: 'shop',
  14: 'platform',
  15: 'shop',
  16: 'buyer',
}

/** The cancellation of an order: the latest; `null`: none is told. */
export function cancelling(order: Order): Change | null {
  return newest(order, cancelTypes)
}

/** The latest change of what was ordered; `null`: none is told. */
export function changing(order: Order): Change | null {
  return newest(order, changeTypes)
}

/** Whether goods came back or were damaged, rather than not being sold. */
export function isReturn(change: Change | null): boolean {
  return returnReasons.includes(change?.changeReasonDetail ?? -1)
}

/** Who wanted a change: by the reason, else by whose doing the shop says that it was (0 shop, 1 customer). */
export function whoseDoing(change: Change | null): CancelledBy {
  const known = causedBy[change?.changeReasonDetail ?? -1]
  if (known) return known
  return change?.changeReason === 0 ? 'shop' : change?.changeReason === 1 ? 'buyer' : 'unknown'
}

/** When it was done, else fixed, else asked for. */
export function decidedAt(change: Change): string | null {
  return change.changeCmplDatetime ?? change.changeFixDatetime ?? change.changeApplyDatetime ?? null
}

function newest(order: Order, types: readonly number[]): Change | null {
  const found = (order.ChangeReasonModelList ?? []).filter(change => types.includes(change.changeType))
  const last = latest(found.map(decidedAt))
  return found.filter(change => decidedAt(change) === last).at(-1) ?? found.at(-1) ?? null
}
