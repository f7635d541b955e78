import { isGood } from '#src/cards/attained.ts'
import { changeText, showValue, valueCell } from '#src/cards/figure-cells.ts'
import { explainAction, trendAction } from '#src/cards/lines.ts'
import { areAllProvisional } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { smallPrint } from './status-card.ts'

const texts = {
  moved: {
    en: '{kpi}: {value} in {now}, {before} in {earlier} ({change})',
    ja: '{kpi}：{now}は{value}、{earlier}は{before}（{change}）',
    'zh-CN': '{kpi}：{now}为{value}，{earlier}为{before}（{change}）',
  },
  nothing: { en: 'No data to compare', ja: '比較できるデータがありません', 'zh-CN': '没有可对比的数据' },
  change: { en: 'Change', ja: '増減', 'zh-CN': '变化' },
  versus: { en: '{now} vs {earlier}', ja: '{now}と{earlier}の比較', 'zh-CN': '{now}对比{earlier}' },
}

/** Two periods side by side at one place; `now[i]` and `earlier[i]` are of the same KPI. */
export interface PeriodComparison {
  readonly now: readonly Figure[]
  readonly earlier: readonly Figure[]
  readonly zone: string
}

interface Pair {
  readonly figure: Figure
  readonly earlier: Figure
}

/** Several KPIs of one place in two periods. @throws RangeError without figures. */
export function comparePeriodsCard({ now, earlier, zone }: PeriodComparison): Card {
  const pairs = pairsOf(now, earlier)
  const [first] = pairs
  if (!first) throw new RangeError('nothing to compare')
  const { figure } = first
  const known = pairs.filter(pair => pair.figure.value !== null || pair.earlier.value !== null)
  const heading = fill(texts.versus, { now: figure.period.label, earlier: first.earlier.period.label })
  return {
    title: titled(dotted([figure.place.label, heading]), [figure.place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: known[0] ? movedText(known[0]) : texts.nothing },
      ...(known.length > 0 ? [table(known)] : []),
      ...smallPrint([...now, ...earlier], zone),
      {
        type: 'actions',
        actions: [trendAction(figure.kpi, figure.place.place, figure.period), explainAction(figure.kpi)],
      },
    ],
  }
}

function pairsOf(now: readonly Figure[], earlier: readonly Figure[]): readonly Pair[] {
  return now.flatMap((figure, index) => {
    const other = earlier[index]
    return other ? [{ figure, earlier: other }] : []
  })
}

function table(pairs: readonly Pair[]): Block {
  const [first] = pairs
  const silent = areAllProvisional(pairs.flatMap(pair => [pair.figure, pair.earlier]))
  return {
    type: 'table',
    columns: [
      { label: words.kpi },
      { label: first?.figure.period.label ?? words.none, align: 'end' },
      { label: first?.earlier.period.label ?? words.none, align: 'end' },
      { label: texts.change, align: 'end' },
    ],
    rows: pairs.map(pair => [
      { text: pair.figure.kpi.label },
      valueCell(pair.figure, silent),
      valueCell(pair.earlier, silent),
      changeOf(pair),
    ]),
  }
}

function changeOf(pair: Pair): Cell {
  const comparison = changeBetween(pair)
  if (comparison.change === null) return { text: words.none, dim: true }
  const good = isGood(comparison.change, pair.figure.kpi.better)
  const text = changeText(comparison, pair.figure.kpi)
  return good === null ? { text } : { text, tone: good ? 'good' : 'bad' }
}

/** Units whose changes are differences and not shares (design rule: differences of rates are points). */
const inPoints: readonly string[] = ['ratio', 'stars', 'points']

function changeBetween({ figure, earlier }: Pair): {
  readonly change: number | null
  readonly kind: 'relative' | 'points'
} {
  const kind = inPoints.includes(figure.kpi.unit) ? 'points' : 'relative'
  const [a, b] = [figure.value, earlier.value]
  const unjudged = figure.quality.belowSample || earlier.quality.belowSample || figure.currency !== earlier.currency
  if (a === null || b === null || unjudged) return { change: null, kind }
  if (kind === 'points') return { change: a - b, kind }
  return { change: b > 0 ? (a - b) / b : null, kind }
}

function movedText(pair: Pair): Localized {
  const { figure, earlier } = pair
  return fill(texts.moved, {
    kpi: figure.kpi.label,
    value: showValue(figure.value, figure.kpi, figure.currency),
    before: showValue(earlier.value, earlier.kpi, earlier.currency),
    now: figure.period.label,
    earlier: earlier.period.label,
    change: changeOf(pair).text,
  })
}
