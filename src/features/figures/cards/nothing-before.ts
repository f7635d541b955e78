import type { Block } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { fill } from '#src/i18n/locale.ts'

const noEarlier = {
  en: 'Nothing to compare with: too few figures in {period}',
  ja: '{period}のデータが足りないため、比較できません',
  'zh-CN': '{period}数据不足，无法对比',
}

/** The period that was named to compare with has no figures: said, as it was asked for. */
export function nothingBefore(figures: readonly Figure[]): readonly Block[] {
  const asked = figures.filter(({ comparison, running }) => comparison?.named === true && running !== true)
  const [first] = asked
  if (!first?.comparison || asked.some(({ comparison }) => comparison?.change != null)) return []
  return [{ type: 'text', style: 'muted', text: fill(noEarlier, { period: first.comparison.period.label }) }]
}
