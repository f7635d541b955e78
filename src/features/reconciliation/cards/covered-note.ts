import type { Block } from '#src/chat/card.ts'
import { daysBetween } from '#src/domain/days.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { monthOf } from '#src/domain/period/index.ts'
import type { Covered, WhyPart } from '#src/domain/reconciliation/covered.ts'
import type { Difference } from '#src/features/reconciliation/store/differences.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  covered: {
    en: '{what} compared for {days} ({count} of {all} days): {why}',
    ja: '{what}の比較期間は{days}（{all}日中{count}日）：{why}',
    'zh-CN': '{what}比较的日期：{days}（{all} 天中的 {count} 天）：{why}',
  },
  all: { en: 'Everything', ja: '全項目', 'zh-CN': '全部指标' },
  running: { en: 'the month still runs', ja: '月の途中です', 'zh-CN': '本月尚未结束' },
  theirs: { en: 'they tell only these days', ja: '相手の値がこの期間のみです', 'zh-CN': '对方只有这些日期' },
  ours: {
    en: 'ours begin only on {day}',
    ja: '当システムの数値は{day}からです',
    'zh-CN': '我方数据自 {day} 起',
  },
  wholeAgainstPart: {
    en: 'their figure is of the whole month, ours begin later: to hold the same days against each other, type the sum of these days, such as: reconcile STORE {from}..{to} FIGURE VALUE',
    ja: '相手の値は月全体、当システムは途中からです。同じ期間で比べるには、その期間の合計を入力してください。例：照合 店舗 {from}..{to} 項目 値',
    'zh-CN':
      '对方数字是整月的，我方从月中开始：如需比较相同日期，请输入这些日期的合计，例如：对账 店铺 {from}..{to} 指标 数值',
  },
  semicolon: { en: '; ', ja: '；', 'zh-CN': '；' },
} satisfies Record<string, Localized>

/** Says of a month which days of it were compared, and why not all; nothing where all were. */
export function coveredNotes(list: readonly Difference[]): readonly Block[] {
  const parts = list.filter(({ covered }) => covered && covered.why.length > 0)
  const spans = new Map<string, Difference[]>()
  for (const one of parts) {
    const key = JSON.stringify(one.covered)
    spans.set(key, [...(spans.get(key) ?? []), one])
  }
  return [...spans.values()].map(group => {
    const all = group.length === list.length
    const names = group.map(({ measure }) => findMeasure(measure)?.label ?? verbatim(measure))
    return { type: 'text', text: noteOf(group, all ? texts.all : join(names)), style: 'muted' }
  })
}

function noteOf([first]: readonly Difference[], what: Localized): Localized {
  const covered = first?.covered
  if (!first || !covered) return what
  const month = monthOf(first.month)
  return fill(texts.covered, {
    what,
    days: formatDays(covered.from, covered.to, { year: true }),
    count: daysBetween(covered.from, covered.to) + 1,
    all: daysBetween(month.from, month.to) + 1,
    why: join(
      covered.why.map(one => whyOf(one, covered, month)),
      texts.semicolon,
    ),
  })
}

function whyOf(why: WhyPart, { from, to, ourStart }: Covered, month: { readonly from: string }): Localized {
  if (why !== 'ours') return texts[why]
  const start = ourStart ?? from
  const begins = fill(texts.ours, { day: verbatim(start) })
  if (from > month.from || start === from) return begins
  return join([begins, fill(texts.wholeAgainstPart, { from: start, to })], texts.semicolon)
}
