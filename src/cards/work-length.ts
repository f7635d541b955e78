import { workdayMinutes } from '#src/domain/work-lengths.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

const texts = {
  minutes: { en: '{count} min', ja: '{count}分', 'zh-CN': '{count}分钟' },
  hours: { en: '{count} h', ja: '{count}時間', 'zh-CN': '{count}小时' },
  days: { en: '{count} working days', ja: '{count}営業日', 'zh-CN': '{count}个工作日' },
  day: { en: '1 working day', ja: '1営業日', 'zh-CN': '1个工作日' },
} satisfies Record<string, Localized>

/** Minutes of working time in the largest unit that says them exactly: `2 working days`, `4 h`, `90 min`. */
export function workLengthText(minutes: number): Localized {
  if (minutes === workdayMinutes) return texts.day
  if (minutes % workdayMinutes === 0) return fill(texts.days, { count: formatCount(minutes / workdayMinutes) })
  if (minutes % 60 === 0) return fill(texts.hours, { count: formatCount(minutes / 60) })
  return fill(texts.minutes, { count: formatCount(minutes) })
}
