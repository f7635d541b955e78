import type { Block, Card } from '#src/chat/card.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

/** An event with its place in words. */
export interface ShownEvent {
  readonly id: number
  readonly name: string
  readonly label: Localized
  readonly fromDay: string
  readonly toDay: string
  readonly kind: 'sale' | 'closed' | 'force_majeure' | 'other'
  readonly factor: number
}

/** Events by day; those that are over are shown dim. */
export function eventsCard(events: readonly ShownEvent[], today: string): Card {
  const rows = events.map(event => {
    const dim = event.toDay < today
    return [
      { text: verbatim(`#${event.id} ${event.name}`), dim },
      { text: formatDays(event.fromDay, event.toDay, { year: true }), dim },
      { text: event.label, dim },
      { text: kinds[event.kind], dim },
      { text: times(event.factor), dim },
    ]
  })
  const columns = [
    { label: texts.event },
    { label: texts.days },
    { label: texts.place },
    { label: texts.kind },
    { label: texts.factor, align: 'end' as const },
  ]
  const table: Block = rows.length > 0 ? { type: 'table', columns, rows } : { type: 'text', text: texts.none }
  return { title: texts.title, tone: 'info', blocks: [table, { type: 'text', text: texts.how, style: 'muted' }] }
}

/** One event that was added, moved or removed. */
export function eventCard(event: ShownEvent, done: 'added' | 'moved' | 'removed'): Card {
  const facts: Block = {
    type: 'facts',
    facts: [
      { label: texts.days, value: formatDays(event.fromDay, event.toDay, { year: true }) },
      { label: texts.place, value: event.label },
      { label: texts.kind, value: kinds[event.kind] },
      { label: texts.factor, value: times(event.factor) },
    ],
  }
  const undo: Block = {
    type: 'actions',
    actions: [{ label: texts.remove, line: `event remove #${event.id}`, style: 'danger' }],
  }
  const title = fill(texts[done], { name: verbatim(event.name) })
  const stands = done !== 'removed'
  return { title, tone: stands ? 'good' : 'info', blocks: stands ? [facts, undo] : [facts] }
}

function times(factor: number): Localized {
  return localized(locale => (locale === 'en' ? `×${factor}` : `${factor}倍`))
}

const kinds: Readonly<Record<ShownEvent['kind'], Localized>> = {
  sale: { en: 'sale', ja: 'セール', 'zh-CN': '大促' },
  closed: { en: 'closed', ja: '休業', 'zh-CN': '休业' },
  force_majeure: { en: 'force majeure', ja: '不可抗力', 'zh-CN': '不可抗力' },
  other: { en: 'other', ja: 'その他', 'zh-CN': '其他' },
}

const texts = {
  title: { en: 'Events', ja: 'イベント', 'zh-CN': '活动' },
  event: { en: 'Event', ja: 'イベント', 'zh-CN': '活动' },
  days: { en: 'Days', ja: '期間', 'zh-CN': '日期' },
  place: { en: 'Where', ja: '対象', 'zh-CN': '范围' },
  kind: { en: 'Kind', ja: '種類', 'zh-CN': '类型' },
  factor: { en: 'Expected', ja: '見込み', 'zh-CN': '预计' },
  none: { en: 'No events are planned.', ja: '予定されたイベントはありません。', 'zh-CN': '暂无活动安排。' },
  how: {
    en: 'Add one: event add "Black Friday" us 11/27-11/30 sale 3.5',
    ja: '追加：イベント 追加 「ブラックフライデー」 米国 11/27-11/30 セール 3.5',
    'zh-CN': '添加：活动 添加 “黑色星期五” 美国 11/27-11/30 大促 3.5',
  },
  added: { en: 'Event “{name}” added', ja: 'イベント「{name}」を追加しました', 'zh-CN': '已添加活动“{name}”' },
  moved: { en: 'Event “{name}” moved', ja: 'イベント「{name}」の日程を変更しました', 'zh-CN': '活动“{name}”已改期' },
  removed: { en: 'Event “{name}” removed', ja: 'イベント「{name}」を削除しました', 'zh-CN': '已删除活动“{name}”' },
  remove: { en: 'Remove', ja: '削除', 'zh-CN': '删除' },
} satisfies Record<string, Localized>
