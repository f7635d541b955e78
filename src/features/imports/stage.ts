import type { ImportLine, SkippedRow } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { columnOf } from '#src/features/imports/parse/columns.ts'
import { problem } from '#src/features/imports/parse/problems.ts'
import { type LineOrProblem, readLines } from '#src/features/imports/parse/read-lines.ts'
import {
  addUpDailyFigures,
  addUpOrders,
  findContradictions,
  stageLines,
} from '#src/features/imports/store/import-stage.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Recognised } from './detect-file.ts'
import { storeFinder } from './stores.ts'

/** Rows per insert (judgement, measured). */
const batchSize = 2000
/** Reasons that are kept; the rest is counted. */
const keptReasons = 100

/** Rows that were left out: all of them counted, the first ones with their reason. */
export interface Skipped {
  readonly count: number
  readonly first: readonly SkippedRow[]
}

/** Reads all rows of a file into the staging tables, adds them up, and says which rows were left out. */
export async function stage(db: Db, id: number, read: Recognised, now: Date): Promise<Skipped> {
  const { opened, header, mapping, facts, stores } = read
  const reading = { mapping, ...facts, storeNamed: storeFinder(stores, now) }
  const skipped = await stageAll(db, id, readLines(opened.table, header, reading))
  if (mapping.kind === 'orders') {
    await addUpOrders(db, id, columnOf(mapping, 'ship_day') >= 0)
    return skipped
  }
  const contradicted = await findContradictions(db, id)
  await addUpDailyFigures(db, id)
  const told = contradicted.slice(0, keptReasons).map(({ row, measure }) => ({
    row,
    reason: problem('replaced', { text: findMeasure(measure)?.label ?? measure }),
  }))
  const first = [...skipped.first, ...told].sort((a, b) => a.row - b.row).slice(0, keptReasons)
  return { count: skipped.count + contradicted.length, first }
}

async function stageAll(db: Db, id: number, lines: AsyncGenerator<LineOrProblem>): Promise<Skipped> {
  const first: SkippedRow[] = []
  let count = 0
  let batch: ImportLine[] = []
  for await (const found of lines) {
    if ('skipped' in found) {
      if (++count <= keptReasons) first.push(found.skipped)
      continue
    }
    batch.push(found.line)
    if (batch.length < batchSize) continue
    await stageLines(db, id, batch)
    batch = []
  }
  await stageLines(db, id, batch)
  return { count, first }
}
