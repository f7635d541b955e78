import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { SheetCells, SheetRow, Sheets } from '#src/chat/sheets.ts'
import type { Caller } from '#src/contracts/command.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { TransportError } from '#src/errors.ts'
import { personCaller } from '#src/features/conversation/index.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { sheetCard, troubleCard } from './cards/sheet-card.ts'
import { type ColumnId, columnNames, columnsIn } from './columns.ts'
import { type FigureRow, figureRows } from './figure-rows.ts'
import { forgetSheet, type KeptSheet, listSheets, updateSheet } from './store/sheets.ts'
import { type TakenIn, takeIn } from './take-in.ts'

/** What tables are kept with. */
export interface SheetParts {
  readonly db: Db
  readonly figures: Figures
  /** The tables of a messenger; `null`: it has none, or is not set up any more. */
  readonly sheetsOf: (messenger: string) => Sheets | null
  readonly answer: (invocation: Invocation) => Promise<Reply>
  readonly teamTimeZone: string
  readonly now: () => Date
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
}

/**
 * Makes the tables that people asked for, proposes what was typed into them, and brings their figures up to date. A
 * platform that fails costs its own table only; its owner hears of it once a day.
 */
export async function keepSheets(parts: SheetParts, signal: AbortSignal): Promise<void> {
  for (const sheet of await listSheets(parts.db)) {
    if (signal.aborted) return
    try {
      await keepOne(parts, sheet, signal)
    } catch (error) {
      parts.log.error({ err: error, messenger: sheet.messenger }, 'A table of a platform could not be kept')
      if (error instanceof TransportError) await noteTrouble(parts, sheet, error)
    }
  }
}

/** So often a table is tried to be made; judgement: a permission is granted within the hour, or asked for anew. */
const mostFailures = 6

async function noteTrouble({ db, now }: SheetParts, sheet: KeptSheet, error: TransportError): Promise<void> {
  const failures = sheet.failures + 1
  if (sheet.address === null && failures >= mostFailures) await forgetSheet(db, sheet)
  else await updateSheet(db, sheet, { failures })
  if (error.fault === 'retryable' && failures < 3) return
  const key = `sheet/${sheet.messenger}/${sheet.personId}/${now().toISOString().slice(0, 10)}`
  await tellPeople(db, [sheet.personId], key, troubleCard(error.message, sheet.address), now())
}

async function keepOne(parts: SheetParts, sheet: KeptSheet, signal: AbortSignal): Promise<void> {
  const { db, figures, sheetsOf, teamTimeZone, now } = parts
  const sheets = sheetsOf(sheet.messenger)
  const person = await findPerson(db, { id: sheet.personId })
  const place = parsePlaceKey(sheet.place)
  if (!sheets || !place || !person?.active) return
  const catalog = await figures.catalog()
  const caller = personCaller(person, catalog, { channel: null, messenger: sheet.messenger, teamTimeZone })
  const standing = await made(parts, { sheet, sheets, caller, signal })
  const { rows, leftOut } = await figureRows({ db, figures, catalog, now: now() }, caller, place)
  if (leftOut > 0) parts.log.info({ leftOut }, 'A table of a platform holds no more rows')
  const ref = standing.address?.ref ?? ''
  const found = await sheets.read(ref, signal)
  const names = columnNames(caller.locale)
  const byKey = new Map(rows.map(row => [row.key, row]))
  const taken = await takeIn({ sheet: standing, names, rows: byKey, answer: parts.answer }, found)
  await noteRefused(db, standing, taken)
  const { added, changed, twins } = changesOf(found, { rows, names, taken })
  if (changed.length > 0) await sheets.change(ref, changed, signal)
  if (added.length > 0) await sheets.add(ref, added, signal)
  if (twins.length > 0) await sheets.remove(ref, twins, signal)
}

interface Making {
  readonly sheet: KeptSheet
  readonly sheets: Sheets
  readonly caller: Caller
  readonly signal: AbortSignal
}

/** The table as it stands; one that does not yet is made, and its owner gets the link. */
async function made({ db, now }: SheetParts, { sheet, sheets, caller, signal }: Making): Promise<KeptSheet> {
  if (sheet.address) return sheet
  const label = placeLabel(sheet.place, caller.stores)
  const name = `KPI · ${label[caller.locale]}`.slice(0, 100)
  const address = await sheets.create({ name, columns: columnsIn(caller.locale), owner: sheet.account }, signal)
  const standing = { ...sheet, address, failures: 0 }
  await updateSheet(db, sheet, { address, failures: 0 })
  const key = `sheet/${sheet.messenger}/${sheet.personId}/made/${now().getTime()}`
  await tellPeople(db, [sheet.personId], key, sheetCard(address, label), now())
  return standing
}

async function noteRefused(db: Db, sheet: KeptSheet, taken: readonly TakenIn[]): Promise<void> {
  if (taken.length === 0 && sheet.failures === 0) return
  const refused = { ...sheet.refused }
  for (const { key, typed, accepted } of taken) {
    if (accepted) delete refused[key]
    else refused[key] = typed
  }
  await updateSheet(db, sheet, { refused, failures: 0 })
}

interface Wanted {
  readonly rows: readonly FigureRow[]
  readonly names: Readonly<Record<ColumnId, string>>
  readonly taken: readonly TakenIn[]
}

/** What has to be written so that the table shows the rows; months that are past stay as they stand. */
function changesOf(found: readonly SheetRow[], { rows, names, taken }: Wanted) {
  const standing = new Map<string, SheetRow>()
  const twins: string[] = []
  for (const row of found) {
    const key = String(row.cells[names.key] ?? '')
    const isTwin = key !== '' && standing.has(key)
    if (isTwin && (row.cells[names.wanted] ?? '') === '') twins.push(row.id)
    else if (key !== '' && !isTwin) standing.set(key, row)
  }
  const outcomes = new Map(taken.map(one => [one.id, outcomeCells(one, names)]))
  const changed: { id: string; cells: SheetCells }[] = []
  for (const row of rows) {
    const one = standing.get(row.key)
    const cells = one ? differing(one, named(row.cells, names)) : {}
    const outcome = one ? outcomes.get(one.id) : undefined
    if (one) outcomes.delete(one.id)
    if (one && (outcome || Object.keys(cells).length > 0)) changed.push({ id: one.id, cells: { ...cells, ...outcome } })
  }
  for (const [id, cells] of outcomes) changed.push({ id, cells })
  const fresh = rows.filter(row => !standing.has(row.key))
  return { added: fresh.map(row => ({ ...named(row.cells, names), [names.key]: row.key })), changed, twins }
}

/** What was proposed is cleared; what was refused stays, to be corrected. */
function outcomeCells({ accepted, said }: TakenIn, names: Wanted['names']): SheetCells {
  return accepted ? { [names.wanted]: '', [names.reason]: '', [names.result]: said } : { [names.result]: said }
}

function named(cells: FigureRow['cells'], names: Wanted['names']): SheetCells {
  return Object.fromEntries(Object.entries(cells).map(([id, value]) => [names[id as ColumnId], value]))
}

function differing({ cells }: SheetRow, wanted: SheetCells): SheetCells {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !sameValue(cells[name] ?? null, value)))
}

function sameValue(a: SheetCells[string], b: SheetCells[string]): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
  return (a ?? '') === (b ?? '')
}
