import { lowerFirst } from '#src/domain/formula/explain.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { formatCount, formatMoney } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  none: { en: 'no {under}', ja: '{under}なし', 'zh-CN': '无{under}' },
  onMoney: {
    en: 'no {under} on {amount} of {over}',
    ja: '{over}{amount}に対して{under}なし',
    'zh-CN': '{over}{amount}，但无{under}',
  },
  onCount: {
    en: 'no {under} for {amount} {over}',
    ja: '{over}{amount}に対して{under}なし',
    'zh-CN': '{over}{amount}，但无{under}',
  },
} satisfies Record<string, Localized>

/** That there was nothing of some measures: `no ad sales`. */
export function noneOf(measures: readonly string[]): Localized {
  return fill(texts.none, { under: names(measures) })
}

/** Why there is no value: `no ad sales on $500.00 of ad spend`. */
export function unboundedText(unbounded: Unbounded): Localized {
  const { over, under, amount, money, currency = null } = unbounded
  if (over.length !== 1) return noneOf(under)
  const shown = money ? formatMoney(amount, currency) : formatCount(amount)
  return fill(money ? texts.onMoney : texts.onCount, { under: names(under), over: names(over), amount: shown })
}

/** The names of measures as they stand inside a sentence. */
export function names(measures: readonly string[]): Localized {
  const labels = measures.map(id => findMeasure(id)?.label ?? verbatim(id))
  return join(labels.map(label => ({ ...label, en: lowerFirst(label.en) })))
}
