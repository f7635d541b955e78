import { changeCell, figureValue, showExact, valueCell } from '#src/cards/figure-cells.ts'
import { explainAction, trendAction } from '#src/cards/lines.ts'
import { areAllProvisional } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { smallPrint } from './status-card.ts'

const texts = {
  moved: {
    en: '{kpi}: {value} in {now}, {before} in {earlier} ({change})',
    ja: '{kpi}：{now}は{value}、{earlier}は{before}（{change}）',
    'zh-CN': '{kpi}：{now}为{value}，{earlier}为{before}（{change}）',
  },
  movedAlike: {
    en: '{kpi}: {value} in {now}, {before} in {earlier} (like for like {change})',
    ja: '{kpi}：{now}は{value}、{earlier}は{before}（条件をそろえると{change}）',
    'zh-CN': '{kpi}：{now}为{value}，{earlier}为{before}（可比口径{change}）',
  },
  nothing: { en: 'No data to compare', ja: '比較できるデータがありません', 'zh-CN': '没有可对比的数据' },
  change: { en: 'Change', ja: '増減', 'zh-CN': '变化' },
  versus: { en: '{now} vs {earlier}', ja: '{now}と{earlier}の比較', 'zh-CN': '{now}对比{earlier}' },
}

/**
 * Two periods side by side at one place. Each figure stands beside the earlier period's own total; the change is of the
 * stores and days that can be compared, as everywhere else, and the card says so where these are not all.
 */
export interface PeriodComparison {
  readonly figures: readonly Figure[]
  readonly zone: string
}

/** Several KPIs of one place in two periods. @throws RangeError without figures. */
export function comparePeriodsCard({ figures, zone }: PeriodComparison): Card {
  const [first] = figures
  if (!first) throw new RangeError('nothing to compare')
  const known = figures.filter(figure => figure.value !== null || figure.unbounded || before(figure) !== null)
  const heading = fill(texts.versus, { now: first.period.label, earlier: earlierLabel(first) })
  return {
    title: titled(dotted([first.place.label, heading]), [first.place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: known[0] ? movedText(known[0]) : texts.nothing },
      ...(known.length > 0 ? [table(known)] : []),
      ...smallPrint(figures, { zone }),
      {
        type: 'actions',
        actions: [trendAction(first.kpi, first.place.place, first.period), explainAction(first.kpi)],
      },
    ],
  }
}

function before({ comparison }: Figure): number | null {
  return comparison?.value ?? null
}

function earlierLabel({ comparison }: Figure): Localized {
  return comparison?.period.label ?? words.none
}

function table(figures: readonly Figure[]): Block {
  const [first] = figures
  const silent = areAllProvisional(figures)
  return {
    type: 'table',
    columns: [
      { label: words.kpi },
      { label: first?.period.label ?? words.none, align: 'end' },
      { label: first ? earlierLabel(first) : words.none, align: 'end' },
      { label: texts.change, align: 'end' },
    ],
    rows: figures.map(figure => [
      { text: figure.kpi.label },
      valueCell(figure, silent),
      {
        text: beforeText(figure),
        ...(before(figure) === null ? { dim: true } : {}),
      },
      changeCell(figure),
    ]),
  }
}

function beforeText(figure: Figure): Localized {
  return showExact(before(figure), figure.comparison?.exact, figure)
}

function movedText(figure: Figure): Localized {
  const { kpi, unbounded, comparison } = figure
  return fill(comparison?.paired && comparison.change !== null ? texts.movedAlike : texts.moved, {
    kpi: kpi.label,
    value: unbounded ? unboundedText(unbounded) : figureValue(figure),
    before: beforeText(figure),
    now: figure.period.label,
    earlier: earlierLabel(figure),
    change: changeCell(figure).text,
  })
}
