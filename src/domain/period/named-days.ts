import { holidaysIn } from '#src/domain/calendar/index.ts'
import { shiftDays, weekday } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { dayPeriod, rangePeriod } from './make.ts'

/** The days of one year that a name means; `null` where the calendar does not know them. */
type DaysOfYear = (year: number) => Period | null

/** How far ahead a named day without a year may lie: as for days without a year (judgement). */
const daysAhead = 60

const on =
  (date: string): DaysOfYear =>
  year =>
    dayPeriod(`${year}-${date}`)

/** The days of a market with one of these names (in English), from the first to the last. */
const holidays =
  (market: string, ...names: readonly string[]): DaysOfYear =>
  year => {
    const days = holidaysIn(market, `${year}-01-01`, `${year}-12-31`)
      .filter(({ workday, name }) => !workday && names.includes(name.en.replace(/ \((?:substitute|observed)\)$/, '')))
      .map(({ day }) => day)
    const [first, last] = [days[0], days.at(-1)]
    return first === undefined || last === undefined ? null : rangePeriod(first, last)
  }

/** The fourth Thursday of November, and so many days after it. */
const thanksgiving =
  (after: number): DaysOfYear =>
  year => {
    const first: Day = `${year}-11-01`
    return dayPeriod(shiftDays(first, ((11 - weekday(first)) % 7) + 21 + after))
  }

const goldenWeek = ['Showa Day', 'Constitution Memorial Day', 'Greenery Day', "Children's Day"]

/** Holidays and shopping days with all the words for them, in three languages; NFKC, lower case. */
const named: readonly (readonly [DaysOfYear, string])[] = [
  [holidays('cn', 'Spring Festival'), '春节|春節|spring festival|chinese new year|lunar new year|cny holiday'],
  [holidays('cn', 'National Day'), '国庆节|国庆|国慶節|golden week china|chinese national day'],
  [holidays('cn', 'Dragon Boat Festival'), '端午节|端午節|端午|dragon boat festival'],
  [holidays('cn', 'Mid-Autumn Festival'), '中秋节|中秋節|中秋|mid-autumn festival'],
  [holidays('cn', 'Qingming Festival'), '清明节|清明節|清明|qingming festival'],
  [holidays('cn', 'Labour Day'), '五一劳动节|劳动节|五一'],
  [holidays('jp', ...goldenWeek), 'ゴールデンウィーク|ゴールデンウイーク|黄金周|golden week'],
  [on('01-01'), "元旦|元日|new year's day|new years day|new year"],
  [on('02-14'), "情人节|バレンタインデー|バレンタイン|valentine's day|valentines day"],
  [on('07-04'), 'independence day|fourth of july|4th of july|美国独立日|米国独立記念日'],
  [on('11-11'), "双十一|双11|双11大促|独身の日|singles' day|singles day|double 11|double eleven"],
  [on('12-12'), '双十二|双12|double 12|double twelve'],
  [on('12-24'), 'christmas eve|平安夜|クリスマスイブ'],
  [on('12-25'), 'christmas day|christmas|圣诞节|圣诞|クリスマス'],
  [thanksgiving(0), 'thanksgiving day|thanksgiving|感恩节|感謝祭'],
  [thanksgiving(1), 'black friday|黑色星期五|黑五|ブラックフライデー'],
  [thanksgiving(4), 'cyber monday|网络星期一|网一|サイバーマンデー'],
]

const shifts: Readonly<Record<string, number>> = {
  ...{ "last year's ": -1, "this year's ": 0, "next year's ": 1 },
  ...{ 去年: -1, 昨年: -1, 今年: 0, 本年: 0, 明年: 1, 来年: 1 },
}
const before = `(?:(?<year>20\\d{2})(?:年|\\s)?\\s*(?:の|的)?\\s*|(?<shift>${Object.keys(shifts).join('|')})\\s*(?:の|的)?\\s*)?`
const writings = named.map(
  ([days, words]) => [days, new RegExp(`${before}(?:${words})(?:\\s+(?<behind>20\\d{2}))?`, 'y')] as const,
)

/** A named day or holiday at a position, and how long its name is; the longest, `null` where none stands. */
export function matchNamedDays(text: string, at: number, today: Day): { period: Period; length: number } | null {
  let longest: { period: Period; length: number } | null = null
  for (const [days, writing] of writings) {
    writing.lastIndex = at
    const found = writing.exec(text)
    const length = found?.[0].length ?? 0
    if (!found || length <= (longest?.length ?? 0)) continue
    const { year, behind, shift } = found.groups ?? {}
    const thisYear = Number(today.slice(0, 4))
    const said = shift === undefined ? (year ?? behind) : thisYear + (shifts[shift] ?? 0)
    const period = said === undefined ? latest(days, today) : days(Number(said))
    if (period) longest = { period, length }
  }
  return longest
}

/** Of a year and its neighbours, the newest that has begun or begins soon. */
function latest(days: DaysOfYear, today: Day): Period | null {
  const year = Number(today.slice(0, 4))
  const soon = shiftDays(today, daysAhead)
  return [year + 1, year, year - 1].map(days).find(period => period !== null && period.from <= soon) ?? null
}
