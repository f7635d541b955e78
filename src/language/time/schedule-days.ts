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

const wholeWeek = [1, 2, 3, 4, 5, 6, 7]

/** The last day that every month has. */
const lastCommonDate = 28

/** Reads how often and on which days; what it uses is marked, what contradicts is not. */
export function fieldsOf(tokens: readonly TimeToken[], used: Set<TimeToken>): Fields {
  const instead = new Map<TimeToken, readonly string[]>()
  const everies = tokens.filter(token => token.kind === 'every')
  const dates = datesIn(tokens, everies.length > 0 && everies.every(token => token.unit === 'month'))
  const edges = tokens.filter(token => token.kind === 'edge')
  const nths = tokens.filter(token => token.kind === 'nth')
  const lastWeekdays = tokens.filter(token => token.kind === 'last-weekday')
  const monthly = dates.length + edges.length + nths.length + lastWeekdays.length > 0
  const unit = everies.find(token => token.unit !== 'day')?.unit ?? (monthly ? 'month' : 'day')
  for (const token of everies) if (token.unit === unit || token.unit === 'day') used.add(token)
  const without = takeExceptions(tokens)
  const { days, weekdays } = takeWeekdays(tokens.filter(token => !without.tokens.has(token)))
  if (unit === 'month' || unit === 'quarter') {
    const [weekday] = days
    for (const token of weekdays) if (weekday) instead.set(token, [`first ${englishDays[weekday - 1]}`])
    return { every: unit, days: ofMonth(unit, { dates, edges, nths, lastWeekdays }, used, instead), instead }
  }
  const report = everies.some(token => token.unit === 'week' && token.report)
  const workdays = days.join() === '1,2,3,4,5'
  const every = unit === 'week' && (report || days.length <= 1) ? 'week' : 'day'
  if (without.tokens.size > 0 && every === 'day') {
    const rest = (days.length > 0 ? days : wholeWeek).filter(day => !without.days.has(day))
    if (rest.length > 0) for (const token of [...without.tokens, ...weekdays]) used.add(token)
    return { every, days: `* * ${cronDays(rest)}`, instead }
  }
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

/**
 * Days that are taken out, and the tokens that say so: `except Monday`, `除了周末`, `月曜以外`. A word of the kind that
 * stands at no day stays, and is refused.
 */
function takeExceptions(tokens: readonly TimeToken[]) {
  const taken = new Set<TimeToken>()
  const days = new Set<number>()
  const joins = (token: TimeToken | undefined) => token?.kind === 'and' || token?.kind === 'to'
  const isDay = (token: TimeToken | undefined) => token?.kind === 'weekdays' && token.week === null
  const run = (at: number, step: 1 | -1): readonly TimeToken[] => {
    let last = at
    const goesOn = (next: number) =>
      isDay(tokens[next]) && !holdsAll(tokens[next], last === at ? undefined : tokens[last])
    for (;;) {
      if (goesOn(last + step)) last += step
      else if (joins(tokens[last + step]) && goesOn(last + 2 * step)) last += 2 * step
      else return step === 1 ? tokens.slice(at + 1, last + 1) : tokens.slice(last, at)
    }
  }
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'except') continue
    const lead = tokens[at + 1]?.kind === 'filler' ? run(at + 1, 1) : run(at, 1)
    const found = lead.length > 0 && !isBehind(token) ? lead : run(at, -1)
    if (found.length === 0) continue
    taken.add(token)
    for (const one of found) taken.add(one)
    for (const day of takeWeekdays(found).days) days.add(day)
  }
  return { tokens: taken, days }
}

/** `平日` beside `月曜`: what it is taken from, not a second day that is taken out. */
function holdsAll(all: TimeToken | undefined, part: TimeToken | undefined): boolean {
  if (all?.kind !== 'weekdays' || part?.kind !== 'weekdays') return false
  return all.days.length > part.days.length && part.days.every(day => all.days.includes(day))
}

/** A word such as 以外 stands behind what it takes out. */
function isBehind({ text }: TimeToken): boolean {
  return /^(?:以外|之外|除外|を|は|抜き|外)/u.test(text)
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
      const lead = tokens[at - 3]
      if (lead?.kind === 'from') weekdays.push(lead)
    }
    for (const day of token.days) days.add(day)
    weekdays.push(token)
    if (before?.kind === 'from' && /[到至~-]|から/u.test(token.text)) weekdays.push(before)
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
  /** `last working day`: Monday to Friday, as `weekdays` are; public holidays are not known to a clock. */
  readonly lastWeekdays: readonly TimeToken[]
}

const quarterStarts = '1,4,7,10'
const quarterEnds = '3,6,9,12'

function ofMonth(
  unit: 'month' | 'quarter',
  { dates, edges, nths, lastWeekdays }: MonthTokens,
  used: Set<TimeToken>,
  instead: Map<TimeToken, readonly string[]>,
): string {
  const months = unit === 'month' ? '*' : quarterStarts
  const [edge] = edges
  const [nth] = nths
  const [lastWeekday] = lastWeekdays
  if (lastWeekday && dates.length + edges.length + nths.length === 0) {
    used.add(lastWeekday)
    return `LW ${unit === 'month' ? '*' : quarterEnds} *`
  }
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
