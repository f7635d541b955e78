import { demoTitled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Card } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { anchorsOf } from '#src/domain/soft-rating.ts'
import type { Subject } from '#src/features/ratings/round.ts'
import type { RatingPlan } from '#src/features/ratings/store/plans.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { anchorBlocks, givenBlocks, uploadBlocks } from './ask-card.ts'
import { everyWords } from './words.ts'

const texts = {
  planned: { en: 'Ratings are planned: {kpi}', ja: '採点を設定しました：{kpi}', 'zh-CN': '已设置打分：{kpi}' },
  ended: { en: 'Nobody is asked any more: {kpi}', ja: '採点の依頼を終了しました：{kpi}', 'zh-CN': '已停止打分：{kpi}' },
  raters: { en: 'Raters, in turn', ja: '採点者（順番）', 'zh-CN': '打分人（轮流）' },
  perRound: { en: '{n} each time', ja: '毎回{n}人', 'zh-CN': '每次{n}人' },
  every: { en: 'Asked', ja: '頻度', 'zh-CN': '频率' },
  checks: { en: 'Each looks at', ja: '1人の確認件数', 'zh-CN': '每人查看' },
  orders: { en: '{n} test orders or photos', ja: 'テスト注文・写真{n}件', 'zh-CN': '{n}件试购商品或照片' },
  soon: {
    en: 'The first raters are asked now, in their working time.',
    ja: '最初の採点者には業務時間内に依頼します。',
    'zh-CN': '将在工作时间内请首批人员打分。',
  },
  one: {
    en: 'With one rater nobody notices when a rating is odd. Two are better.',
    ja: '採点者が1人では偏りに気づけません。2人をおすすめします。',
    'zh-CN': '只有一位打分人时难以发现偏差，建议两位。',
  },
  defined: { en: 'Can be rated now: {kpi}', ja: '採点できるようになりました：{kpi}', 'zh-CN': '可以打分了：{kpi}' },
  next: {
    en: 'Say who rates it: rating plan "{kpi}" <store> @people',
    ja: '採点者を設定：採点 計画 「{kpi}」 <店舗> @人',
    'zh-CN': '设置打分人：打分 计划 “{kpi}” <店铺> @人员',
  },
  gone: { en: 'No longer rated: {kpi}', ja: '採点対象から外しました：{kpi}', 'zh-CN': '不再打分：{kpi}' },
  typed: { en: 'Rating noted: {kpi}', ja: '採点を記録しました：{kpi}', 'zh-CN': '已记录打分：{kpi}' },
  counts: {
    en: 'Counts on {day}.',
    ja: '{day}の数値として集計します。',
    'zh-CN': '计入{day}。',
  },
} satisfies Record<string, Localized>

/** A plan that was made or changed. */
export function planCard({ kpi, place, store }: Subject, plan: Omit<RatingPlan, 'id'>, raters: Localized): Card {
  const alone = Math.min(plan.perRound, plan.panel.length) === 1
  return {
    title: demoTitled(fill(texts.planned, { kpi: kpi.label }), store.demo),
    tone: 'good',
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: words.place, value: place },
          {
            label: texts.raters,
            value: raters,
            detail: fill(texts.perRound, { n: Math.min(plan.perRound, plan.panel.length) }),
          },
          { label: texts.every, value: everyWords[plan.every] },
          { label: texts.checks, value: fill(texts.orders, { n: plan.checks }) },
        ],
      },
      { type: 'text', text: texts.soon },
      ...(alone ? [{ type: 'text', style: 'muted', text: texts.one } as const] : []),
    ],
  }
}

/** A plan that has ended. */
export function endedCard({ kpi, place, store }: Subject): Card {
  return {
    title: demoTitled(fill(texts.ended, { kpi: kpi.label }), store.demo),
    tone: 'info',
    blocks: [{ type: 'facts', facts: [{ label: words.place, value: place }] }],
  }
}

/** An own KPI that is rated from now on, or no longer. */
export function definedCard(kpi: Kpi, defined: boolean): Card {
  if (!defined) return { title: fill(texts.gone, { kpi: kpi.label }), tone: 'info', blocks: [] }
  const next = fill(texts.next, { kpi: kpi.label })
  return {
    title: fill(texts.defined, { kpi: kpi.label }),
    tone: 'good',
    blocks: [...anchorBlocks(anchorsOf(kpi)), { type: 'text', style: 'muted', text: next }],
  }
}

/** A rating that somebody typed without being asked. */
export function typedCard(
  { kpi, place, store }: Subject,
  own: { readonly score: number; readonly checks: number; readonly comment: string | null },
  told: { readonly day: Localized; readonly replaced: boolean; readonly upload: string | null },
): Card {
  return {
    title: demoTitled(fill(texts.typed, { kpi: kpi.label }), store.demo),
    tone: 'good',
    blocks: [
      { type: 'facts', facts: [{ label: words.place, value: place }] },
      ...givenBlocks({ kpi }, own, told.replaced),
      { type: 'text', style: 'muted', text: fill(texts.counts, { day: told.day }) },
      ...uploadBlocks(told.upload),
    ],
  }
}
