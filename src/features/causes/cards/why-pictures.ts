import { isGood } from '#src/cards/attained.ts'
import { showShort } from '#src/cards/figure-cells.ts'
import { stampOf } from '#src/cards/trend-chart.ts'
import type { ImageBlock } from '#src/chat/card.ts'
import type { Why, WhyReasons, WhyRow } from '#src/domain/causes/why.ts'
import type { BarsChart, WaterfallChart, WaterfallStep } from '#src/domain/chart.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, join } from '#src/i18n/locale.ts'
import { signedShort } from './cause-text.ts'
import { changeWithShare } from './why-numbers.ts'
import { whyTexts as texts } from './why-texts.ts'

const subtitle = {
  en: '{place} · {earlier} → {period}',
  ja: '{place}・{earlier}→{period}',
  'zh-CN': '{place} · {earlier}→{period}',
}

/** How the parts lead from what was to what is; nothing without at least two of them. */
export function waterfallImage(why: Why): readonly ImageBlock[] {
  const { drivers, kpi, figure, earlier, place } = why
  if (!drivers || drivers.rows.length < 2 || figure.value === null || earlier.value === null) return []
  const { currency } = figure
  const heading = fill(texts.waterfall, { kpi: kpi.label })
  const data: WaterfallChart = {
    title: heading,
    subtitle: fill(subtitle, { place: place.label, earlier: why.before.label, period: why.period.label }),
    unit: kpi.unit,
    currency,
    steps: [
      whole(why.before.label, earlier.value, why),
      ...partSteps(why, drivers.rows, earlier.value),
      whole(why.period.label, figure.value, why),
    ],
    ...stampOf(place),
  }
  return [
    {
      type: 'image',
      picture: { drawing: 'waterfall', data },
      alt: fill(alt, { heading, change: changeWithShare(why) }),
    },
  ]
}

const alt = { en: '{heading}: {change}', ja: '{heading}：{change}', 'zh-CN': '{heading}：{change}' }

function whole(label: WaterfallStep['label'], value: number, { kpi, figure }: Why): WaterfallStep {
  return { label, from: 0, to: value, kind: 'whole', good: null, text: showShort(value, kpi, figure.currency) }
}

/** Parts of nothing are left out; each begins where the one before ends. */
function partSteps({ kpi, figure }: Why, rows: readonly WhyRow[], start: number): readonly WaterfallStep[] {
  const steps: WaterfallStep[] = []
  let at = start
  for (const { label, amount } of rows) {
    const to = at + amount
    const text = signedShort(amount, kpi.unit, figure.currency)
    if (amount !== 0) steps.push({ label, from: at, to, kind: 'part', good: isGood(amount, kpi.better), text })
    at = to
  }
  return steps
}

/** Pieces sent back by reason, now against before. */
export function reasonsImage({ period, before, place }: Why, { rows }: WhyReasons): ImageBlock {
  const data: BarsChart = {
    title: texts.reasons,
    subtitle: fill(subtitle, { place: place.label, earlier: before.label, period: period.label }),
    unit: 'count',
    currency: null,
    bars: rows.map(row => ({
      label: row.label.en,
      labels: row.label,
      value: row.after,
      compare: row.before,
      good: row.after === row.before ? null : row.after < row.before,
    })),
    valueLabel: period.label,
    compareLabel: before.label,
    ...stampOf(place),
  }
  const said = join(
    rows.map(row =>
      fill(texts.reasonAlt, { reason: row.label, before: formatCount(row.before), after: formatCount(row.after) }),
    ),
  )
  return { type: 'image', picture: { drawing: 'bars', data }, alt: said }
}
