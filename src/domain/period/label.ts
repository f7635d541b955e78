import { dayNumber, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const running = { en: '{whole} to {day}', ja: '{whole}（{day}まで）', 'zh-CN': '{whole}（截至{day}）' }
const weekText = { en: 'Week {week}, {year}', ja: '{year}年第{week}週', 'zh-CN': '{year}年第{week}周' }
const quarterText = { en: 'Q{quarter} {year}', ja: '{year}年第{quarter}四半期', 'zh-CN': '{year}年第{quarter}季度' }
const weekDays = { en: '{week} ({days})', ja: '{week}（{days}）', 'zh-CN': '{week}（{days}）' }

/** The name of a period: `Nov 2026`, `2026年11月`; a running one says up to which day. */
export function periodLabel(period: Pick<Period, 'kind' | 'from' | 'to' | 'end'>): Localized {
  const whole = wholeLabel(period)
  return period.to === period.end ? whole : fill(running, { whole, day: shortDay(period.to) })
}

function wholeLabel({ kind, from, end }: Pick<Period, 'kind' | 'from' | 'end'>): Localized {
  switch (kind) {
    case 'day':
      return longDay(from)
    case 'week':
      return weekLabel(from, end)
    case 'month':
      return localized(l => (l === 'en' ? `${monthName(from)} ${year(from)}` : `${year(from)}年${month(from)}月`))
    case 'quarter':
      return fill(quarterText, { quarter: Math.ceil(month(from) / 3), year: year(from) })
    case 'year':
      return localized(l => (l === 'en' ? year(from) : `${year(from)}年`))
    case 'range':
      return rangeLabel(from, end)
    default:
      return kind satisfies never
  }
}

function weekLabel(from: Day, end: Day): Localized {
  const thursday = shiftDays(from, 3)
  const week = Math.floor((dayNumber(thursday) - dayNumber(`${year(thursday)}-01-01`)) / 7) + 1
  return fill(weekDays, { week: fill(weekText, { week, year: year(thursday) }), days: shortRange(from, end) })
}

function rangeLabel(from: Day, to: Day): Localized {
  if (year(from) === year(to)) {
    return localized(l => {
      const days = shortRange(from, to)[l]
      return l === 'en' ? `${days}, ${year(from)}` : `${year(from)}年${days}`
    })
  }
  return localized(l => `${longDay(from)[l]}${dash[l]}${longDay(to)[l]}`)
}

const dash: Localized = { en: ' – ', ja: '〜', 'zh-CN': '–' }

function shortRange(from: Day, to: Day): Localized {
  return localized(l => `${shortDay(from)[l]}${dash[l]}${shortDay(to)[l]}`)
}

function shortDay(day: Day): Localized {
  return localized(l => (l === 'en' ? `${monthName(day)} ${date(day)}` : `${month(day)}月${date(day)}日`))
}

const weekdayNames: Localized = {
  en: 'Mon Tue Wed Thu Fri Sat Sun',
  ja: '月 火 水 木 金 土 日',
  'zh-CN': '周一 周二 周三 周四 周五 周六 周日',
}

function longDay(day: Day): Localized {
  return localized(l => {
    const name = weekdayNames[l].split(' ')[weekday(day) - 1]
    if (l === 'en') return `${name}, ${monthName(day)} ${date(day)}, ${year(day)}`
    return `${year(day)}年${month(day)}月${date(day)}日（${name}）`
  })
}

function monthName(day: Day): string {
  return monthNames[month(day) - 1] ?? ''
}

function year(day: Day): string {
  return day.slice(0, 4)
}

function month(day: Day): number {
  return Number(day.slice(5, 7))
}

function date(day: Day): number {
  return Number(day.slice(8, 10))
}
