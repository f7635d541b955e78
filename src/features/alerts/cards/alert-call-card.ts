import { titled } from '#src/cards/titles.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { AlertEventKind } from '#src/domain/alerts/alert-life.ts'
import type { MentionedPeople } from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { acknowledgeAction, historyAction, snoozeAction } from './alert-actions.ts'
import { type AlertView, handledBlocks, stateText, summary, toneOf } from './alert-card.ts'
import { askedBlocks } from './asked-blocks.ts'

const titles: Readonly<Record<string, Localized>> = {
  worsened: { en: 'Worse: {what}', ja: '悪化：{what}', 'zh-CN': '恶化：{what}' },
  reopened: { en: 'Back again: {what}', ja: '再発：{what}', 'zh-CN': '再次出现：{what}' },
  woke: { en: 'Snooze is over: {what}', ja: 'スヌーズ終了：{what}', 'zh-CN': '稍后提醒到时：{what}' },
  ack_expired: {
    en: 'Still not solved: {what}',
    ja: 'まだ対応が完了していません：{what}',
    'zh-CN': '仍未恢复：{what}',
  },
  reminder: { en: 'Nobody is on it yet: {what}', ja: '未対応です：{what}', 'zh-CN': '尚无人处理：{what}' },
}
const plain: Localized = verbatim('{what}')
const what: Localized = { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' }

export const expired: Localized = {
  en: '{name} took it on, but the number is still bad. Acknowledge again to confirm.',
  ja: '{name}さんが対応中ですが、数値は回復していません。対応を続ける場合は再度確認してください。',
  'zh-CN': '{name}已接手，但指标仍未恢复。如仍在处理，请再次确认。',
}

/** The beginning of a title by why it calls: `{what}` is what it is about; `null`: it says nothing more. */
export function callTitle(kind: AlertEventKind): Localized | null {
  return titles[kind] ?? null
}

/** Who is asked, and why: a new message, because an edit notifies nobody. */
export interface Call {
  readonly kind: AlertEventKind
  /** Whom it asks; absent: nobody by name. */
  readonly people?: MentionedPeople
  /** How hard it calls, where nobody reacted. */
  readonly urgent?: 1 | 2
  /** Who let it lapse. */
  readonly formerly?: string | null
}

/** Asks for attention again; once somebody has it, or it is over, says that instead. */
export function alertCallCard(view: AlertView, { kind, people, urgent, formerly }: Call): Card {
  const { alert, kpi, place } = view
  const open = alert.state === 'open' && alert.snoozedUntil === null
  const named = fill(what, { kpi: kpi.label, place: place.label })
  const title = fill((open ? callTitle(kind) : null) ?? plain, { what: named })
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: open ? summary(view) : stateText(view) },
    ...(open ? [] : handledBlocks(view)),
    ...(open && formerly ? [{ type: 'text', text: fill(expired, { name: verbatim(formerly) }) } as const] : []),
    ...(open && people ? askedBlocks(people, urgent) : []),
    {
      type: 'actions',
      actions: open ? [acknowledgeAction(alert), snoozeAction(alert), historyAction(alert)] : [historyAction(alert)],
    },
  ]
  return { title: titled(title, [place]), tone: toneOf(alert), blocks }
}
