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

/** Sales of marketplaces whose days change from year to year: only somebody who enters them as an event knows them. */
const moving: DaysOfYear = () => null

/** Holidays, shopping days and sales with all the words for them, in three languages; NFKC, lower case. */
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
    "双十一|双11|双11大促|双十一大促|独身の日|ダブルイレブン|singles' day|singles day|double 11|double eleven|11\\.11(?:大促|购物节|那天|当天|期间|的)|11\\.11 (?:sale|day|festival|campaign)|11\\.11セール|天猫双11|天猫双十一",
  ],
  [
    on('12-12'),
    '双十二|双12|double 12|double twelve|12\\.12(?:大促|购物节|那天|当天|期间|的)|12\\.12 (?:sale|day|festival|campaign)|12\\.12セール',
  ],
  [on('03-08'), "三八妇女节|妇女节|三八节|women's day|womens day|国際女性デー"],
  [on('03-14'), 'ホワイトデー|white day|白色情人节'],
  [on('06-18'), '618(?:期间|那天|当天|那几天|的)|618大促|618购物节|618活动|六一八|六一八大促|618 sale|618 festival'],
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
  [moving, '(?:amazon )?prime days?|(?:amazon ?)?プライムデー|(?:亚马逊)?(?:prime)?会员日|(?:amazon)?prime會員日'],
  [moving, '(?:prime )?big deal days?|プライム感謝祭|秋季会员日|秋季prime会员日'],
  [moving, '(?:rakuten )?super ?sale|(?:楽天)?スーパー ?(?:sale|セール)|(?:乐天)?超级大促'],
  [moving, '(?:楽天)?お買い物マラソン|买物马拉松'],
  [moving, '(?:楽天)?大感謝祭'],
  [moving, '(?:超)?paypay祭'],
  [moving, '(?:大促|促销)(?:期间|那几天|当天|的时候)|セール期間中?'],
  [moving, 'タイムセール祭り?|walmart deals|flash sale|brand day|payday sale'],
]

/** Which of its years somebody means: a year, what was over last, what comes next, or nothing of the kind. */
export type WhichYear = number | 'last' | 'next' | null

/** What stands in front of a name and says which of its years is meant; a number counts from this year. */
const shifts: Readonly<Record<string, number | 'last' | 'next' | 'near'>> = {
  ...{ "the year before last's ": -2, "last year's ": -1, 'last years ': -1, 'last year ': -1 },
  ...{ "this year's ": 0, 'this years ': 0, 'this year ': 0, "next year's ": 1, 'next years ': 1, 'next year ': 1 },
  ...{
    大前年: -3,
    一昨年: -2,
    おととし: -2,
    去年: -1,
    昨年: -1,
    前年の: -1,
    今年: 0,
    本年: 0,
    明年: 1,
    来年: 1,
    再来年: 2,
    后年: 2,
  },
  ...{ 前年: -2 }, // of Chinese names: the year before last
  ...{ 'last ': 'last', 'the last ': 'last', 'previous ': 'last', 'the previous ': 'last', 'most recent ': 'last' },
  ...{
    上次: 'last',
    上一次: 'last',
    上回: 'last',
    上个: 'last',
    上一个: 'last',
    上届: 'last',
    最近一次: 'last',
    前回: 'last',
  },
  ...{ この前の: 'last', この間の: 'last', 直近の: 'last' },
  ...{
    'this ': 'near',
    'the coming ': 'next',
    'coming ': 'next',
    'upcoming ': 'next',
    'next ': 'next',
    'the next ': 'next',
  },
  ...{
    这次: 'near',
    这个: 'near',
    本次: 'near',
    今回: 'near',
    下次: 'next',
    下一次: 'next',
    下个: 'next',
    下一个: 'next',
  },
  ...{ 下届: 'next', 次回: 'next', 次の: 'next' },
}
const yearsBehind: Readonly<Record<string, number>> = {
  ...{ 'the year before last': -2, 'last year': -1, 'this year': 0, 'next year': 1 },
}
const oneOf = (words: Readonly<Record<string, unknown>>) =>
  Object.keys(words)
    .sort((one, other) => other.length - one.length)
    .join('|')
/** Words in front of a name that say which of its years is meant. */
const before = `(?:(?<year>20\\d{2})(?:年|'s)?\\s*(?:の|的)?\\s*|(?<shift>${oneOf(shifts)})\\s*(?:の|的)?\\s*)?`
/** What may follow the name of a day and says no more than that it is one. */
const dayBehind = '那天|当天|当日|那几天|期间中?|的时候|のとき|の時|の日'
const behind = `(?:\\s*[(]?(?:(?:in|of) )?(?<behind>20\\d{2})(?!\\d)[)]?年?|\\s+(?:(?:in|of) )?(?<since>${oneOf(yearsBehind)})(?![a-z']))?`
const writings = named.map(
  ([days, words]) =>
    [days, new RegExp(eitherForm(`${before}(?<name>${words})${behind}(?:${dayBehind})?`), 'y')] as const,
)
const beforeName = new RegExp(eitherForm(`(?<![a-z])${before}$`), 'u')
const behindName = new RegExp(eitherForm(`^${behind}`), 'u')
const alone = named.map(([, words]) => new RegExp(eitherForm(`^(?:${words})(?:大促|活动|セール|sale)?$`), 'u'))

/** Days with a name as they stand in a line. */
export interface NamedMoment {
  readonly length: number
  /** Which of the names it is, whatever it is called: the same for Black Friday and 黑五. */
  readonly kind: number
  readonly which: WhichYear
  /** `null`: their days change from year to year, and no calendar knows them. */
  readonly period: Period | null
  /** The name by itself. */
  readonly name: string
}

/** Days with a name at a position of a line; the longest name counts, `null` where none stands. */
export function namedMomentAt(text: string, at: number, today: Day): NamedMoment | null {
  let longest: NamedMoment | null = null
  for (const [kind, [days, writing]] of writings.entries()) {
    writing.lastIndex = at
    const found = writing.exec(text)
    const length = found?.[0].length ?? 0
    if (!found || length <= (longest?.length ?? 0)) continue
    const which = whichYear(found.groups ?? {}, Number(today.slice(0, 4)))
    longest = { length, kind, which, period: daysOf(days, which, today), name: found.groups?.name ?? '' }
  }
  return longest
}

/** A named day or holiday at a position, and how long its name is; the longest, `null` where none stands. */
export function matchNamedDays(text: string, at: number, today: Day): { period: Period; length: number } | null {
  const found = namedMomentAt(text, at, today)
  return found?.period ? { period: found.period, length: found.length } : null
}

/** Which named days somebody's name for an event means, as `kind` of a moment; `null`: none that are known. */
export function kindOfName(name: string): number | null {
  const kind = alone.findIndex(words => words.test(name))
  return kind < 0 ? null : kind
}

/** The words around a name that stands at a place of a line, as far as they say which of its years is meant. */
export function whichYearAround(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  today: Day,
): { readonly from: number; readonly to: number; readonly which: WhichYear } {
  const [front, back] = [beforeName.exec(text.slice(0, from)), behindName.exec(text.slice(to))]
  const which = whichYear({ ...back?.groups, ...front?.groups, name: text.slice(from, to) }, Number(today.slice(0, 4)))
  return which === null
    ? { from, to, which }
    : { from: from - (front?.[0].length ?? 0), to: to + (back?.[0].length ?? 0), which }
}

type Groups = Readonly<Record<string, string | undefined>>

function whichYear({ year, shift, behind: later, since, name = '' }: Groups, thisYear: number): WhichYear {
  const typed = year ?? later
  if (typed !== undefined) return Number(typed)
  if (since !== undefined) return thisYear + (yearsBehind[since] ?? 0)
  const said = shift === undefined ? undefined : shifts[shift]
  if (shift === '前年' && /[\u3040-\u30ff]/u.test(name)) return thisYear - 1
  if (typeof said === 'number') return thisYear + said
  return said === 'last' || said === 'next' ? said : null
}

function daysOf(days: DaysOfYear, which: WhichYear, today: Day): Period | null {
  if (typeof which === 'number') return days(which)
  const year = Number(today.slice(0, 4))
  const years = [year - 1, year, year + 1].flatMap(each => days(each) ?? [])
  if (which === 'last') return years.findLast(period => period.end < today) ?? null
  if (which === 'next') return years.find(period => period.from > today) ?? null
  return latest(days, today)
}

/** What a named day that is written out in full means for what is still to come: the next that is not over yet. */
export function comingNamedDays(text: string, today: Day): Period | null {
  const plain = namedMomentAt(text, 0, today)
  if (plain?.length !== text.length) return null
  const days = named[plain.kind]?.[0]
  if (plain.which !== null || !days) return plain.period
  const year = Number(today.slice(0, 4))
  return [year, year + 1, year + 2].flatMap(each => days(each) ?? []).find(period => period.end >= today) ?? null
}

/** Of a year and its neighbours, the newest that has begun or begins soon. */
function latest(days: DaysOfYear, today: Day): Period | null {
  const year = Number(today.slice(0, 4))
  const soon = shiftDays(today, daysAhead)
  return [year + 1, year, year - 1].map(days).find(period => period !== null && period.from <= soon) ?? null
}
