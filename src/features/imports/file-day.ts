import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import type { Header } from '#src/features/imports/columns/header.ts'
import type { DaySource } from '#src/features/imports/formats/known-format.ts'
import { type DateReading, parseDay, parseRange } from '#src/features/imports/values/dates.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { dayTexts as texts } from './day-texts.ts'

/** The one day that all rows of a file are of, and where it was found. */
export interface FileDay {
  readonly day: Day
  readonly source: Localized
}

/** Dates as they stand in names of files and in titles: with a year of four digits. */
const date = String.raw`(?:20\d{2}\s*[-/._年]\s*\d{1,2}\s*[-/._月]\s*\d{1,2}\s*日?|20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))`
const inText = new RegExp(String.raw`(?<!\d)(${date})(?:\s*(?:[~〜～–—-]|to|至|から|_)+\s*(${date}))?(?!\d)`, 'i')
/** Lines that say when a file was made, not of which day it is. */
const made = /出力|作成|ダウンロード|导出|下载|生成|更新|created|generated|exported|downloaded|printed|as of|更新日/i

/**
 * The day of a file without a column of days: what was said (`--day`), what a known export says where to look, a title
 * above the columns, the name of the file.
 * @throws UserError when there is none, or when the file is of several days
 */
export function dayOfFile(header: Header, fileName: string, said: Day | undefined, reading: DateReading): FileDay {
  if (said !== undefined) return { day: said, source: texts.said }
  const sources = header.format?.day ?? [{ preamble: inText }, { fileName: inText }]
  for (const source of sources) {
    const found = lookFor(source, header, fileName, reading)
    if (found) return found
  }
  throw new UserError(fill(texts.which, { file: fileName }))
}

function lookFor(source: DaySource, { above, format }: Header, fileName: string, reading: DateReading): FileDay | null {
  if (typeof source === 'string') return null
  const [pattern, lines, where] =
    'preamble' in source
      ? ([source.preamble, above.filter(line => format || !made.test(line)), texts.title] as const)
      : ([source.fileName, [fileName.replace(/\.[a-z]{2,4}$/i, '')], texts.name] as const)
  for (const line of lines) {
    const [, from, to] = pattern.exec(line.normalize('NFKC')) ?? []
    if (from === undefined) continue
    const range = to === undefined ? parseRange(from, reading) : null
    const first = range?.from ?? parseDay(tidy(from), reading)
    const last = range?.to ?? (to === undefined ? first : parseDay(tidy(to), reading))
    if (!first || !last) continue
    if (first !== last) throw new UserError(fill(texts.several, { from: first, to: last }))
    return { day: first, source: where }
  }
  return null
}

function tidy(text: string): string {
  return text.replaceAll('_', '-').trim()
}
