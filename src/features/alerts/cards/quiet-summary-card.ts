import type { Card } from '#src/chat/card.ts'
import type { Day } from '#src/domain/period/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { alertListCard, type ListedAlert } from './alert-list-card.ts'

const title: Localized = {
  en: 'While you had quiet hours: {count} waiting',
  ja: '通知オフ中に{count}件のアラートがありました',
  'zh-CN': '免打扰期间有{count}条告警待处理',
}

/** What was kept back during somebody's quiet hours and still waits. */
export function quietSummaryCard(alerts: readonly ListedAlert[], today: Day): Card {
  return { ...alertListCard(alerts, today), title: fill(title, { count: alerts.length }) }
}
