import { showValue } from '#src/cards/figure-cells.ts'
import { titled } from '#src/cards/titles.ts'
import type { Block, Card } from '#src/chat/card.ts'
import { improvementText } from '#src/features/improvements/index.ts'
import type { Pack } from '#src/features/meetings/pack.ts'
import { periodCard } from '#src/features/reports/index.ts'
import { formatDays, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { decisionText } from './point-card.ts'

/** Items of a list in chat before the rest is counted (judgement: a phone); the page and the file hold all. */
const maxItems = 6

/** The pack of a meeting: the report of the period, the answers to its alerts, what was done, what is proposed. */
export function packCard(
  pack: Pack,
  { zone, url, all = false }: { zone: string; url: string | null; all?: boolean },
): Card {
  const { subject, report } = pack
  const base = periodCard(report, { zone, named: true })
  const blocks = base.blocks.filter(block => block.type !== 'actions' && !isOpenList(block))
  // what people answered and took on stands before the pictures and the small print
  const picture = blocks.findIndex(({ type }) => type === 'image')
  const end = picture <= 0 ? blocks.length : picture
  const most = all ? Number.POSITIVE_INFINITY : maxItems
  const title = fill(texts.title, { subject: subject.label, period: subject.period.label })
  const link: readonly Block[] = url === null ? [] : [{ type: 'link', label: texts.page, url }]
  return {
    ...base,
    title: titled(title, [report.place]),
    blocks: [
      ...blocks.slice(0, end),
      ...listOf(texts.alerts, alertLines(pack), most),
      ...listOf(texts.actions, actionLines(pack), most),
      ...listOf(texts.proposals, proposalLines(pack), most),
      ...listOf(texts.next, pack.next.map(nextText), most),
      ...listOf(texts.decided, pack.decided.map(decisionText), most),
      ...blocks.slice(end),
      ...link,
    ],
  }
}

/** Lists that this pack tells with more: open alerts and open actions. */
function isOpenList(block: Block): boolean {
  return block.type === 'list' && ['Open alerts, oldest first', 'Open actions'].includes(block.heading?.en ?? '')
}

/** Alerts of the period and what people answered. */
function alertLines({ alerts }: Pack): readonly Localized[] {
  return alerts.map(about => {
    const { one } = about
    const text = alertText(about)
    if (one.falseAlarm) return fill(texts.falseAlarm, { text })
    return one.said === null ? fill(texts.unanswered, { text }) : fill(texts.said, { text, said: verbatim(one.said) })
  })
}

/** An alert of the period, without its answer. */
export function alertText({ one, kpi, place }: Pack['alerts'][number]): Localized {
  const days = formatDays(one.fromDay, one.day, { year: true })
  return fill(texts.alert, { id: one.id, kpi: kpi.label, place, days })
}

/** Actions, open and closed, with what came of them. */
function actionLines({ actions }: Pack): readonly Localized[] {
  return actions.map(improvementText)
}

function proposalLines({ proposals }: Pack): readonly Localized[] {
  return proposals.map(proposalText)
}

/** A target that waits for an answer. */
export function proposalText({ one, kpi, place }: Pack['proposals'][number]): Localized {
  const value = formatValue(one.value, kpi.unit, one.currency, kpi.digits)
  return fill(texts.proposal, { id: one.id, kpi: kpi.label, place, value })
}

/** A target that the months before suggest. */
function nextText({ kpi, place, period, value, currency }: Pack['next'][number]): Localized {
  return fill(texts.suggested, { kpi: kpi.label, place, period: period.label, value: showValue(value, kpi, currency) })
}

function listOf(heading: Localized, items: readonly Localized[], most: number): readonly Block[] {
  if (items.length === 0) return []
  const rest = items.length - most
  const shown = rest > 0 ? [...items.slice(0, most), fill(texts.more, { n: rest })] : items
  return [{ type: 'list', heading, items: shown }]
}

/** A figure that misses its target, in a sentence. */
export function missedText({ kpi, place, value, currency, target }: Pack['missed'][number]): Localized {
  return fill(texts.missed, {
    kpi: kpi.label,
    place: place.label,
    value: showValue(value, kpi, currency),
    target: showValue(target?.value ?? target?.high ?? target?.low ?? null, kpi, currency),
  })
}

const texts = {
  title: {
    en: 'Meeting: {subject}, {period}',
    ja: '振り返り：{subject}・{period}',
    'zh-CN': '复盘：{subject} · {period}',
  },
  page: { en: 'Open as a page to print', ja: '印刷用ページを開く', 'zh-CN': '打开可打印的页面' },
  alerts: { en: 'Alerts and what was answered', ja: 'アラートと回答', 'zh-CN': '告警及答复' },
  alert: {
    en: '#{id} {kpi}, {place}, {days}',
    ja: '#{id} {kpi}（{place}）{days}',
    'zh-CN': '#{id} {kpi}（{place}）{days}',
  },
  said: { en: '{text}: {said}', ja: '{text}：{said}', 'zh-CN': '{text}：{said}' },
  unanswered: { en: '{text}: not answered', ja: '{text}：未回答', 'zh-CN': '{text}：未答复' },
  falseAlarm: { en: '{text}: false alarm', ja: '{text}：誤検知', 'zh-CN': '{text}：误报' },
  actions: { en: 'Actions and their effect', ja: '改善アクションと効果', 'zh-CN': '改善措施及效果' },
  proposals: { en: 'Proposed targets', ja: '申請中の目標', 'zh-CN': '待审批的目标' },
  next: {
    en: 'Targets that the months before suggest',
    ja: '過去の実績から提案する目標',
    'zh-CN': '根据以往月份建议的目标',
  },
  suggested: {
    en: '{kpi}, {place}, {period}: {value}',
    ja: '{kpi}（{place}）{period}：{value}',
    'zh-CN': '{kpi}（{place}）{period}：{value}',
  },
  decided: { en: 'Decided by the last meeting', ja: '前回の決定事項', 'zh-CN': '上次复盘的决定' },
  proposal: {
    en: '#{id} {kpi}, {place}: {value}',
    ja: '#{id} {kpi}（{place}）：{value}',
    'zh-CN': '#{id} {kpi}（{place}）：{value}',
  },
  missed: {
    en: '{kpi}, {place}: {value} against a target of {target}',
    ja: '{kpi}（{place}）：実績{value}、目標{target}',
    'zh-CN': '{kpi}（{place}）：实际{value}，目标{target}',
  },
  more: { en: 'and {n} more', ja: 'ほか{n}件', 'zh-CN': '另有{n}项' },
} satisfies Record<string, Localized>
