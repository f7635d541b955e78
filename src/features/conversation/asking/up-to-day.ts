import { periodWord } from '#src/cards/lines.ts'
import { dayPeriod, matchPeriod, type Period, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { lower } from '#src/language/text.ts'

/** What says that a day is the last one, in front of it and behind it. Without its own day: the one before is the last. */
const inFront = /(?:\b(?:to|by)|一直到|直到|到了?|至)\s*$/iu
const behind = /^\s*(?:为止|為止|止)(?:的|の)?/u
const exclusiveFront = /\b(?:before|prior to)\s*$/iu
const exclusiveBehind = /^\s*(?:之前|以前|より前|よりも前|前)(?:的|の)?/u

/** A line of which only the last day of its days was named, with the days from the first of that month on. */
export interface UpToDay {
  readonly found: Recognition
  readonly period: Period
}

/** `until Nov 10`, 11月10日まで, 到11月10日: the month, or of months the year, up to there; `null`: nothing of the kind. */
export function upToDay(found: Recognition, around: Surroundings): UpToDay | null {
  const end = endIn(found, around)
  const period = end && startingMonth(end.last)
  if (!end || !period) return null
  const text = found.line.text
  const line = `${text.slice(0, end.from)} ${periodWord(period)} ${text.slice(end.to)}`.replace(/\s+/gu, ' ').trim()
  const again = recognise(line, around)
  return again && again.noPeriods.length === 0 ? { found: again, period } : null
}

/** What is said of days of which only the last was named. */
export function begunText({ from }: Period): Localized {
  return fill(texts.begun, { day: formatDay(from, { year: true }) })
}

interface End {
  readonly from: number
  readonly to: number
  readonly last: Period
}

function endIn(found: Recognition, around: Surroundings): End | null {
  const { line, noPeriods, words } = found
  const [piece] = noPeriods
  if (piece?.noPeriod === 'start') {
    const last = lastIn(lower(piece.text), around.today(words.places))
    const front = inFront.exec(line.text.slice(0, piece.from))?.[0].length ?? 0
    return last && words.periods.length === 0 ? { from: piece.from - front, to: piece.to, last } : null
  }
  const [span, another] = (words.spans ?? []).flatMap(one => (one.kind === 'period' ? [one] : []))
  if (!span || another || span.period.from !== span.period.end || found.command?.readOnly !== true) return null
  const [before, after] = [line.text.slice(0, span.from), line.text.slice(span.to)]
  const [front, back] = [inFront.exec(before) ?? null, behind.exec(after)]
  const day = span.period.from
  if (front || back)
    return { from: span.from - (front?.[0].length ?? 0), to: span.to + (back?.[0].length ?? 0), last: dayPeriod(day) }
  const [outFront, outBack] = [exclusiveFront.exec(before), exclusiveBehind.exec(after)]
  if (!outFront && !outBack) return null
  const [from, to] = [span.from - (outFront?.[0].length ?? 0), span.to + (outBack?.[0].length ?? 0)]
  return { from, to, last: dayPeriod(shiftDays(day, -1)) }
}

/** The period at the end of `until Nov 10` and the like. */
function lastIn(text: string, today: string): Period | null {
  const days = text.replace(/^[.~〜]+/u, '')
  return [...days].map((_one, at) => matchPeriod(days, at, { today })).find(one => one !== null)?.period ?? null
}

/** From the first of the month on, of a month or quarter from the first of the year; `null` for a year, which has no such. */
function startingMonth({ kind, end }: Period): Period | null {
  if (kind === 'year') return null
  const from = kind === 'month' || kind === 'quarter' ? `${end.slice(0, 4)}-01-01` : `${end.slice(0, 8)}01`
  return from === end ? dayPeriod(end) : rangePeriod(from, end)
}

const texts = {
  begun: {
    en: 'Counted from {day}, since only the last day was named.',
    ja: '終了日だけの指定のため、{day}から集計しています。',
    'zh-CN': '只写了结束日期，因此从{day}开始统计。',
  },
} satisfies Record<string, Localized>
