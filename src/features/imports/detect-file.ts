import { createHash } from 'node:crypto'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { columnOf, type Mapping } from '#src/features/imports/columns/columns.ts'
import { findHeader, type Header } from '#src/features/imports/columns/header.ts'
import { oneTable } from '#src/features/imports/columns/one-table.ts'
import { type Plan, planOf } from '#src/features/imports/columns/plan.ts'
import { refine } from '#src/features/imports/columns/refine.ts'
import { type FileFacts, maxStores, scanTable } from '#src/features/imports/columns/scan.ts'
import { beginningOf } from '#src/features/imports/parse/beginning.ts'
import { type OpenedFile, openTable } from '#src/features/imports/parse/open-table.ts'
import type { Table } from '#src/features/imports/parse/table.ts'
import { notes as noteTexts } from '#src/features/imports/rows/notes.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { withAreas } from './area-stores.ts'
import { dayOfFile, type FileDay } from './file-day.ts'
import { mapColumns } from './mapping.ts'
import { NeedsMapping, signatureOf } from './needs-mapping.ts'
import type { ImportOptions } from './options.ts'
import { rememberedMapping } from './remember.ts'
import { withSheetStores } from './sheet-stores.ts'
import { likelyMarket, type PreviewStore, realStores, resolveStores } from './stores.ts'
import { texts } from './texts.ts'

/** A file with everything that is needed to read its rows. */
export interface Recognised {
  readonly opened: OpenedFile
  readonly header: Header
  readonly mapping: Mapping
  readonly plan: Plan
  readonly facts: FileFacts
  readonly stores: readonly PreviewStore[]
  /** The day of all rows where no column says it. */
  readonly day: Day | null
  /** What the reader should know about how the file is read. */
  readonly notes: readonly Localized[]
  /** What of the file is not read although it holds figures. */
  readonly warnings: readonly Localized[]
  /** What was said before about files with these columns and is used now. */
  readonly remembered: boolean
  /** These are all rows; otherwise only the first ones were looked at. */
  readonly isAll: boolean
}

/** The file to read, and when. */
export interface FileToRead {
  readonly name: string
  readonly path: string
  readonly now: Date
}

/** How a file is gone through. */
export interface Going {
  /** Only so many rows are looked at. */
  readonly rows?: number | undefined
  /** Hears about each so many rows, with the share of the file, 0–1. */
  readonly onRows?: ((rows: number, share: number) => void) | undefined
}

/** Finds out what a file is, what its columns mean and which stores it speaks of. @throws UserError */
export async function recognise(db: Db, file: FileToRead, said: ImportOptions, going: Going = {}): Promise<Recognised> {
  const known = await realStores(db)
  const market = likelyMarket(known, said)
  const { opened: part, isAll } = await openPart(file.path, market, going)
  const names = known.flatMap(store => [store.slug, store.name, ...store.aliases])
  const { options, remembered, ...understood } = await understand(db, part.table, { file, said, names })
  const { header } = understood
  const { table, warnings } = oneTable(understood.table, understood)
  const opened = { ...part, table }
  const guess = planOf(understood.mapping, header.format)
  const latest = shiftDays(localDay(file.now, 'UTC'), 1)
  const scan = { mapping: understood.mapping, plan: guess, market, latest, known: names, onRows: going.onRows }
  const facts = await scanTable(table, header, scan)
  if (facts.rows === 0) throw new UserError(texts.noRows)
  const { mapping, plan, notes } = refine(understood.mapping, guess, facts, {
    said: Object.keys(options.mapping ?? {}),
    above: header.above,
  })
  tooManyStores(facts, mapping)
  const day = await dayFor({ mapping, header, table }, file.name, options)
  const stores = await resolveStores(db, facts.stores, impliedBy(header, options))
  const dayNote = day ? [fill(noteTexts.dayFrom, { day: day.day, source: day.source })] : []
  const told = { notes: [...understood.notes, ...notes, ...dayNote], warnings: [...warnings(), ...facts.widths.notes] }
  return { opened, header, mapping, plan, facts, stores, day: day?.day ?? null, ...told, remembered, isAll: isAll() }
}

interface DetectInput {
  readonly file: FileToRead
  readonly said: ImportOptions
  /** Names of stores that there are. */
  readonly names: readonly string[]
}

/** Where the columns stand and what they mean, with what was said about such files before. */
async function understand(db: Db, table: Table, { file, said, names }: DetectInput) {
  const header = await findHeader(table, { fileName: file.name, named: Object.keys(said.mapping ?? {}) })
  if (header.format?.refuse && !said.mapping) throw new UserError(header.format.refuse)
  const kept = await rememberedMapping(db, signatureOf(header), said)
  const options = kept ?? said
  const named = await mapColumns(header, table, options)
  const mapping = options.store || options.mapping ? named : await withAreas(named, header, table, names)
  const understood = { table, header, mapping }
  const bySheet = options.store ? { ...understood, notes: [] } : withSheetStores(understood, names)
  return { ...bySheet, options, remembered: kept !== null }
}

async function openPart(path: string, market: string | undefined, { rows }: Going) {
  const opened = await openTable(path, market, rows !== undefined)
  if (rows === undefined) return { opened, isAll: () => true }
  const { table, isAll } = beginningOf(opened.table, rows)
  return { opened: { ...opened, table }, isAll }
}

function tooManyStores(facts: FileFacts, mapping: Mapping): void {
  if (facts.stores.length <= maxStores) return
  const column = mapping.columns[columnOf(mapping, 'store')]?.name ?? ''
  throw new UserError(fill(texts.tooManyStores, { limit: maxStores, column }))
}

interface Understood {
  readonly mapping: Mapping
  readonly header: Header
  readonly table: Table
}

async function dayFor(
  { mapping, header, table }: Understood,
  fileName: string,
  options: ImportOptions,
): Promise<FileDay | null> {
  const role = mapping.kind === 'orders' ? 'order_day' : 'day'
  if (columnOf(mapping, role) >= 0) return null
  try {
    return dayOfFile(header, fileName, options.day, { order: 'month-first', timeZone: 'UTC' })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw await NeedsMapping.of(error.text, mapping, header, table)
  }
}

/** What a known export says of stores that are made for it, unless somebody says otherwise. */
function impliedBy({ format }: Header, options: ImportOptions): ImportOptions {
  if (!format) return options
  const { platform, currency, zone } = format
  return {
    ...options,
    platform: options.platform ?? platform,
    currency: options.currency ?? currency,
    zone: options.zone ?? zone,
  }
}

/** The same bytes read in the same way into the same stores have the same one. */
export function fingerprint({ opened, mapping, plan, facts, stores, day, header }: Recognised): string {
  const way = [
    opened.sha256,
    opened.table.encoding,
    mapping.kind,
    header.format?.id ?? null,
    mapping.columns.map(column => column.role),
    plan.uses.map(use => [use.column, use.role, use.per, use.sign, use.scale]),
    [plan.takeOff, plan.wholes, day],
    [facts.signs, facts.orders],
    stores.map(store => [store.slug, store.currency, store.timeZone]),
  ]
  return createHash('sha256').update(JSON.stringify(way)).digest('hex')
}
