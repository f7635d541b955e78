import { dayFrom, shiftDays } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { dayPeriod, lastDays, monthOf, monthStart, monthsBefore, rangePeriod, weekOf } from './make.ts'
import { monthPartWritings } from './month-parts.ts'
import {
  writtenAt as at,
  monthNamePart,
  monthOfName,
  numeralOf,
  type Parts,
  type Reader,
  yearPart,
} from './writings.ts'

const english = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const y = yearPart
const n = `(?<count>[1-9]\\d{0,2}|十[一二]?|[一二两兩三四五六七八九])`
const nEnglish = `(?<count>[1-9]\\d{0,2}|${english.join('|')})`
const name = monthNamePart
const third = '(?<third>[上初中下]旬)'
const half = '(?<half>[上下])半(?:年|期)'

/** Days, weeks and months that are counted back from today, and parts of months and years, with their readers. */
const writings: readonly (readonly [RegExp, Reader])[] = [
  [at(`${nEnglish}\\s*(?<unit>day|week|month)s?\\s+ago`), readAgo],
  [at(`(?<!月\\s*)${n}\\s*(?:个|個)?(?<unit>[天日]|[周週](?:間)?|星期|礼拜|月)(?:之?前)`), readAgo],
  [at(`${n}\\s*[かヶカヵケ箇]?(?<unit>月)前`), readAgo],
  [at(`(?:the\\s+)?(?:last|past)\\s+${nEnglish}\\s*months?`), readLastMonths],
  [at(`(?:the\\s+)?(?:last|past)\\s+(?<count>${english.join('|')})\\s*(?<unit>day|week)s?`), readLastDays],
  [at('(?:the\\s+)?(?:last|past)\\s+half\\s+(?:a\\s+)?year'), (_, today) => lastMonths(6, today)],
  [at(`(?:最近|近|过去)\\s*${n}\\s*个月`), readLastMonths],
  [at(`(?:直近|過去|最近)(?:の)?\\s*${n}\\s*[かヶカヵケ箇]月(?:間)?`), readLastMonths],
  [at('(?:最近|近|过去|直近|過去)(?:の)?半年(?:間)?'), (_, today) => lastMonths(6, today)],
  [at(`(?:${y}年|(?<lastYear>去年|昨年)|今年|本年)?の?${half}(?!末)`), readHalf],
  [at(`(?:${y}\\s*-?\\s*)?h(?<halfNumber>[12])(?:\\s*[-/]?\\s*(?<yearBehind>20\\d{2}))?`), readHalf],
  [at(`(?:${y}年\\s*)?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?の?的?${third}`), readThird],
  [at(`(?:(?<lastMonth>上个?月|先月|前月)|(?:本|这个|当|今)月)の?的?${third}`), readThird],
  [at(third), readThird],
  ...monthPartWritings,
  [at(`(?<early>early|mid|late)(?:\\s+|-)${name}(?:\\s+${y})?`), readThird],
]

/** The longest of them at a position of a text in NFKC and lower case; `null`: none is written there. */
export function matchCounted(text: string, position: number, today: Day): { period: Period; length: number } | null {
  let longest: { period: Period; length: number } | null = null
  for (const [pattern, read] of writings) {
    pattern.lastIndex = position
    const found = pattern.exec(text)
    if (!found || found[0].length <= (longest?.length ?? 0)) continue
    const period = read(found.groups ?? {}, today)
    if (period) longest = { period, length: found[0].length }
  }
  return longest
}

/** `3 days ago` is that day, `2 weeks ago` that week from Monday to Sunday, `3 months ago` that month. */
function readAgo({ count, unit }: Parts, today: Day): Period {
  const back = countOf(count)
  if (unit === 'month' || unit === '月') return monthOf(monthStart(today, -back))
  return unit === 'day' || unit === '天' || unit === '日'
    ? dayPeriod(shiftDays(today, -back))
    : weekOf(shiftDays(today, -7 * back))
}

/** So many whole days or weeks before today, as in figures. */
function readLastDays({ count, unit }: Parts, today: Day): Period {
  return lastDays(countOf(count) * (unit === 'week' ? 7 : 1), today)
}

/** More than ten years are more than anybody has. */
function readLastMonths({ count }: Parts, today: Day): Period | null {
  const months = countOf(count)
  return months > 120 ? null : lastMonths(months, today)
}

/** From the same date so many months ago, or the last day of a shorter month, to yesterday. */
function lastMonths(count: number, today: Day): Period {
  return rangePeriod(monthsBefore(today, count), shiftDays(today, -1))
}

/** January to June or July to December: without a year the latest that has begun. */
function readHalf({ year, yearBehind, lastYear, half: part, halfNumber }: Parts, today: Day): Period {
  const isFirst = part === '上' || halfNumber === '1'
  const thisYear = Number(today.slice(0, 4))
  const begun = isFirst || today.slice(5) >= '07-01'
  const said = year ?? yearBehind
  const chosen = said === undefined ? (lastYear !== undefined || !begun ? thisYear - 1 : thisYear) : Number(said)
  return isFirst ? rangePeriod(`${chosen}-01-01`, `${chosen}-06-30`) : rangePeriod(`${chosen}-07-01`, `${chosen}-12-31`)
}

/** Days 1 to 10, 11 to 20 and 21 to the end of a month: without a year, or a month, the latest that has begun. */
function readThird({ year, month, name: english, lastMonth, third: part, early }: Parts, today: Day): Period | null {
  const at = part === '中旬' || early === 'mid' ? 1 : part === '下旬' || early === 'late' ? 2 : 0
  const number = english === undefined ? countOf(month) : monthOfName(english)
  if (number > 0) {
    const years = year === undefined ? [0, -1].map(shift => Number(today.slice(0, 4)) + shift) : [Number(year)]
    const thirds = years.flatMap(one => thirdOf(dayFrom(one, number, 1), at) ?? [])
    return thirds.find(one => year !== undefined || one.from <= today) ?? thirds[0] ?? null
  }
  const here = thirdOf(monthStart(today, lastMonth === undefined ? 0 : -1), at)
  const isLate = here !== null && here.from > today
  return isLate ? thirdOf(monthStart(today, -1), at) : here
}

function thirdOf(first: Day | null, at: number): Period | null {
  if (first === null) return null
  const from = shiftDays(first, at * 10)
  return rangePeriod(from, at === 2 ? monthOf(first).end : shiftDays(from, 9))
}

function countOf(text = ''): number {
  return Number(text) || numeralOf(text) || english.indexOf(text) + 1
}
