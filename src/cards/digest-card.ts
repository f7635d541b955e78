import type { Card } from '#src/chat/card.ts'
import type { DailyReport } from '#src/domain/report.ts'
import { fill } from '#src/i18n/locale.ts'

const title = { en: 'Daily report {day} · {place}', ja: '日報 {day}・{place}', 'zh-CN': '日报 {day}・{place}' }

/** The daily post: are we on plan, what broke, who is on it, what moved, what is missing. */
export function digestCard(report: DailyReport): Card {
  return { title: fill(title, { day: report.day, place: report.place.label }), tone: 'info', blocks: [] }
}
