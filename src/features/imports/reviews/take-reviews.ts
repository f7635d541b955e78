import { stat } from 'node:fs/promises'
import { nameKey } from '#src/domain/names.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import type { FileOnDisk } from '#src/features/imports/describe-file.ts'
import { openTable } from '#src/features/imports/parse/open-table.ts'
import { type Table, textOf } from '#src/features/imports/parse/table.ts'
import {
  type KeptReviewFile,
  keepReviewFile,
  mostStars,
  planQueue,
  type QueuePlan,
} from '#src/features/reviews/index.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findReviewColumns, type ReviewColumns } from './columns.ts'
import { readReviews } from './read-reviews.ts'
import { texts } from './texts.ts'

/** Ten thousand long reviews are some 10 MB (judgement). */
const largestFile = 30 * 1024 * 1024

/** Whether a file holds reviews or messages of customers instead of figures. */
export async function isReviewsFile(path: string): Promise<boolean> {
  if ((await stat(path)).size > largestFile) return false // opening a large file takes seconds
  const { table } = await openTable(path, undefined, true)
  return (await findReviewColumns(table)) !== null
}

/** A file that was kept, and what taking it over would come to. */
export interface TakenReviews {
  readonly kept: KeptReviewFile
  readonly plan: QueuePlan
  /** The stores that may be meant. */
  readonly stores: readonly Store[]
}

/** Who brings the file, and what is said about it. */
export interface ReviewsTaking {
  readonly by: number | null
  readonly now: Date
  /** Slug or name of the store of a file that names none. */
  readonly store?: string | undefined
  /** Stores that may be meant: those of the company, or of the demo for its people. */
  readonly mayMean: (store: Store) => boolean
}

/**
 * Reads a file of reviews or messages and keeps it, without personal data, until somebody takes it over.
 * @throws UserError when no store can be meant or no row makes sense
 */
export async function takeReviews(
  db: Db,
  file: FileOnDisk,
  { by, now, store, mayMean }: ReviewsTaking,
): Promise<TakenReviews> {
  const { table } = await openTable(file.path)
  const columns = await findReviewColumns(table)
  if (!columns) throw new Error('A file of reviews is none when it is read again')
  const all = (await listStores(db)).filter(mayMean)
  if (all.length === 0) throw new UserError(texts.noStores)
  const stores = meantStores(all, columns, { fileName: file.name, store })
  const byName = store === undefined && columns.at.store !== undefined ? storeFinder(all, columns) : null
  const storeNamed = byName && (await anyNamed(table, columns, byName)) ? byName : null
  const read = await readReviews(table, { columns, stores, storeNamed, now })
  const [first] = read.skipped
  if (read.reviews.length + read.empty + read.own === 0 && first)
    throw new UserError(fill(texts.unreadable, { ...first }))
  const whichStore = storeNamed === null && stores.length > 1
  const content = { ...read, fileName: file.name, stores: stores.map(({ slug }) => slug), whichStore }
  const kept = await keepReviewFile(db, content, { by, now })
  return { kept, plan: await planQueue(db, kept.content, all, { store: null, upTo: mostStars }), stores: all }
}

/** The store that is said; else those of the platform that the columns or the file's name tell; else all. @throws UserError */
function meantStores(
  all: readonly StoredStore[],
  columns: ReviewColumns,
  { fileName, store }: { fileName: string; store: string | undefined },
) {
  if (store !== undefined) {
    const said = all.filter(one => isCalled(one, store))
    if (said.length > 0) return said
    throw new UserError(fill(texts.noStore, { name: verbatim(store) }))
  }
  const key = nameKey(fileName)
  const named = all.filter(one => key.includes(nameKey(one.slug)))
  if (named.length === 1) return named
  const platform = columns.platform ?? [...new Set(all.map(one => one.platform))].find(id => key.includes(nameKey(id)))
  const own = all.filter(one => one.platform === platform)
  return own.length > 0 ? own : all
}

function isCalled(store: StoredStore, name: string): boolean {
  return [store.slug, store.name, ...store.aliases].some(known => nameKey(known) === nameKey(name))
}

/** By a name of the store, or by the market where only one store of the platform sells. */
function storeFinder(all: readonly StoredStore[], { platform }: ReviewColumns): (name: string) => Store | null {
  const own = all.filter(store => store.platform === platform)
  return name => {
    const called = all.find(store => isCalled(store, name))
    if (called) return called
    const market = marketOf(name)
    const there = (own.length > 0 ? own : all).filter(store => store.market === market)
    return there.length === 1 ? (there[0] ?? null) : null
  }
}

/** `US`, `amazon.co.jp`, `Amazon.com`, 日本: the market that a marketplace names. */
function marketOf(name: string): string | null {
  const text = name.normalize('NFKC').trim().toLowerCase()
  if (/^[a-z]{2}$/.test(text)) return text === 'uk' ? 'gb' : text
  const end = /\.(?:co\.|com\.)?([a-z]{2,3})$/.exec(text)?.[1]
  if (end) return end === 'com' ? 'us' : end === 'uk' ? 'gb' : end
  return { 日本: 'jp', japan: 'jp', 美国: 'us', アメリカ: 'us', 'united states': 'us', usa: 'us' }[text] ?? null
}

/** Where no name is known the column means something else, and the store is asked for. */
async function anyNamed(
  table: Table,
  { row: header, at }: ReviewColumns,
  find: (name: string) => Store | null,
): Promise<boolean> {
  for await (const row of table.rows()) {
    if (row.number > header && !row.broken && find(textOf(row.cells[at.store ?? -1]))) return true
  }
  return false
}
