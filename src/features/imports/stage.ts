import type { ImportLine, SkippedRow } from '#src/domain/import-line.ts'
import { toMajor } from '#src/domain/money.ts'
import { rowsBetweenWords } from '#src/features/imports/columns/scan.ts'
import { notes as texts } from '#src/features/imports/rows/notes.ts'
import { orderSumNotes } from '#src/features/imports/rows/order-sum-notes.ts'
import { type LineOrProblem, readLines } from '#src/features/imports/rows/read-lines.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Recognised } from './detect-file.ts'
import { signatureOf } from './needs-mapping.ts'
import { addUpDailyFigures, type DailySums } from './store/add-up-daily.ts'
import { addUpOrders, type OrderSums } from './store/add-up-orders.ts'
import { createStagedBatch, stageLines } from './store/import-stage.ts'
import { findNoSales, type LeftOut, orderFilesInEffect } from './store/order-lines.ts'
import type { SaidSum } from './store/order-sums.ts'
import { type PreviewStore, storeFinder } from './stores.ts'

/** Rows per insert (judgement, measured). */
const batchSize = 500
/** Reasons that are kept; the rest is counted. */
const keptReasons = 100
/** Sums of orders that are compared with their lines (judgement: memory stays bounded). */
const keptSums = 50_000

/** What became of the rows: those that could not be used, and what the reader should know of the others. */
export interface Staged {
  /** Rows that could not be used: all of them counted, the first ones with their reason. */
  readonly count: number
  readonly first: readonly SkippedRow[]
  readonly notes: readonly Localized[]
  /** Of what is left out, what does not fit together with the rest. */
  readonly warnings: readonly Localized[]
  /** Among the rows that do not count are some of parts, where only the whole counts. */
  readonly hasParts: boolean
  /** Rows that do not count by the rules of the export, and the first of them; `null`: none. */
  readonly filtered: { readonly rows: number; readonly first: number } | null
  /** How its order lines are added up; `null` for daily figures. */
  readonly orderSums: StagedOrders | null
}

/**
 * How order lines were added up, and which order files were in effect before that: those of which their days may know
 * nothing have come since, and they are added up again.
 */
export interface StagedOrders extends OrderSums {
  readonly basis: string
}

/** Hears how far it is: rows, and the share of the file, 0–1; `adding`: the rows are being added up. */
export type OnStaged = (phase: 'staging' | 'adding', rows: number, share: number) => void

/** Reads all rows of a file into the staging tables and adds them up. */
export async function stage(db: Db, id: number, read: Recognised, now: Date, onStaged?: OnStaged): Promise<Staged> {
  const { opened, header, mapping, plan, facts, stores, day } = read
  const names = mapping.columns.map(column => column.name)
  const { signs, orders, currencies, widths } = facts
  const reading = { plan, names, signs, orders, currencies, widths, day, storeNamed: storeFinder(stores, now) }
  const word = (rows: number) => onStaged?.('staging', rows, opened.table.share?.() ?? 0)
  const { passed, amounts, sums, ...skipped } = await stageAll(db, id, readLines(opened.table, header, reading), word)
  onStaged?.('adding', facts.rows, 0)
  const notes = [...passedNotes(passed)]
  const filtered = passed.find(({ kind }) => kind === 'filtered') ?? null
  const outside = { hasParts: filtered !== null && filtered.parts > 0, filtered }
  if (mapping.kind === 'orders') {
    const has = (role: Role) => plan.uses.some(use => use.role === role)
    const numbered = has('line_id')
    const orderSums = { withShipments: has('ship_day'), shape: signatureOf(header), numbered, amounts: [...amounts] }
    const found = await orderSumNotes(db, id, { said: sums, byShape: plan.format === null, numbered, stores })
    const basis = await orderFilesInEffect(db)
    await addUpOrders(db, id, orderSums)
    const left = await findNoSales(db, id)
    const all = [...notes, ...found.notes, ...left.map(one => noSaleNote(one, stores))]
    return { ...skipped, ...outside, notes: all, warnings: found.warnings, orderSums: { ...orderSums, basis } }
  }
  const parted = plan.wholes.length > 0 || plan.rows.some(test => test.whole !== null)
  const { twice, addedUp, partsAlone } = await addUpDailyFigures(db, id, {
    parted,
    besides: plan.format?.source === 'statement',
  })
  if (partsAlone.count > 0) notes.push(partsNote(partsAlone))
  if (addedUp > 0) notes.push(fill(texts.addedUp, { rows: formatCount(addedUp) }))
  if (twice > 0) notes.push(fill(texts.twice, { rows: formatCount(twice) }))
  return { ...skipped, ...outside, notes, warnings: [], orderSums: null }
}

function partsNote({ count, days }: DailySums['partsAlone']): Localized {
  return fill(texts.partsAlone, { days: verbatim(`${days.join(', ')}${count > days.length ? ` … (${count})` : ''}`) })
}

interface Passed {
  readonly kind: 'total' | 'filtered'
  readonly rows: number
  /** Of them, those of one part where only the whole counts. */
  readonly parts: number
  readonly first: number
}

/** While one batch is written the next one is read. */
function createWriter(db: Db, id: number) {
  let written: Promise<void> = Promise.resolve()
  return {
    write: async (json: string) => {
      await written
      written = stageLines(db, id, json)
      written.catch(() => {}) // told to whoever waits for it next
    },
    done: () => written,
  }
}

async function stageAll(db: Db, id: number, lines: AsyncGenerator<LineOrProblem>, word: (rows: number) => void) {
  const writer = createWriter(db, id)
  let rows = 0
  const first: SkippedRow[] = []
  const passed = new Map<Passed['kind'], Passed>()
  const amounts = new Set<string>()
  const sums: SaidSum[] = []
  let count = 0
  const batch = createStagedBatch()
  for await (const found of lines) {
    if (++rows % rowsBetweenWords === 0) word(rows)
    if ('passed' in found) {
      passOver(passed, found)
      if (found.sum?.m.sales !== undefined && sums.length < keptSums) sums.push(saidSum(found.sum, found.sum.m.sales))
    } else if ('skipped' in found) {
      if (++count <= keptReasons) first.push(found.skipped)
    } else {
      batch.add(found.line)
      for (const id in found.line.m) amounts.add(id)
      if (batch.count() >= batchSize) await writer.write(batch.take())
    }
  }
  if (batch.count() > 0) await writer.write(batch.take())
  await writer.done()
  return { count, first, passed: [...passed.values()], amounts, sums }
}

function saidSum({ store, orderId }: ImportLine, says: string): SaidSum {
  return { store, orderId, says }
}

function passOver(passed: Map<Passed['kind'], Passed>, found: Extract<LineOrProblem, { passed: unknown }>): void {
  const kind = found.passed === 'part' ? 'filtered' : found.passed
  const known = passed.get(kind) ?? { kind, rows: 0, parts: 0, first: found.row }
  passed.set(kind, { ...known, rows: known.rows + 1, parts: known.parts + (found.passed === 'part' ? 1 : 0) })
}

function passedNotes(passed: readonly Passed[]): Localized[] {
  return passed.map(({ kind, rows, first }) =>
    fill(kind === 'total' ? texts.totals : texts.filtered, { rows: formatCount(rows), row: first }),
  )
}

function noSaleNote({ status, lines, orders, amounts }: LeftOut, stores: readonly PreviewStore[]): Localized {
  const sums = new Map<string, number>()
  for (const [slug, amount] of Object.entries(amounts)) {
    const currency = stores.find(store => store.slug === slug)?.currency ?? ''
    sums.set(currency, (sums.get(currency) ?? 0) + Number(toMajor(amount, currency)))
  }
  const money = [...sums].map(([currency, sum]) => `${Number(sum.toFixed(2))} ${currency}`).join(', ')
  return fill(texts.noSale, {
    status: verbatim(status),
    lines: formatCount(lines),
    orders: formatCount(orders),
    amounts: verbatim(money),
  })
}
