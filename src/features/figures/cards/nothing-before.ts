import type { Block } from '#src/chat/card.ts'
import { changeOf } from '#src/domain/change.ts'
import type { Figure } from '#src/domain/figure.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

const texts = {
  tooFew: {
    en: 'Nothing to compare with: too few figures in {period}',
    ja: '{period}のデータが足りないため、比較できません',
    'zh-CN': '{period}数据不足，无法对比',
  },
  uneven: {
    en: 'Not compared: too few of the same days have figures in both periods',
    ja: '両方の期間にデータのある日が少ないため、比較していません',
    'zh-CN': '两期都有数据的日期太少，未作对比',
  },
}

/** The period that was named to compare with cannot be compared: said, as it was asked for, and which side lacks figures. */
export function nothingBefore(figures: readonly Figure[]): readonly Block[] {
  const asked = figures.filter(({ comparison, running }) => comparison?.named === true && running !== true)
  const [first] = asked
  if (!first || asked.some(({ comparison }) => comparison?.change != null)) return []
  const text = reasonOf(first)
  return text ? [{ type: 'text', style: 'muted', text }] : []
}

/** `null`: another line says what is missing, such as an exchange rate, or both are there and have no change in percent. */
function reasonOf({ kpi, comparison, value, unbounded, problem, period }: Figure): Localized | null {
  if (!comparison || problem || comparison.problem) return null
  if (value === null && !unbounded) return fill(texts.tooFew, { period: period.label })
  if (comparison.value === null) return fill(texts.tooFew, { period: comparison.period.label })
  return changeOf(kpi, value, comparison.value) === null ? null : texts.uneven
}
