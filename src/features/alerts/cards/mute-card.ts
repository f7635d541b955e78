import { words } from '#src/cards/words.ts'
import type { Action, Card } from '#src/chat/card.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A mute as it is shown. */
export interface ShownMute {
  readonly id: number
  /** `null`: every KPI. */
  readonly kpi: Localized | null
  readonly place: Localized
  readonly until: Date
  readonly by: string | null
  readonly reason: string | null
}

const texts = {
  muted: { en: 'Muted: {what}', ja: 'ミュートしました：{what}', 'zh-CN': '已静音：{what}' },
  ended: { en: 'No longer muted: {what}', ja: 'ミュートを解除しました：{what}', 'zh-CN': '已取消静音：{what}' },
  what: { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' },
  every: { en: 'all KPIs', ja: '全KPI', 'zh-CN': '全部指标' },
  until: {
    en: 'Nothing new is announced until {time}. Alerts are still recorded; what lasts is announced then.',
    ja: '{time}まで新しい通知を止めます。アラートの記録は続き、その時点で続いているものは通知します。',
    'zh-CN': '{time}之前不再发出新告警。告警仍会记录，届时仍未恢复的会通知。',
  },
  again: {
    en: 'Alerts that last are announced now.',
    ja: '続いているアラートはこのあと通知します。',
    'zh-CN': '仍未恢复的告警会立即通知。',
  },
  list: { en: 'Muted ({count})', ja: 'ミュート中（{count}件）', 'zh-CN': '静音中（{count}条）' },
  none: { en: 'Nothing is muted.', ja: 'ミュート中のものはありません。', 'zh-CN': '没有静音的告警。' },
  column: { en: 'Muted', ja: '対象', 'zh-CN': '对象' },
  end: { en: 'Until', ja: '期限', 'zh-CN': '截止' },
  by: { en: 'By', ja: '設定者', 'zh-CN': '设置人' },
  unmute: { en: 'Unmute {what}', ja: '解除：{what}', 'zh-CN': '取消静音：{what}' },
} satisfies Record<string, Localized>

/** Mutes with a button to end each (judgement: what fits a phone). */
const maxButtons = 5

/** Confirms a mute. */
export function muteCard(mute: ShownMute, zone: string, now: Date): Card {
  return {
    title: fill(texts.muted, { what: nameOf(mute) }),
    tone: 'info',
    blocks: [
      {
        type: 'text',
        text: fill(texts.until, {
          time: formatDateTime(mute.until, zone, { readOn: now }),
        }),
      },
      { type: 'actions', actions: [unmuteAction(mute)] },
    ],
  }
}

/** Confirms that mutes ended; at least one. */
export function unmutedCard(mutes: readonly ShownMute[]): Card {
  return {
    title: fill(texts.ended, { what: join(mutes.map(nameOf)) }),
    tone: 'info',
    blocks: [{ type: 'text', text: texts.again }],
  }
}

/** What is muted now. */
export function mutesCard(mutes: readonly ShownMute[], zone: string, now: Date): Card {
  const title = fill(texts.list, { count: mutes.length })
  if (mutes.length === 0) return { title, tone: 'good', blocks: [{ type: 'text', text: texts.none }] }
  return {
    title,
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [{ label: texts.column }, { label: texts.end }, { label: texts.by }],
        rows: mutes.map(mute => [
          { text: nameOf(mute) },
          { text: formatDateTime(mute.until, zone, { readOn: now }) },
          { text: mute.by === null ? words.none : verbatim(mute.by) },
        ]),
      },
      { type: 'actions', actions: mutes.slice(0, maxButtons).map(unmuteAction) },
    ],
  }
}

/** Ends a mute. */
export function unmuteAction(mute: ShownMute): Action {
  return { label: fill(texts.unmute, { what: nameOf(mute) }), line: `unmute #${mute.id}` }
}

function nameOf({ kpi, place }: ShownMute): Localized {
  return fill(texts.what, { kpi: kpi ?? texts.every, place })
}
