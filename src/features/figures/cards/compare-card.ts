import { shownAttainment } from '#src/cards/attained.ts'
import { areInOneCurrency, barsImage } from '#src/cards/bars-chart.ts'
import { attainmentCell, changeCell, changeLabel, figureValue, targetCell, valueCell } from '#src/cards/figure-cells.ts'
import { explainAction, trendAction } from '#src/cards/lines.ts'
import { areAllProvisional } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { areCountedDifferently } from '#src/cards/visit-bases.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Card, Column } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { smallPrint } from './status-card.ts'

const texts = {
  leads: {
    en: '{best} leads with {value}; {last} is last with {low}',
    ja: '最も良いのは{best}（{value}）、最も低調なのは{last}（{low}）',
    'zh-CN': '{best}领先（{value}），{last}最后（{low}）',
  },
  spans: {
    en: 'From {low} ({last}) to {value} ({best})',
    ja: '{low}（{last}）から{value}（{best}）まで',
    'zh-CN': '从{low}（{last}）到{value}（{best}）',
  },
  nothing: { en: 'Not enough data to compare', ja: '比較できるデータが足りません', 'zh-CN': '数据不足，无法对比' },
  attained: {
    en: '{best} has the highest attainment with {value}, {last} the lowest with {low}; different currencies, so amounts are not ranked',
    ja: '達成率が最も高いのは{best}（{value}）、最も低いのは{last}（{low}）。通貨が異なるため金額の順位は付けていません',
    'zh-CN': '{best}达成率最高（{value}），{last}最低（{low}）；币种不同，金额未排名',
  },
  bases: {
    en: 'Counted against different kinds of visits, so not ranked',
    ja: '訪問の数え方が異なるため、順位付けはしていません',
    'zh-CN': '访问的统计口径不同，未排名',
  },
  currencies: {
    en: 'Different currencies: amounts are not ranked and not drawn side by side',
    ja: '通貨が異なるため、順位付けとグラフ表示はしていません',
    'zh-CN': '币种不同，未排名也未绘图',
  },
}

/** Places side by side in one period: `rows[i]` holds the figures of one KPI, place by place. */
export interface PlaceComparison {
  readonly rows: readonly (readonly Figure[])[]
  readonly zone: string
}

/** One KPI of several places, best first with a picture; or several KPIs, a column for each place. @throws RangeError without figures. */
export function comparePlacesCard({ rows, zone }: PlaceComparison): Card {
  const sorted = bestFirst(rows[0] ?? [])
  const [first] = sorted
  if (!first) throw new RangeError('nothing to compare')
  const { kpi, period, place } = first
  const all = rows.flat()
  return {
    title: titled(
      dotted(rows.length === 1 ? [kpi.label, period.label] : [period.label]),
      all.map(figure => figure.place),
    ),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: leadText(sorted) },
      rows.length === 1 ? placesTable(sorted) : gridTable(rows),
      ...(areCountedDifferently(sorted) ? [] : barsImage(sorted)),
      ...smallPrint(all, { zone }),
      { type: 'actions', actions: [trendAction(kpi, place.place, period), explainAction(kpi)] },
    ],
  }
}

function placesTable(figures: readonly Figure[]): Block {
  const targets = figures.some(figure => figure.target !== null)
  const silent = areAllProvisional(figures)
  return {
    type: 'table',
    columns: [
      { label: words.place },
      end(words.value),
      ...(targets ? [end(words.target), end(words.attainment)] : []),
      end(changeLabel(figures)),
    ],
    rows: figures.map(figure => [
      { text: figure.place.label },
      valueCell(figure, silent),
      ...(targets ? [targetCell(figure), attainmentCell(figure)] : []),
      changeCell(figure),
    ]),
  }
}

function gridTable(rows: readonly (readonly Figure[])[]): Block {
  const silent = areAllProvisional(rows.flat())
  const known = rows.filter(row => row.some(figure => figure.value !== null))
  return {
    type: 'table',
    columns: [{ label: words.kpi }, ...(rows[0] ?? []).map(figure => end(figure.place.label))],
    rows: known.map(row => [
      { text: row[0]?.kpi.label ?? words.none },
      ...row.map(figure => valueCell(figure, silent)),
    ]),
  }
}

function end(label: Localized): Column {
  return { label, align: 'end' }
}

function leadText(sorted: readonly Figure[]): Localized {
  const known = sorted.filter(figure => figure.value !== null && !figure.quality.belowSample)
  const [best, last] = [known[0], known.at(-1)]
  if (!best || !last || best === last) return texts.nothing
  if (areCountedDifferently(known)) return texts.bases
  if (!areInOneCurrency(known)) return byAttainment(known)
  const show = (figure: Figure) => figureValue(figure)
  const names = { best: best.place.label, last: last.place.label, value: show(best), low: show(last) }
  return fill(best.kpi.better === 'band' ? texts.spans : texts.leads, names)
}

/** Amounts of different currencies cannot be ranked, but how near each is to its own target can. */
function byAttainment(figures: readonly Figure[]): Localized {
  const judged = figures.flatMap(figure => {
    const share = shownAttainment(figure)
    return share === null ? [] : [{ place: figure.place.label, share }]
  })
  const sorted = judged.sort((a, b) => b.share - a.share)
  const [best, last] = [sorted[0], sorted.at(-1)]
  if (!best || !last || best === last) return texts.currencies
  const names = {
    best: best.place,
    last: last.place,
    value: attainmentText(best.share),
    low: attainmentText(last.share),
  }
  return fill(texts.attained, names)
}

function bestFirst(figures: readonly Figure[]): readonly Figure[] {
  const lower = figures[0]?.kpi.better === 'lower'
  const rank = ({ value, quality }: Figure) =>
    value === null || quality.belowSample ? Number.NEGATIVE_INFINITY : lower ? -value : value
  return [...figures].sort((a, b) => rank(b) - rank(a) || a.place.key.localeCompare(b.place.key))
}
