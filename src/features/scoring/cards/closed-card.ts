import { demoTitled, dotted } from '#src/cards/titles.ts'
import type { Card } from '#src/chat/card.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, quarterOf, weekOf } from '#src/domain/period/index.ts'
import { askImprovement } from '#src/features/improvements/index.ts'
import type { ClosedScore, Objection } from '#src/features/scoring/store/closed.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { pointsText } from './line-words.ts'
import { objectAction } from './score-card.ts'

interface Around {
  readonly name: Localized
  readonly demo: boolean
  readonly zone: string
}

/** The period of a closed score. */
export function periodOf({ periodKind, periodFrom }: Pick<ClosedScore, 'periodKind' | 'periodFrom'>): Period {
  return periodKind === 'week'
    ? weekOf(periodFrom)
    : periodKind === 'quarter'
      ? quarterOf(periodFrom)
      : monthOf(periodFrom)
}

/** Tells somebody that their score stands. */
export function closedCard(
  kept: ClosedScore,
  { name, demo, zone }: Around,
  missed: readonly { readonly kpi: Kpi; readonly label: Localized; readonly placeWord: string }[],
): Card {
  const period = periodOf(kept)
  const until = formatDay(localDay(kept.objectUntil, zone), { year: true })
  const text = kept.score === null ? texts.none : fill(texts.closed, { points: pointsText(kept.score), until })
  return {
    title: demoTitled(dotted([texts.title, name, period.label]), demo),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text },
      ...(missed.length > 0
        ? [{ type: 'text', text: fill(texts.missed, { kpis: join(missed.map(({ label }) => label)) }) } as const]
        : []),
      {
        type: 'actions',
        actions: [
          { label: texts.show, line: `score ${kept.periodFrom.slice(0, 7)}` },
          ...missed.slice(0, 2).map(({ kpi, placeWord }) => askImprovement(kpi, placeWord)),
          objectAction(kept.id),
        ],
      },
    ],
  }
}

/** Tells whoever decides that somebody objects. */
export function objectionCard(objection: Objection, kept: ClosedScore, { name, demo }: Around): Card {
  return {
    title: demoTitled(dotted([texts.objection, name, periodOf(kept).label]), demo),
    tone: 'warning',
    blocks: [
      { type: 'text', style: 'strong', text: fill(texts.objects, { name, points: pointsText(kept.score) }) },
      { type: 'text', text: verbatim(objection.reason) },
      { type: 'actions', actions: [answerAction(kept.id, 'keep'), answerAction(kept.id, 'reopen')] },
    ],
  }
}

function answerAction(id: number, what: 'keep' | 'reopen') {
  return {
    label: texts[what],
    line: `score ${what} ${id} {reason}`,
    form: {
      title: texts[what],
      submit: texts[what],
      fields: [{ name: 'reason', label: texts.reason, kind: 'text' as const }],
    },
  }
}

/** Tells somebody what became of their objection. */
export function answeredCard(
  kept: ClosedScore,
  answer: string,
  outcome: 'kept' | 'reopened',
  { name, demo }: Around,
): Card {
  return {
    title: demoTitled(dotted([texts.answer, name, periodOf(kept).label]), demo),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: outcome === 'kept' ? texts.stays : texts.opened },
      { type: 'text', text: verbatim(answer) },
    ],
  }
}

const texts = {
  title: { en: 'Score closed', ja: 'スコア確定', 'zh-CN': '评分已结算' },
  closed: {
    en: '{points} points. You may object until {until}.',
    ja: '{points}点です。異議申し立ては{until}まで可能です。',
    'zh-CN': '得分{points}分，可在{until}前申诉。',
  },
  none: {
    en: 'Closed without a score: too little is known of the period.',
    ja: 'データ不足のためスコアなしで確定しました。',
    'zh-CN': '数据不足，本期无得分。',
  },
  missed: {
    en: 'Missed: {kpis}. What will be done, by whom, until when?',
    ja: '未達：{kpis}。誰が、いつまでに、何をするかを登録してください。',
    'zh-CN': '未达标：{kpis}。请填写由谁、在何时前、做什么。',
  },
  show: { en: 'Show', ja: '詳細', 'zh-CN': '查看' },
  objection: { en: 'Objection', ja: '異議申し立て', 'zh-CN': '申诉' },
  objects: {
    en: '{name} objects to the score of {points}.',
    ja: '{name}さんが{points}点に異議を申し立てました。',
    'zh-CN': '{name}对得分{points}提出申诉。',
  },
  keep: { en: 'Keep the score', ja: 'スコアを維持', 'zh-CN': '维持评分' },
  reopen: { en: 'Reopen the period', ja: '期間を再開', 'zh-CN': '重新打开' },
  reason: { en: 'Your answer', ja: '回答', 'zh-CN': '答复' },
  answer: { en: 'Answer to the objection', ja: '異議への回答', 'zh-CN': '申诉答复' },
  stays: { en: 'The score stays as it was closed.', ja: 'スコアは確定時のままです。', 'zh-CN': '维持已结算的评分。' },
  opened: {
    en: 'The period is open again; the score will be closed anew.',
    ja: '期間を再開しました。スコアは改めて確定します。',
    'zh-CN': '已重新打开，将重新结算。',
  },
} satisfies Record<string, Localized>
