import { holidaysIn } from '#src/domain/calendar/index.ts'
import { shiftDays, weekday } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { dayPeriod, rangePeriod } from './make.ts'
import { eitherForm } from './traditional.ts'

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

/** A day so many weeks into a month: the second Sunday of May. */
const nth =
  (month: number, count: number, day: number): DaysOfYear =>
  year => {
    const first: Day = `${year}-${String(month).padStart(2, '0')}-01`
    return dayPeriod(shiftDays(first, ((day + 7 - weekday(first)) % 7) + (count - 1) * 7))
  }

const goldenWeek = ['Showa Day', 'Constitution Memorial Day', 'Greenery Day', "Children's Day"]

/** Holidays and shopping days with all the words for them, in three languages; NFKC, lower case. */
const named: readonly (readonly [DaysOfYear, string])[] = [
  [holidays('cn', 'Spring Festival'), '春节|春節|spring festival|chinese new year|lunar new year|cny holiday'],
  [
    holidays('cn', 'National Day'),
    '国庆节|国庆|国慶節|国慶|国庆假期|国庆黄金周|十一假期|十一黄金周|golden week china|chinese national day|china national day',
  ],
  [holidays('cn', 'Dragon Boat Festival'), '端午节|端午節|端午|dragon boat festival'],
  [holidays('cn', 'Mid-Autumn Festival'), '中秋节|中秋節|中秋|mid-autumn festival'],
  [holidays('cn', 'Qingming Festival'), '清明节|清明節|清明|qingming festival'],
  [holidays('cn', 'Labour Day'), '五一劳动节|劳动节|五一'],
  [holidays('jp', ...goldenWeek), 'ゴールデンウィーク|ゴールデンウイーク|大型連休|黄金周|日本黄金周|golden week|gw'],
  [on('01-01'), "元旦|元日|new year's day|new years day|new year"],
  [on('02-14'), "情人节|バレンタインデー|バレンタイン|valentine's day|valentines day"],
  [on('07-04'), 'independence day|fourth of july|4th of july|美国独立日|米国独立記念日'],
  [
    on('11-11'),
    "双十一|双11|双11大促|双十一大促|独身の日|ダブルイレブン|singles' day|singles day|double 11|double eleven",
  ],
  [on('12-12'), '双十二|双12|double 12|double twelve'],
  [on('03-08'), "三八妇女节|妇女节|三八节|women's day|womens day|国際女性デー"],
  [on('03-14'), 'ホワイトデー|white day|白色情人节'],
  [on('06-18'), '618(?=期间|那天|当天|那几天|的)|618大促|618购物节|618活动|六一八|六一八大促|618 sale|618 festival'],
  [on('09-09'), '99大促|9.9大促|9.9 sale|double 9'],
  [on('10-10'), '10.10大促|10.10 sale|double 10'],
  [on('10-31'), 'halloween|万圣节|ハロウィン|ハロウィーン'],
  [nth(5, 2, 7), "母亲节|母の日|mother's day|mothers day"],
  [nth(6, 3, 7), "父亲节|父の日|father's day|fathers day"],
  [year => rangePeriod(`${year}-08-13`, `${year}-08-16`), 'お盆|盂兰盆节|obon'],
  [year => rangePeriod(`${year}-12-29`, `${year + 1}-01-03`), '年末年始'],
  [on('12-26'), 'boxing day|节礼日|ボクシングデー'],
  [on('12-24'), 'christmas eve|平安夜|クリスマスイブ'],
  [on('12-25'), 'christmas day|christmas|圣诞节|圣诞|クリスマス'],
  [thanksgiving(0), 'thanksgiving day|thanksgiving|感恩节|感謝祭'],
  [thanksgiving(1), 'black friday|黑色星期五|黑五|ブラックフライデー'],
  [
    year => {
      const first = thanksgiving(0)(year)
      return first && rangePeriod(first.from, shiftDays(first.from, 4))
    },
    'cyber five|cyber 5|turkey five|turkey 5|网络五日|黑五网一|サイバーファイブ',
  ],
  [thanksgiving(4), 'cyber monday|网络星期一|网一|サイバーマンデー'],
]

const shifts: Readonly<Record<string, number>> = {
  ...{ "last year's ": -1, "this year's ": 0, "next year's ": 1 },
  ...{ 去年: -1, 昨年: -1, 今年: 0, 本年: 0, 明年: 1, 来年: 1 },
}
const before = `(?:(?<year>20\\d{2})(?:年|\\s)?\\s*(?:の|的)?\\s*|(?<shift>${Object.keys(shifts).join('|')})\\s*(?:の|的)?\\s*)?`
/** What may follow the name of a day and says no more than that it is one. */
const dayBehind = '那天|当天|当日|那几天|期间|期間中?|的时候|のとき|の時|の日'
const writings = named.map(
  ([days, words]) =>
    [days, new RegExp(eitherForm(`${before}(?:${words})(?:\\s+(?<behind>20\\d{2}))?(?:${dayBehind})?`), 'y')] as const,
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

/** What a named day that is written out in full means for what is still to come: the next that is not over yet. */
export function comingNamedDays(text: string, today: Day): Period | null {
  const year = Number(today.slice(0, 4))
  const found = [year, year + 1, year + 2].flatMap(each => {
    const match = matchNamedDays(`${each} ${text}`, 0, today) ?? null
    return match && match.length === text.length + 5 ? [match.period] : []
  })
  const plain = matchNamedDays(text, 0, today)
  const withYear = /20\d{2}|^(?:last|this|next) year|^[去昨今本明来]年/.test(text)
  if (withYear) return plain?.length === text.length ? plain.period : null
  return found.find(period => period.end >= today) ?? null
}

/** Of a year and its neighbours, the newest that has begun or begins soon. */
function latest(days: DaysOfYear, today: Day): Period | null {
  const year = Number(today.slice(0, 4))
  const soon = shiftDays(today, daysAhead)
  return [year + 1, year, year - 1].map(days).find(period => period !== null && period.from <= soon) ?? null
}
