import type { TextBlock } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { lowerFirst } from '#src/domain/formula/explain.ts'
import { explainFormula } from '#src/domain/formula/index.ts'
import { nameWithoutBase, visitBaseOf } from '#src/domain/kpi-ways.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'

const texts = {
  counted: { en: '{kpi}: {formula}', ja: '{kpi}：{formula}', 'zh-CN': '{kpi}：{formula}' },
  at: { en: '{formula} ({places})', ja: '{formula}（{places}）', 'zh-CN': '{formula}（{places}）' },
} satisfies Record<string, Localized>

type Counted = Pick<Figure, 'kpi' | 'value' | 'place'>

/**
 * What rates of visits are counted against: sessions, visitors and page views are not the same. Where places of one KPI
 * are counted differently, which of them is counted how; `null`: there is no such rate.
 */
export function visitBasesLine(figures: readonly Counted[]): TextBlock | null {
  const rates = figures.filter(({ kpi, value }) => value !== null && visitBaseOf(kpi) !== null)
  const lines = [...new Set(rates.map(({ kpi }) => kpi.id))].flatMap(id =>
    lineOf(rates.filter(({ kpi }) => kpi.id === id)),
  )
  return lines.length === 0 ? null : { type: 'text', style: 'muted', text: join(lines) }
}

function lineOf(rates: readonly Counted[]): readonly Localized[] {
  const [first] = rates
  if (!first) return []
  const formulas = [...new Set(rates.map(({ kpi }) => kpi.formula))]
  const ways = formulas.map(formula => {
    const own = rates.filter(({ kpi }) => kpi.formula === formula)
    const text = explainFormula({ formula })
    const small = { ...text, en: lowerFirst(text.en) }
    return formulas.length === 1
      ? small
      : fill(texts.at, { formula: small, places: join(own.map(({ place }) => place.label)) })
  })
  return [fill(texts.counted, { kpi: nameWithoutBase(first.kpi.label), formula: join(ways) })]
}

/** Whether a KPI of several places is counted against different kinds of visits, so that they cannot be ranked. */
export function areCountedDifferently(figures: readonly Counted[]): boolean {
  const rates = figures.filter(({ value }) => value !== null)
  return new Set(rates.map(({ kpi }) => visitBaseOf(kpi))).size > 1
}
