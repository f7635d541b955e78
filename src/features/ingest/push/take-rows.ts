import { setImmediate as othersTurn } from 'node:timers/promises'
import {
  addResults,
  lockStores,
  nothingWritten,
  type PreparedRows,
  prepareObservations,
  type WriteResult,
  writeInTransaction,
} from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { createRowReader, type PushedRow } from './read-observation.ts'
import { excerpt, type Refusal, RowFault } from './refusals.ts'

/** A row as it came: JSON text, or why there is none. */
export type SentRow = { readonly text: string } | { readonly fault: 'too-long' | 'cut-off' }

/** What became of the rows of a body. */
export interface PushResult {
  /** Rows in the body. */
  readonly received: number
  /** Rows that were taken. */
  readonly accepted: number
  /** Of the taken ones, each store, SKU and day counted once per batch. */
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
  readonly corrected: number
  /** The first of the refused rows, and how many there are in all. */
  readonly refused: readonly Refusal[]
  readonly refusedCount: number
}

/** Rows in one transaction (judgement, measured): enough to be fast, few enough to keep a day of alerts fresh. */
const batchSize = 4000
/** Characters of rows in one transaction: memory stays flat, however long the rows are (judgement). */
const batchLength = 8_000_000
/** Refused rows that are named; more are counted (judgement: memory stays flat whatever comes). */
const namedRefusals = 1000
const excerptLength = 120

/** What taking rows needs. */
export interface PushParts {
  readonly db: Db
  readonly now: () => Date
  /** Called inside each transaction that changed figures. */
  readonly onObservations?: ((tx: Db) => Promise<void>) | undefined
}

/**
 * Stores rows as they arrive, some thousand per transaction, while the next ones are read. Good rows go in, whatever is
 * wrong with others. After each piece other work gets its turn: a long body must not keep people waiting, nor the
 * database that answers in the meantime.
 */
export async function takeRows(parts: PushParts, pieces: AsyncIterable<readonly SentRow[]>): Promise<PushResult> {
  const read = createRowReader(await listStores(parts.db), parts.now())
  const tally = createTally()
  const writer = createWriter(parts)
  let batch: PushedRow[] = []
  let length = 0
  for await (const piece of pieces) {
    for (const sent of piece) {
      const row = tally.read(sent, read)
      if (!row) continue
      batch.push(row)
      length += 'text' in sent ? sent.text.length : 0
    }
    await othersTurn()
    if (batch.length < batchSize && length < batchLength) continue
    await writer.write(batch)
    batch = []
    length = 0
  }
  await writer.write(batch)
  return tally.result(await writer.finish())
}

function createTally() {
  const refused: Refusal[] = []
  let [received, refusedCount] = [0, 0]
  return {
    read(sent: SentRow, read: (text: string) => PushedRow): PushedRow | null {
      const index = received++
      try {
        return read(textOf(sent))
      } catch (error) {
        if (!(error instanceof RowFault)) throw error
        const row = 'text' in sent ? excerpt(sent.text, excerptLength) : ''
        if (++refusedCount <= namedRefusals) refused.push({ index, row, field: error.field, reason: error.reason })
        return null
      }
    },
    result: (written: WriteResult): PushResult => ({
      received,
      accepted: received - refusedCount,
      inserted: written.inserted,
      changed: written.changed,
      unchanged: written.unchanged,
      corrected: written.corrected,
      refused,
      refusedCount,
    }),
  }
}

function textOf(sent: SentRow): string {
  if ('text' in sent) return sent.text
  throw new RowFault(sent.fault === 'too-long' ? 'tooLong' : 'cutOff', null, { limit: 65_536 })
}

/** Transactions that write side by side, each for its own stores (judgement: as many as small machines have cores). */
const lanes = 2

/**
 * One batch is written while the next is read and prepared; a fault shows with the next call. A store always takes the
 * same lane, so that its later rows come later.
 */
function createWriter(parts: PushParts) {
  const sources: SourceIds = new Map()
  let total = nothingWritten
  let running: Promise<unknown> = Promise.resolve()
  const store = async (groups: readonly Group[]) => {
    if (groups.length === 0) return
    const written = await writeBatch(parts, groups, sources)
    total = addResults(total, written)
  }
  return {
    async write(batch: readonly PushedRow[]) {
      const work = Array.from({ length: lanes }, (_, lane) =>
        groupBySource(batch.filter(row => row.observation.storeId % lanes === lane)),
      )
      await running
      running = Promise.all(work.map(store))
      running.catch(() => {}) // told by the next `await running`
    },
    async finish() {
      await running
      return total
    },
  }
}

/** Ids of sources by key. */
type SourceIds = Map<string, number>

/** The rows of one source. */
interface Group {
  readonly source: string
  readonly rows: PreparedRows
}

async function writeBatch(parts: PushParts, groups: readonly Group[], sources: SourceIds): Promise<WriteResult> {
  const now = parts.now()
  for (const { source } of groups) {
    if (!sources.has(source)) sources.set(source, (await ensureSource(parts.db, source)).id)
  }
  return parts.db.transaction(async tx => {
    const stores = groups.flatMap(({ rows }) => rows.rows.map(row => row.storeId))
    if (groups.length > 1) await lockStores(tx, stores)
    let total = nothingWritten
    for (const { source, rows } of groups) {
      const sourceId = sources.get(source) ?? 0
      total = addResults(total, await writeInTransaction(tx, { sourceId, rows, mode: 'merge', now }))
    }
    if (total.inserted + total.changed > 0) await parts.onObservations?.(tx)
    return total
  })
}

/** Sources in the order of their keys: writers that meet take them in the same one. */
function groupBySource(batch: readonly PushedRow[]): readonly Group[] {
  const groups = new Map<string, PushedRow['observation'][]>()
  for (const { source, observation } of batch) {
    const group = groups.get(source)
    if (group) group.push(observation)
    else groups.set(source, [observation])
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([source, rows]) => ({ source, rows: prepareObservations(rows) }))
}
