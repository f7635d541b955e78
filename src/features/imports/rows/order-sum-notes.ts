import Big from 'big.js'
import { toMajor } from '#src/domain/money.ts'
import { linesOfSums, type OrderSum, type SaidSum, takeOutOrderSums } from '#src/features/imports/store/order-sums.ts'
import type { PreviewStore } from '#src/features/imports/stores.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { notes as texts } from './notes.ts'

/** Orders that are named (judgement). */
const shown = 3

interface SumsOfFile {
  /** Those that were told by their words. */
  readonly said: readonly SaidSum[]
  /** Others may be told by their shape: no rules of a known export say what the rows are. */
  readonly byShape: boolean
  readonly numbered: boolean
  readonly stores: readonly PreviewStore[]
}

/** Leaves the sums of orders out that stand among their lines, and says which of them are not what their lines come to. */
export async function orderSumNotes(
  db: Db,
  id: number,
  { said, byShape: mayBeShape, numbered, stores }: SumsOfFile,
): Promise<{ readonly notes: readonly Localized[]; readonly warnings: readonly Localized[] }> {
  const byShape = mayBeShape ? await takeOutOrderSums(db, id, numbered) : []
  const differing = [...(await linesOfSums(db, id, said)), ...byShape].filter(one => !Big(one.says).eq(one.lines))
  const rows = formatCount(byShape.length)
  return {
    notes: byShape.length === 0 ? [] : [fill(texts.orderSums, { rows })],
    warnings: differing.length === 0 ? [] : [differs(differing, stores)],
  }
}

function differs(sums: readonly OrderSum[], stores: readonly PreviewStore[]): Localized {
  const first = sums.slice(0, shown).map(one => wordsOf(one, stores))
  const more = sums.length > shown ? ` … (${sums.length})` : ''
  return fill(texts.orderSumsDiffer, { orders: verbatim(`${first.join(', ')}${more}`) })
}

/** `A: 30 / 28 (+2) USD`. */
function wordsOf({ store, orderId, says, lines }: OrderSum, stores: readonly PreviewStore[]): string {
  const currency = stores.find(({ slug }) => slug === store)?.currency ?? ''
  const major = (minor: string) => toMajor(minor, currency)
  const by = Big(says).minus(lines)
  return `${orderId}: ${major(says)} / ${major(lines)} (${by.gt(0) ? '+' : ''}${major(by.toFixed())}) ${currency}`
}
