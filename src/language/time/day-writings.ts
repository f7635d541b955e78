import { numeralOf, whole } from './numerals.ts'
import { at, type DayPart, type Meaning, type Writing, words } from './tokens.ts'

const english = [
  'mon(?:day)?s?',
  'tue(?:s|sday|sdays)?',
  'wed(?:s|nesday|nesdays)?',
  'thu(?:r|rs|rsday|rsdays)?',
  'fri(?:day)?s?',
  'sat(?:urday)?s?',
  'sun(?:day)?s?',
]
const englishDay = `(?<day>${english.join('|')})\\.?`
const week = '(?:周|星期|礼拜)'
const chinese = '[一二三四五六日天]'
const kanji = '月火水木金土日'
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const month =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const year = '(?<year>20\\d{2})'
const m = `(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`
const d = '(?<date>\\d{1,2})'
const ordinals: Readonly<Record<string, number | 'last'>> = {
  ...{ first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, last: 'last' },
  ...{ 最后一个: 'last', 最后: 'last', 最终: 'last' },
}

type Groups = Readonly<Record<string, string | undefined>>

/** Ways of writing days of the week. */
export const weekdayWritings: readonly Writing[] = [
  [at(`(?:(?<next>next|this|coming|this coming) )?${englishDay}(?![a-z])`), englishWeekday],
  [
    at(
      `(?<shift>下下|下|这|本|今)个?${week}の?(?<day>${chinese}|[${kanji}]曜日?)(?![一二三四五六]*\\s*(?:到|至|~|-)\\s*${week}?${chinese})`,
    ),
    shiftedWeekday,
  ],
  [
    at(
      `(?<shift>下下|下|这|本|今)个?${week}(?<list>${chinese}\\s*(?:到|至|~|-)\\s*(?:\\k<shift>个?)?${week}?${chinese})(?![天号月点小])`,
    ),
    shiftedSpan,
  ],
  [
    at(
      `(?<shift>再来|来|今)周の?(?<list>[${kanji}](?:曜日?)?\\s*(?:から|~|-)\\s*(?:の)?[${kanji}](?:曜日?)?(?:まで)?)`,
    ),
    shiftedSpan,
  ],
  [at(`(?<shift>再来|来|今)周の?(?<day>[${kanji}])曜日?`), shiftedWeekday],
  [
    at(
      `${week}(?<list>${chinese}(?:(?:[,·/和及]\\s*|\\s(?=${chinese}(?:\\s|$)))?${week}?${chinese}(?!\\s*[点时个天小号月分十周半])|\\s*(?:到|至|~|-)\\s*${week}?${chinese})*)`,
    ),
    ({ list }) => weekdayList(list ?? '', '一二三四五六日天'),
  ],
  [
    at(
      `(?<list>[${kanji}](?:曜日?)?(?:\\s*(?:[·,/&~-]|から|到|至|と)?\\s*[${kanji}](?:曜日?)?)+(?:まで)?)(?![期间初末底])`,
    ),
    ({ list }) => kanjiList(list ?? ''),
  ],
  [at(`(?<list>[${kanji}])曜日?`), ({ list }) => kanjiList(list ?? '')],
  [at(`(?<=每周の?\\s*)(?<list>[${kanji}])(?!曜)`), ({ list }) => kanjiList(list ?? '')],
  words('weekdays?|week days?|workdays?|work days?|working days?|business days?|工作日|平日|上班日|营业日', {
    ...{ kind: 'weekdays', days: [1, 2, 3, 4, 5], week: null },
  }),
  words('(?:the |this |coming )?weekends?|(?:本|这个?|今)?周末|土日', { kind: 'weekdays', days: [6, 7], week: null }),
  words('next weekend|(?:下个?|来)周末|来周の?土日', { kind: 'weekdays', days: [6, 7], week: 1 }),
  [at(`(?:the )?(?<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) ${englishDay}(?![a-z])`), nthWeekday],
  [at(`第(?<nth>[一二三四1-4])个?の?(?:${week}(?<chinese>${chinese})|(?<kanji>[${kanji}])曜日?)`), nthWeekday],
  [at(`(?<nth>最后一个|最后|最终)の?(?:${week}(?<chinese>${chinese})|(?<kanji>[${kanji}])曜日?)`), nthWeekday],
]

/** Ways of writing two days of one month: `3日から5日`, `3-5号`, `Dec 3-5` behind the month. */
export const dateSpanWritings: readonly Writing[] = [
  [
    at(
      `(?<first>${whole})\\s*[日号]?\\s*(?:-|~|到|至|から)\\s*(?<last>${whole})[日号](?!间|后|ごと|连|以|曜)(?:まで)?`,
    ),
    datesOfMonth,
  ],
  [
    at(`${d}(?:st|nd|rd|th)?\\s*(?:-|~|to)\\s*(?<last>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}(?![a-z])`),
    datesOfMonth,
  ],
]

/** Ways of writing a day of the calendar. */
export const dateWritings: readonly Writing[] = [
  [at(`${year}([-/.])(?<month>\\d{1,2})\\2${d}(?!\\d)t?`), dated],
  [at(`${year}年\\s*${m}月\\s*${d}[日号]?`), dated],
  [at(`${m}月\\s*(?<date>${whole})(?:[日号]|(?![\\d天个点时:周年]))`), dated],
  [at(`(?<month>\\d{1,2})/${d}(?![\\d/])`), monthAndDate],
  [at(`${month} ${d}(?:st|nd|rd|th)?(?:,? ${year})?(?![\\d:a-z])`), dated],
  [at(`(?:the )?${d}(?:st|nd|rd|th)?(?: of)? ${month}(?:,? ${year})?(?![a-z])`), dated],
  [at(`(?:the |day )?${d}(?:st|nd|rd|th)(?![a-z])`), dateOfMonth],
  [at(`the ${d}(?![\\d:])`), dateOfMonth],
  [at(`(?<date>${whole})[日号](?!间|后|ごと|连|以|曜)`), dateOfMonth],
]

const shifts: readonly (readonly [string, number, DayPart | null])[] = [
  ['大后天|しあさって', 3, null],
  ['(?:the )?day after tomorrow|后天|明后日|あさって', 2, null],
  ['tomorrow|tmrw|tmr|明天|明日|あした|あす|次日|翌日|隔天', 1, null],
  ['today|今天|今日|本日|きょう|当天', 0, null],
  ['yesterday|昨天|昨日|きのう', -1, null],
  ['tonight|今晚上?|今夜|今夕', 0, 'evening'],
  ['明晚上?|明夜', 1, 'evening'],
  ['今早上?|今朝', 0, 'morning'],
  ['明早上?|明朝', 1, 'morning'],
  ['后晚', 2, 'evening'],
]

/** Days as they are counted from today. */
export const shiftWritings: readonly Writing[] = shifts.map(([source, days, part]) =>
  words(source, { kind: 'shift', days, part }),
)

function englishWeekday({ day, next }: Groups): Meaning | null {
  const number = english.findIndex(source => new RegExp(`^(?:${source})$`).test((day ?? '').replace('.', ''))) + 1
  return number === 0 ? null : { kind: 'weekdays', days: [number], week: next?.startsWith('this') ? 0 : null }
}

const weeks: Readonly<Record<string, number>> = { 下下: 2, 再来: 2, 下: 1, 来: 1, 这: 0, 本: 0, 今: 0 }

function shiftedSpan({ shift, list }: Groups): Meaning {
  const named = (list ?? '').includes('曜') || /[月火水木金土]/.test(list ?? '') ? kanjiList(list ?? '') : null
  const days = named ?? weekdayList(list ?? '', '一二三四五六日天')
  return days.kind === 'weekdays' ? { ...days, week: weeks[shift ?? ''] ?? 0 } : days
}

function shiftedWeekday({ shift, day }: Groups): Meaning {
  const first = (day ?? '').charAt(0)
  const named = weekdayList(first, chinese.includes(first) && first !== '日' ? '一二三四五六日天' : kanji)
  return { ...named, week: weeks[shift ?? ''] ?? 0 }
}

/** `一到五`, `一三五`: the days named by the characters of `order`; the last two of Chinese are both Sunday. */
function weekdayList(text: string, order: string): Meaning & { readonly kind: 'weekdays' } {
  const days: number[] = []
  let range = false
  for (const character of text) {
    const day = Math.min(order.indexOf(character) + 1, 7)
    if (day === 0) range ||= '~-到至'.includes(character)
    else if (range) {
      const last = days.at(-1) ?? day
      for (let next = (last % 7) + 1; next !== day; next = (next % 7) + 1) days.push(next)
      days.push(day)
      range = false
    } else days.push(day)
  }
  return { kind: 'weekdays', days: [...new Set(days)], week: null }
}

function kanjiList(text: string): Meaning {
  return weekdayList(text.replace(/から/g, '~').replace(/曜日?|まで/g, ''), kanji)
}

function nthWeekday({ nth = '', day, chinese: zh, kanji: ja }: Groups): Meaning | null {
  const found =
    day === undefined ? weekdayList(zh ?? ja ?? '', zh ? '一二三四五六日天' : kanji) : englishWeekday({ day })
  const number = ordinals[nth] ?? numeralOf(nth)
  return found?.kind === 'weekdays' && found.days[0] ? { kind: 'nth', nth: number, day: found.days[0] } : null
}

function dated({ year: y, month: number, name, date }: Groups): Meaning | null {
  const named = name === undefined ? numeralOf(number ?? '') : months.split('|').indexOf(name.slice(0, 3)) + 1
  return dateFrom(y === undefined ? null : Number(y), named, numeralOf(date ?? ''))
}

/** `12/24`; `24/12` can only be the same day. */
function monthAndDate({ month: first, date: second }: Groups): Meaning | null {
  const [a, b] = [Number(first), Number(second)]
  return a > 12 ? dateFrom(null, b, a) : dateFrom(null, a, b)
}

function dateFrom(y: number | null, number: number, date: number): Meaning | null {
  const longest = new Date(Date.UTC(y ?? 2024, number, 0)).getUTCDate() // 2024 has a 29 February
  if (!(number >= 1 && number <= 12 && date >= 1 && date <= longest)) return null
  return { kind: 'date', year: y, month: number, date }
}

function datesOfMonth({ first, date, last, name }: Groups): Meaning | null {
  const [from, to] = [numeralOf(first ?? date ?? ''), numeralOf(last ?? '')]
  if (!(from >= 1 && from < to && to <= 31)) return null
  const named = name === undefined ? null : months.split('|').indexOf(name.slice(0, 3)) + 1
  return { kind: 'dates', first: from, last: to, month: named }
}

function dateOfMonth({ date }: Groups): Meaning | null {
  const number = numeralOf(date ?? '')
  return number >= 1 && number <= 31 ? { kind: 'date-of-month', date: number } : null
}
