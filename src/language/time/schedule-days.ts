import type { ReportKind } from '#src/domain/report.ts'
import type { TimeToken } from './tokens.ts'

/** What the tokens of a line say about days. */
interface Fields {
  readonly every: ReportKind
  /** Day of month, month and day of week of a cron. */
  readonly days: string
  /** What to say instead of tokens that were not used. */
  readonly instead: ReadonlyMap<TimeToken, readonly string[]>
}

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The last day that every month has. */
const lastCommonDate = 28

/** Reads how often and on which days; what it uses is marked, what contradicts is not. */
export function fieldsOf(tokens: readonly TimeToken[], used: Set<TimeToken>): Fields {
  const instead = new Map<TimeToken, readonly string[]>()
  const everies = tokens.filter(token => token.kind === 'every')
  const dates = datesIn(tokens, everies.length > 0 && everies.every(token => token.unit === 'month'))
  const edges = tokens.filter(token => token.kind === 'edge')
  const nths = tokens.filter(token => token.kind === 'nth')
  const monthly = dates.length + edges.length + nths.length > 0
  const unit = everies.find(token => token.unit !== 'day')?.unit ?? (monthly ? 'month' : 'day')
  for (const token of everies) if (token.unit === unit || token.unit === 'day') used.add(token)
  const { days, weekdays } = takeWeekdays(tokens)
  if (unit === 'month' || unit === 'quarter') {
    const [weekday] = days
    for (const token of weekdays) if (weekday) instead.set(token, [`first ${englishDays[weekday - 1]}`])
    return { every: unit, days: ofMonth(unit, { dates, edges, nths }, used, instead), instead }
  }
  const report = everies.some(token => token.unit === 'week' && token.report)
  const workdays = days.join() === '1,2,3,4,5'
  const every = unit === 'week' && (report || days.length <= 1) ? 'week' : 'day'
  if (!(every === 'week' && workdays)) for (const token of weekdays) used.add(token)
  return { every, days: `* * ${every === 'week' && (days.length === 0 || workdays) ? '1' : cronDays(days)}`, instead }
}

/** `15th`, `15号`; beside `monthly` also a bare number. */
function datesIn(tokens: readonly TimeToken[], monthly: boolean): MonthTokens['dates'] {
  return tokens.flatMap((token): MonthTokens['dates'] => {
    if (token.kind === 'date-of-month') return [{ token, date: token.date }]
    const isDate = monthly && token.kind === 'number' && token.value >= 1 && token.value <= 31
    return isDate ? [{ token, date: token.value }] : []
  })
}

/** Days one by one and as ranges, such as `monday through friday`, and the tokens that say so. */
function takeWeekdays(tokens: readonly TimeToken[]) {
  const days = new Set<number>()
  const weekdays: TimeToken[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'weekdays' || token.week !== null) continue
    const [before, first] = [tokens[at - 1], tokens[at - 2]]
    const [start, end] = [first?.kind === 'weekdays' ? first.days.at(-1) : undefined, token.days[0]]
    if (before?.kind === 'to' && start !== undefined && end !== undefined) {
      for (let day = start; day !== end; day = (day % 7) + 1) days.add(day)
      weekdays.push(before)
    }
    for (const day of token.days) days.add(day)
    weekdays.push(token)
    const next = tokens[at + 1]
    if (next?.kind === 'until' && /まで|为止/.test(next.text) && before?.kind === 'to') weekdays.push(next)
  }
  return { days: [...days].sort((a, b) => a - b), weekdays }
}

/** Cron counts Sunday as 0; a row of days is a range. */
function cronDays(days: readonly number[]): string {
  if (days.length === 0 || days.length === 7) return '*'
  const [first = 1, last = 7] = [days[0], days.at(-1)]
  if (days.length > 2 && last - first + 1 === days.length) return `${first}-${last}`
  return days
    .map(day => day % 7)
    .sort((a, b) => a - b)
    .join(',')
}

interface MonthTokens {
  readonly dates: readonly { readonly token: TimeToken; readonly date: number }[]
  readonly edges: readonly (TimeToken & { readonly kind: 'edge' })[]
  readonly nths: readonly (TimeToken & { readonly kind: 'nth' })[]
}

const quarterStarts = '1,4,7,10'
const quarterEnds = '3,6,9,12'

function ofMonth(
  unit: 'month' | 'quarter',
  { dates, edges, nths }: MonthTokens,
  used: Set<TimeToken>,
  instead: Map<TimeToken, readonly string[]>,
): string {
  const months = unit === 'month' ? '*' : quarterStarts
  const [edge] = edges
  const [nth] = nths
  if (edge && dates.length + nths.length === 0 && edge.edge === 'end' && edge.shift === 0) {
    if (!['month', 'quarter'].includes(edge.unit)) return `1 ${months} *`
    used.add(edge)
    return `L ${unit === 'month' && edge.unit === 'month' ? '*' : quarterEnds} *`
  }
  if (nth && dates.length + edges.length === 0) {
    used.add(nth)
    return `* ${months} ${nth.day % 7}#${nth.nth === 'last' ? 'L' : nth.nth}`
  }
  const kept = edges.length + nths.length > 0 ? [] : dates.filter(({ date }) => date <= lastCommonDate)
  for (const { token } of kept) used.add(token)
  for (const { token, date } of dates)
    if (date > lastCommonDate) instead.set(token, ['last day', `${lastCommonDate}th`])
  return `${kept.length === 0 ? '1' : [...new Set(kept.map(({ date }) => date))].sort((a, b) => a - b).join(',')} ${months} *`
}
