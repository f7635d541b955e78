import { shiftDays } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { dayPeriod, lastDays, monthOf, quarterOf, rangePeriod, weekOf, yearOf } from './make.ts'
import { withTraditional } from './traditional.ts'

type Meaning = (today: Day) => Period

const day =
  (shift: number): Meaning =>
  today =>
    dayPeriod(shiftDays(today, shift))
const week =
  (shift: number): Meaning =>
  today =>
    weekOf(shiftDays(today, shift * 7), today)
const month =
  (shift: number): Meaning =>
  today =>
    monthOf(monthsFrom(today, shift), today)
const quarter =
  (shift: number): Meaning =>
  today =>
    quarterOf(monthsFrom(today, shift * 3), today)
const year =
  (shift: number): Meaning =>
  today =>
    yearOf(monthsFrom(today, shift * 12), today)
const last =
  (count: number): Meaning =>
  today =>
    lastDays(count, today)

/** A weekday of the running week or the one before, Monday first. */
const weekday =
  (shift: number, at: number): Meaning =>
  today =>
    dayPeriod(shiftDays(weekOf(shiftDays(today, shift * 7), today).from, at))
/** The latest weekday of that name that is over. */
const lastNamed =
  (at: number): Meaning =>
  today => {
    const days = [1, 2, 3, 4, 5, 6, 7].map(back => shiftDays(today, -back))
    return dayPeriod(days.find(one => shiftDays(weekOf(one).from, at) === one) ?? today)
  }

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const chineseDays = ['一', '二', '三', '四', '五', '六', '[日天]']
const japaneseDays = ['月', '火', '水', '木', '金', '土', '日']

/** Weekdays of this week and the last: 上周五, 先週の金曜日, last Friday. */
const weekdays = englishDays.flatMap((english, at): readonly (readonly [Meaning, string])[] => {
  const chinese = (chineseDays[at] ?? '').replace(/[[\]]/g, '')
  const spoken = (starts: readonly string[]) => starts.flatMap(start => [...chinese].map(one => start + one))
  const kanji = `${japaneseDays[at]}曜`
  const both = (start: string) => [
    `${start}の${kanji}日`,
    `${start}の${kanji}`,
    `${start}${kanji}日`,
    `${start}${kanji}`,
  ]
  return [
    [
      weekday(-1, at),
      [...spoken(['上周', '上星期', '上个星期', '上礼拜']), ...both('先週'), ...both('前週')].join('|'),
    ],
    [weekday(0, at), [...spoken(['本周', '这周', '这个星期', '这星期']), ...both('今週')].join('|')],
    [
      lastNamed(at),
      `last ${english}|last ${english.slice(0, 3)}|past ${english}${at === 1 ? '|last tues' : at === 3 ? '|last thurs|last thur' : ''}`,
    ],
  ]
})

/** Saturday and Sunday of a week. */
const weekend =
  (shift: number): Meaning =>
  today => {
    const { from } = weekOf(shiftDays(today, shift * 7), today)
    return rangePeriod(shiftDays(from, 5), shiftDays(from, 6))
  }

/** Meaning and all the words for it, in three languages. Running periods go up to today. */
const meanings: readonly (readonly [Meaning, string])[] = [
  [day(0), 'today|今天|今日|当日|本日'],
  [day(-1), 'yesterday|昨天|昨日|きのう'],
  [day(-2), 'day before yesterday|the day before yesterday|前天|前日|一昨日|おととい'],
  [day(-3), '大前天|さきおととい|一昨々日|一昨昨日'],
  [day(1), 'tomorrow|明天|明日'],
  [day(2), 'day after tomorrow|the day after tomorrow|后天|明後日|あさって'],
  [day(3), '大后天|しあさって'],
  [week(0), 'wtd|week to date|this week|current week|本周|这周|这个星期|本星期|今週'],
  [week(-1), 'last week|previous week|上周|上个星期|上星期|上一周|先週|前週'],
  [week(-2), '上上周|先々週|week before last'],
  [week(1), 'next week|下周|下个星期|来週'],
  [weekend(-1), 'last weekend|past weekend|上周末|上个周末|先週末|先週の週末'],
  [weekend(0), 'this weekend|本周末|这周末|这个周末|今週末|今週の週末'],
  [month(0), 'mtd|month to date|this month|current month|本月|这个月|当月|今月'],
  [month(-1), 'last month|previous month|上月|上个月|上一个月|先月|前月'],
  [month(-2), '上上月|上上个月|先々月|month before last'],
  [month(1), 'next month|下月|下个月|来月'],
  [quarter(0), 'qtd|quarter to date|this quarter|current quarter|本季度|这个季度|本季|今四半期|当四半期'],
  [quarter(-1), 'last quarter|previous quarter|上季度|上个季度|上季|前四半期'],
  [quarter(1), 'next quarter|下季度|下个季度|来四半期|翌四半期'],
  [year(0), 'ytd|year to date|this year|current year|今年|本年|年初至今'],
  [year(-1), 'last year|previous year|去年|昨年'],
  [year(1), 'next year|明年|来年'],
  [last(7), 'past week|近一周|最近一周|近1周|最近1周|直近1週間|過去1週間|この1週間'],
  [last(30), '近一个月|最近一个月|直近1か月|直近1ヶ月|過去1か月|過去1ヶ月'],
]

/** What each fixed word or phrase means. Keys are in NFKC and lower case. */
export const fixedPhrases: ReadonlyMap<string, Meaning> = new Map(
  [...meanings, ...weekdays].flatMap(([meaning, words]) =>
    words.split('|').flatMap(word => withTraditional(word.normalize('NFKC')).map(one => [one, meaning] as const)),
  ),
)

/** The fixed words and phrases for periods, longest first, in NFKC and lower case. */
export const periodPhrases: readonly string[] = [...fixedPhrases.keys()].sort((a, b) => b.length - a.length)

function monthsFrom(today: Day, shift: number): Day {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + shift
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, 1)).toISOString().slice(0, 10)
}
