import type { Action, Block, Card, Cell, ImageBlock } from '#src/chat/card.ts'
import type { BarsChart } from '#src/domain/chart.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { formatChange, formatDays, formatValue } from '#src/i18n/format.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'
import { isGood } from './attained.ts'
import { attainmentCell, changeCell, changeText, targetCell, valueCell } from './figure-cells.ts'
import { explainAction, trendAction } from './lines.ts'
import { areAllProvisional } from './quality-lines.ts'
import { smallPrint } from './status-card.ts'
import { dotted, titled } from './titles.ts'
import { stampOf } from './trend-chart.ts'
import { words } from './words.ts'

const texts = {
  leads: {
    en: '{best} leads with {value}; {last} is last with {low}',
    ja: '最も良いのは{best}（{value}）、最も低調なのは{last}（{low}）',
    'zh-CN': '{best}领先（{value}），{last}最后（{low}）',
  },
  highest: {
    en: 'From {low} ({last}) to {value} ({best})',
    ja: '{low}（{last}）から{value}（{best}）まで',
    'zh-CN': '从{low}（{last}）到{value}（{best}）',
  },
  moved: {
    en: '{kpi}: {before} in {earlier}, {value} in {now} ({change})',
    ja: '{kpi}：{earlier}は{before}、{now}は{value}（{change}）',
    'zh-CN': '{kpi}：{earlier}为{before}，{now}为{value}（{change}）',
  },
  nothing: { en: 'No data to compare', ja: '比較できるデータがありません', 'zh-CN': '没有可对比的数据' },
  currencies: {
    en: 'The stores are in different currencies, so they are not drawn side by side.',
    ja: '通貨が異なるため、グラフには並べていません。',
    'zh-CN': '各店铺币种不同，未在同一图中对比。',
  },
  before: { en: 'Same weekdays before', ja: '前の同じ曜日', 'zh-CN': '之前的同星期' },
  change: { en: 'Change', ja: '増減', 'zh-CN': '变化' },
  versus: { en: '{now} vs {earlier}', ja: '{now}と{earlier}の比較', 'zh-CN': '{now}对比{earlier}' },
}

/** Places side by side for one KPI in one period. */
export interface PlaceComparison {
  readonly figures: readonly Figure[]
  readonly zone: string
}

/** Two periods side by side at one place; `now[i]` and `earlier[i]` are of the same KPI. */
export interface PeriodComparison {
  readonly now: readonly Figure[]
  readonly earlier: readonly Figure[]
  readonly zone: string
}

/** One KPI of several places, best first. @throws RangeError without figures. */
export function comparePlacesCard({ figures, zone }: PlaceComparison): Card {
  const sorted = bestFirst(figures)
  const [first] = sorted
  if (!first) throw new RangeError('nothing to compare')
  const { kpi, period } = first
  return {
    title: titled(
      dotted([kpi.label, period.label]),
      figures.map(figure => figure.place),
    ),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: leadText(sorted) },
      placesTable(sorted),
      ...barsOf(sorted),
      ...smallPrint(figures, zone),
      {
        type: 'actions',
        actions: [trendAction(kpi, first.place.place, period.from === period.to ? null : period), explainAction(kpi)],
      },
    ],
  }
}

/** Several KPIs of one place in two periods. @throws RangeError without figures. */
export function comparePeriodsCard({ now, earlier, zone }: PeriodComparison): Card {
  const [first, before] = [now[0], earlier[0]]
  if (!first || !before) throw new RangeError('nothing to compare')
  const pairs = now.flatMap((figure, index) => {
    const other = earlier[index]
    return other && (figure.value !== null || other.value !== null) ? [{ figure, earlier: other }] : []
  })
  const heading = fill(texts.versus, { now: first.period.label, earlier: before.period.label })
  const steps: readonly Action[] = [trendAction(first.kpi, first.place.place, first.period), explainAction(first.kpi)]
  return {
    title: titled(dotted([first.place.label, heading]), [first.place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: pairs[0] ? movedText(pairs[0].figure, pairs[0].earlier) : texts.nothing },
      ...(pairs.length > 0 ? [periodsTable(pairs)] : []),
      ...smallPrint([...now, ...earlier], zone),
      { type: 'actions', actions: steps },
    ],
  }
}

interface Pair {
  readonly figure: Figure
  readonly earlier: Figure
}

function periodsTable(pairs: readonly Pair[]): Block {
  const [first] = pairs
  const silent = areAllProvisional(pairs.flatMap(pair => [pair.figure, pair.earlier]))
  return {
    type: 'table',
    columns: [
      { label: words.kpi },
      { label: first?.earlier.period.label ?? words.none, align: 'end' },
      { label: first?.figure.period.label ?? words.none, align: 'end' },
      { label: texts.change, align: 'end' },
    ],
    rows: pairs.map(({ figure, earlier }) => [
      { text: figure.kpi.label },
      valueCell(earlier, silent),
      valueCell(figure, silent),
      pairChangeCell(figure, earlier),
    ]),
  }
}

function pairChangeCell(figure: Figure, earlier: Figure): Cell {
  const comparison = changeBetween(figure, earlier)
  if (comparison.change === null) return { text: words.none, dim: true }
  const good = isGood(comparison.change, figure.kpi.better)
  const text = changeText({ ...comparison, period: earlier.period, value: earlier.value })
  return good === null ? { text } : { text, tone: good ? 'good' : 'bad' }
}

/** Units whose changes are differences, not shares. */
const inPoints: readonly string[] = ['ratio', 'stars', 'points']

function changeBetween(
  figure: Figure,
  earlier: Figure,
): { readonly change: number | null; readonly kind: 'relative' | 'points' } {
  const kind = inPoints.includes(figure.kpi.unit) ? 'points' : 'relative'
  const [a, b] = [figure.value, earlier.value]
  const unjudged = figure.quality.belowSample || earlier.quality.belowSample || figure.currency !== earlier.currency
  if (a === null || b === null || unjudged) return { change: null, kind }
  if (kind === 'points') return { change: a - b, kind }
  return { change: b > 0 ? (a - b) / b : null, kind }
}

function movedText(figure: Figure, earlier: Figure): Localized {
  const { change, kind } = changeBetween(figure, earlier)
  const show = (shown: Figure) => formatValue(shown.value, shown.kpi.unit, shown.currency)
  return fill(texts.moved, {
    kpi: figure.kpi.label,
    before: show(earlier),
    value: show(figure),
    earlier: earlier.period.label,
    now: figure.period.label,
    change: change === null ? words.none : formatChange(change, kind),
  })
}

function placesTable(figures: readonly Figure[]): Block {
  const targets = figures.some(figure => figure.target !== null)
  const silent = areAllProvisional(figures)
  const end = { align: 'end' } as const
  return {
    type: 'table',
    columns: [
      { label: words.place },
      { label: words.value, ...end },
      ...(targets
        ? [
            { label: words.target, ...end },
            { label: words.attainment, ...end },
          ]
        : []),
      { label: words.change, ...end },
    ],
    rows: figures.map(figure => [
      { text: figure.place.label },
      valueCell(figure, silent),
      ...(targets ? [targetCell(figure), attainmentCell(figure)] : []),
      changeCell(figure),
    ]),
  }
}

function leadText(sorted: readonly Figure[]): Localized {
  const known = sorted.filter(figure => figure.value !== null && !figure.quality.belowSample)
  const [best, last] = [known[0], known.at(-1)]
  if (!best || !last || best === last) return texts.nothing
  if (!oneCurrency(known)) return texts.currencies
  const show = (figure: Figure) => formatValue(figure.value, figure.kpi.unit, figure.currency)
  const names = { best: best.place.label, last: last.place.label, value: show(best), low: show(last) }
  return fill(best.kpi.better === 'band' ? texts.highest : texts.leads, names)
}

function bestFirst(figures: readonly Figure[]): readonly Figure[] {
  const lower = figures[0]?.kpi.better === 'lower'
  const rank = (figure: Figure) =>
    figure.value === null ? Number.NEGATIVE_INFINITY : lower ? -figure.value : figure.value
  return [...figures].sort((a, b) => rank(b) - rank(a) || a.place.key.localeCompare(b.place.key))
}

function oneCurrency(figures: readonly Figure[]): boolean {
  return new Set(figures.map(figure => figure.currency)).size <= 1
}

function barsOf(figures: readonly Figure[]): readonly ImageBlock[] {
  const shown = figures.filter(figure => figure.value !== null)
  const [first] = shown
  if (!first || shown.length < 2 || !oneCurrency(shown)) return []
  const data: BarsChart = {
    title: first.kpi.label,
    subtitle: fill(
      { en: '{days}', ja: '{days}', 'zh-CN': '{days}' },
      { days: formatDays(first.period.from, first.period.to) },
    ),
    unit: first.kpi.unit,
    currency: first.currency,
    bars: shown.map(figure => ({
      label: figure.place.label.en,
      value: figure.value,
      compare: figure.comparison?.value ?? null,
      good: isGood(figure.comparison?.change ?? null, figure.kpi.better),
    })),
    valueLabel: first.period.label,
    compareLabel: texts.before,
    ...stampOf(mergedPlace(shown)),
  }
  const alt = join(
    shown.map(figure =>
      fill(
        { en: '{place} {value}', ja: '{place} {value}', 'zh-CN': '{place} {value}' },
        {
          place: figure.place.label,
          value: formatValue(figure.value, figure.kpi.unit, figure.currency),
        },
      ),
    ),
  )
  return [{ type: 'image', picture: { drawing: 'bars', data }, alt }]
}

function mergedPlace(figures: readonly Figure[]): ResolvedPlace {
  const stores = figures.flatMap(figure => figure.place.stores)
  return { place: { kind: 'all' }, key: 'all', stores, sku: '', label: words.place }
}
