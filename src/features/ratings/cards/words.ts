import { dotted } from '#src/cards/titles.ts'
import type { Fact } from '#src/chat/card.ts'
import { farApart } from '#src/domain/soft-rating.ts'
import { answeredOf, type ShownRound } from '#src/features/ratings/round.ts'
import type { Every } from '#src/features/ratings/store/plans.ts'
import { formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** How often people are asked, in words. */
export const everyWords: Readonly<Record<Every, Localized>> = {
  week: { en: 'every week', ja: '毎週', 'zh-CN': '每周' },
  month: { en: 'every month', ja: '毎月', 'zh-CN': '每月' },
  quarter: { en: 'every quarter', ja: '四半期ごと', 'zh-CN': '每季度' },
}

export const texts = {
  mean: { en: 'Rating', ja: '評価', 'zh-CN': '评分' },
  none: { en: 'no answer yet', ja: '未回答', 'zh-CN': '尚无回答' },
  checks: { en: 'over {n} checks', ja: '確認{n}件', 'zh-CN': '共查看{n}件' },
  response: { en: 'Answered', ja: '回答率', 'zh-CN': '回答率' },
  of: {
    en: '{answered} of {asked} ({rate})',
    ja: '{asked}人中{answered}人（{rate}）',
    'zh-CN': '{asked}人中{answered}人（{rate}）',
  },
  apart: {
    en: 'The raters are {points} points apart. Look at it together: whoever sees it differently can answer again while the round is open.',
    ja: '評価者の間で{points}点の差があります。一緒に確認してください。受付中は再回答できます。',
    'zh-CN': '打分相差{points}分，请一起核实。截止前可以重新打分。',
  },
} satisfies Record<string, Localized>

/** What is rated where and of which period, as a title. */
export function titleOf(
  what: Localized,
  { kpi, place, period }: Pick<ShownRound, 'kpi' | 'place' | 'period'>,
): Localized {
  return dotted([fill(what, { kpi: kpi.label }), place, period.label])
}

/** The mean so far and how many answered; who did not answer is never a zero. */
export function resultFacts({ sum, asked, answers }: ShownRound): readonly Fact[] {
  const mean: Fact =
    sum.mean === null
      ? { label: texts.mean, value: texts.none }
      : { label: texts.mean, value: meanText(sum.mean), detail: fill(texts.checks, { n: sum.n }) }
  return [mean, { label: texts.response, value: responseText({ asked, answers }) }]
}

/** A mean of ratings. */
export function meanText(mean: number): Localized {
  return formatValue(mean, 'stars', null)
}

/** `1 of 2 (50 %)`. */
export function responseText(round: Pick<ShownRound, 'asked' | 'answers'>): Localized {
  const [answered, asked] = [answeredOf(round), round.asked.length]
  return fill(texts.of, { answered, asked, rate: formatPercent(asked === 0 ? 0 : answered / asked, 0) })
}

/** What is to be said where raters are far apart; `null` where they are not. */
export function apartText({ sum }: Pick<ShownRound, 'sum'>): Localized | null {
  return sum.apart !== null && sum.apart >= farApart ? fill(texts.apart, { points: sum.apart }) : null
}
