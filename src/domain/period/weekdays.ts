import { shiftDays } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { dayPeriod, rangePeriod, weekOf } from './make.ts'
import { eitherForm } from './traditional.ts'

const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const chinese = ['一', '二', '三', '四', '五', '六', '[日天]']
const japanese = ['月', '火', '水', '木', '金', '土', '日']
/** Every such day, the next one, or a count of weeks in front of another word: none of them is the last such day. */
const unlike =
  '(?<![每毎隔双上下近这那本一二两三四五六七八九十几\\d数]|每个|毎週の?|来週の?|翌週の?|来週|翌週|every |each |next |this |coming )'

interface Writing {
  readonly says: RegExp
  /** Days of the last week that is over, Monday 0; of one day the latest that is over, in the running week, too. */
  readonly days: readonly [number, number]
}

const writings: readonly Writing[] = [
  ...english.map((name, at): Writing => {
    const short = name.slice(0, 3)
    const kanji = `(?:周|星期|礼拜)${chinese[at]}(?:当天|那天)?|${japanese[at]}曜日?`
    return { days: [at, at], says: says(`(?:on )?${name}|on ${short}|${kanji}`) }
  }),
  { days: [5, 6], says: says('(?:(?:at |on |over )?(?:the )?)?weekend|周末|週末|双休日|土日') },
  { days: [0, 4], says: says('(?:on )?(?:the )?weekdays?|(?:on )?(?:the )?work(?:ing )?days|工作日|平日') },
]

function says(words: string): RegExp {
  return new RegExp(eitherForm(`${unlike}(?:${words})`), 'y')
}

/** A bare weekday, weekend or the weekdays as the last that are over; the longest name, `null` where none stands. */
export function matchWeekdays(text: string, at: number, today: Day): { period: Period; length: number } | null {
  let longest: { period: Period; length: number } | null = null
  for (const { says, days } of writings) {
    says.lastIndex = at
    const length = says.exec(text)?.[0].length ?? 0
    if (length > (longest?.length ?? 0)) longest = { period: lastOf(days, today), length }
  }
  return longest
}

function lastOf([first, last]: Writing['days'], today: Day): Period {
  const monday = weekOf(today).from
  const shift = first === last && shiftDays(monday, first) < today ? 0 : -7
  const from = shiftDays(monday, shift + first)
  return first === last ? dayPeriod(from) : rangePeriod(from, shiftDays(monday, shift + last))
}
