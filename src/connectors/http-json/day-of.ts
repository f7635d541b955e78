import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { isDay, localDay, startOfDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Report } from './keys.ts'

/** What days are read with. */
interface Reading {
  /** The store's own. */
  readonly timeZone: string
  readonly report: Pick<Report, 'day' | 'day_order' | 'time_zone'>
}

/** Year, month and date by their order, whatever stands between; a time may follow. */
const forms = {
  ymd: /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:$|[T\s])/,
  mdy: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T\s,])/,
  dmy: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T\s,])/,
} as const

/**
 * The store's local day: a day as it stands, or that of an instant (Unix seconds or milliseconds, ISO 8601 with an offset,
 * a wall-clock time of `time_zone` where the report names one). @throws SourceFault `drift` where it is none
 */
export function dayOf(value: unknown, { timeZone, report }: Reading): Day {
  const text = String(value ?? '').trim()
  const fault = new SourceFault('drift', says('noDay', { quote: text.slice(0, 40) }), { subject: report.day })
  if (/^\d{10}$|^\d{13}$/.test(text)) return localDay(new Date(Number(text.padEnd(13, '0'))), timeZone)
  if (/^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const instant = new Date(text.replace(' ', 'T').replaceAll(' ', ''))
    if (Number.isNaN(instant.getTime())) throw fault
    return localDay(instant, timeZone)
  }
  const day = writtenDay(text, report.day_order)
  if (day === null) throw fault
  const time = /[T\s](\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text)
  return report.time_zone !== undefined && time ? inZone(day, time, report.time_zone, timeZone) : day
}

function writtenDay(text: string, order: keyof typeof forms): Day | null {
  const found = forms.ymd.exec(text) ?? forms[order].exec(text)
  if (!found) return null
  const [, a = '', b = '', c = ''] = found
  const [year, month, date] = a.length === 4 ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : null
}

/** A time of another zone's clock; hours on the day of a clock change count from its midnight. */
function inZone(day: Day, [, hours, minutes, seconds = '0']: RegExpExecArray, from: string, to: string): Day {
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
  return localDay(new Date(startOfDay(day, from).getTime() + ms), to)
}
