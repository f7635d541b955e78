import { daysBetween, localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import type { KnownFormat } from '#src/features/imports/formats/known-format.ts'
import {
  type Expectation,
  type ImportedFormat,
  listExpectations,
  listImportedFormats,
  listSaidFormats,
} from '#src/features/imports/store/expected-files.ts'
import type { Db } from '#src/platform/database/db.ts'

/** An export that is brought again and again for a store. */
export interface ExpectedFile {
  readonly imported: ImportedFormat
  readonly format: KnownFormat
  readonly everyDays: number
  /** Somebody said so; otherwise it was learned. */
  readonly said: boolean
  readonly off: boolean
  /** The days that the next file should hold. */
  readonly from: Day
  readonly to: Day
  /** It should have come by now. */
  readonly late: boolean
}

/** So many files say how often an export is brought (judgement). */
const fewest = 3
/** Rhythms that people keep, in days, and how far gaps may lie from them (judgement). */
const rhythms = [
  { every: 1, least: 1, most: 1 },
  { every: 7, least: 5, most: 9 },
  { every: 30, least: 26, most: 35 },
] as const

/** How often files are brought, by the last days of the newest of them; `null`: in no rhythm. */
export function rhythmOf(lastDays: readonly Day[]): number | null {
  if (lastDays.length < fewest) return null
  const gaps = lastDays.slice(1).map((day, index) => daysBetween(day, lastDays[index] ?? day))
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const found = rhythms.find(({ least, most }) => middle >= least && middle <= most)
  if (!found) return null
  const kept = gaps.filter(gap => gap >= found.least && gap <= found.most).length
  return kept * 3 >= gaps.length * 2 ? found.every : null
}

/** Days after the end of what a file should hold until it is late: one for daily files, two for weekly, four for monthly. */
function graceOf(everyDays: number): number {
  return everyDays <= 1 ? 1 : everyDays <= 9 ? 2 : 4
}

/** The day after which a file is late. What was late already when somebody asked for it has one rhythm from then on. */
function dueBy(to: Day, everyDays: number, saidOn: Day | null): Day {
  const due = shiftDays(to, graceOf(everyDays))
  return saidOn !== null && saidOn > due ? shiftDays(saidOn, everyDays) : due
}

/** All exports that are expected, learned or said. */
export async function expectedFiles(db: Db, now: Date): Promise<readonly ExpectedFile[]> {
  const [imported, said] = [await listImportedFormats(db), await listExpectations(db)]
  const byKey = new Map(said.map(one => [`${one.storeId}/${one.format}`, one]))
  const came = new Set(imported.map(one => `${one.storeId}/${one.format}`))
  const neverCame = (await listSaidFormats(db)).filter(one => !came.has(`${one.storeId}/${one.format}`))
  return [...imported, ...neverCame].flatMap(
    one => expectedOf(one, byKey.get(`${one.storeId}/${one.format}`), now) ?? [],
  )
}

function expectedOf(imported: ImportedFormat, known: Expectation | undefined, now: Date): ExpectedFile | null {
  const format = knownFormats.find(({ id }) => id === imported.format)
  const everyDays = known?.said ? known.everyDays : rhythmOf(imported.lastDays)
  if (!format || everyDays === null) return null
  const today = localDay(now, imported.timeZone)
  const saidOn = known?.saidOn ?? null
  // of an export that never came the days from then on are wanted when somebody asked for it
  const last = imported.lastDays[0] ?? shiftDays(saidOn ?? shiftDays(today, -everyDays - graceOf(everyDays)), -1)
  const [from, to] = [shiftDays(last, 1), shiftDays(last, everyDays)]
  const late = today > dueBy(to, everyDays, saidOn) && (imported.lastDays.length > 0 || known?.remindedAfter == null)
  return { imported, format, everyDays, said: known?.said ?? false, off: known?.off ?? false, from, to, late }
}
