import { sentence, toneOfFigures } from '#src/cards/headline.ts'
import { explainAction, noteAction, statusAction, targetAction, whyOfFigure } from '#src/cards/lines.ts'
import { notesList, type ShownNote } from '#src/cards/notes-list.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { ChartShade } from '#src/domain/chart.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import type { Day } from '#src/domain/period/index.ts'
import { smallPrint } from './status-card.ts'

/** A KPI day by day. */
export interface Trend {
  /** The whole period as one figure: what the line comes to. */
  readonly figure: Figure
  readonly series: Series
  readonly before: Series | null
  readonly notes: readonly ShownNote[]
  readonly shades: readonly ChartShade[]
  readonly zone: string
  /** The reader's day. */
  readonly today: Day
  readonly mayWrite: boolean
}

/** A picture of the days with target and notes, and in words what they come to. */
export function trendCard(trend: Trend): Card {
  const { figure, series, notes, shades, before } = trend
  const { kpi, place, period } = figure
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: sentence(figure) },
    trendImage({ series, notes, shades, ...(before ? { before } : {}) }),
    ...notesList(notes, trend.today),
    ...smallPrint([figure], trend),
    { type: 'actions', actions: nextSteps(trend) },
  ]
  return {
    title: titled(dotted([kpi.label, place.label, period.label]), [place]),
    tone: toneOfFigures([figure]),
    blocks,
  }
}

function nextSteps({ figure, mayWrite }: Trend): readonly Action[] {
  const { kpi, place, period } = figure
  return [
    statusAction(place.place, period, kpi),
    whyOfFigure(figure),
    ...(mayWrite && place.sku === '' ? [targetAction(kpi, place.place, period)] : []),
    ...(mayWrite ? [noteAction(place.place, period, kpi)] : []),
    explainAction(kpi),
  ]
}
