import type { CommandContext } from '#src/contracts/command.ts'
import type { Figure } from '#src/domain/figure.ts'
import { type Offers, type Way, waysOf } from '#src/domain/kpi-ways.ts'
import { monthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { ownLines, type ScoreTemplate, type TemplateLine } from '#src/domain/templates/template.ts'
import { rescaled } from '#src/domain/templates/weights.ts'
import { storesOf } from './gather.ts'
import { fromTemplate, type MeasuredBy } from './measured-by.ts'
import { ownValues, type Scored, scoreMeasured } from './score-subject.ts'
import { scoreParts } from './show-score.ts'

/** A template at a subject before it counts. */
export interface TemplatePreview {
  readonly template: ScoreTemplate
  readonly places: readonly PlaceKey[]
  /** KPIs that nobody tells of these stores: they are left out. */
  readonly leftOut: readonly TemplateLine[]
  /** What a scorecard leaves out: those, what would stand in for them, and KPIs in whose place another is measured. */
  readonly notMeasured: readonly string[]
  /** KPIs that people have to type in or rate. */
  readonly byHand: readonly string[]
  readonly measured: MeasuredBy
  /** What the month that was looked at would have scored. */
  readonly scored: Scored
}

/** Works out what a template would measure at places, and what it would have given in a period. */
export async function previewTemplate(
  context: CommandContext,
  asked: {
    readonly subject: Subject
    readonly template: ScoreTemplate
    readonly places: readonly PlaceKey[]
    readonly offers: Offers
    readonly period: Period
    /** Only what has figures in the period already; what people and teams do themselves stays. */
    readonly onlyMeasured?: boolean
  },
): Promise<TemplatePreview> {
  const { subject, template, places, offers, period, onlyMeasured = false } = asked
  const stores = storesOf(places, { catalog: context.catalog, demo: context.caller.demo })
  const platforms = [...new Set(stores.map(store => store.platform))]
  const wayOf = (line: TemplateLine) => bestWay(line.kpiId, platforms, offers, context)
  const chosen = template.lines.map(line => instead(line, wayOf))
  const known = await withFigures(chosen, places, period, context)
  const isOwn = ({ kpiId }: TemplateLine) => ownLines.some(id => id === kpiId)
  const leftOut = chosen.filter(
    line => !known.has(line.kpiId) && (wayOf(line) === 'none' || (onlyMeasured && !isOwn(line))),
  )
  const kept = chosen.filter(line => !leftOut.includes(line))
  const weights = rescaled(kept.map(({ weight }) => weight))
  const lines = kept.map((line, at) => ({ ...line, weight: weights[at] ?? line.weight }))
  const measured = fromTemplate(subject, { ...template, lines }, places, [])
  const parts = scoreParts(context)
  const scored = await scoreMeasured(parts, measured, period, await ownValues(parts, measured, period))
  const byHand = kept.filter(line => wayOf(line) === 'hand').map(({ kpiId }) => kpiId)
  const notMeasured = template.lines.flatMap((line, at) => {
    const used = chosen[at] ?? line
    if (leftOut.includes(used)) return [line.kpiId, ...(line.instead === undefined ? [] : [line.instead])]
    return used.kpiId === line.kpiId ? [] : [line.kpiId]
  })
  return { template, places, leftOut, notMeasured, byHand, measured, scored }
}

/** The KPI that stands in for one without a source, where it has one itself. */
function instead(line: TemplateLine, wayOf: (line: TemplateLine) => Way['kind']): TemplateLine {
  if (line.instead === undefined || wayOf(line) !== 'none') return line
  const other = { ...line, kpiId: line.instead }
  return wayOf(other) === 'none' ? line : other
}

/** The easiest way that any of the platforms has; stores of no known platform are fed by hand or file. */
function bestWay(
  kpiId: string,
  platforms: readonly string[],
  offers: Offers,
  { catalog }: CommandContext,
): Way['kind'] {
  if (ownLines.some(id => id === kpiId)) return 'api'
  const kpi = catalog.findKpi(kpiId)
  if (!kpi) return 'none'
  const ways = waysOf(kpi, offers)
  const found = platforms.map(platform => ways.get(platform)?.kind ?? 'file')
  return (
    (['api', 'file', 'window', 'hand'] as const).find(kind => found.includes(kind)) ??
    (found.length === 0 ? 'file' : 'none')
  )
}

/** KPIs that have figures at these places already, wherever those came from. */
async function withFigures(
  lines: readonly TemplateLine[],
  places: readonly PlaceKey[],
  period: Period,
  context: CommandContext,
): Promise<ReadonlySet<string>> {
  const parts = scoreParts(context)
  const stores = storesOf(places, parts)
  const kpis = lines.flatMap(({ kpiId }) => context.catalog.findKpi(kpiId) ?? [])
  if (stores.length === 0 || kpis.length === 0) return new Set()
  const reader = { stores, demo: parts.demo }
  const figures: readonly Figure[] = await parts.figures.read(reader, {
    kpis,
    place: { kind: 'all' },
    period,
    now: parts.now,
  })
  return new Set(figures.filter(({ value, unbounded }) => value !== null || unbounded).map(({ kpi }) => kpi.id))
}

/** By which month a template is looked at before it counts: the one from which it counts, else the last that is over. */
export function lookedAt(month: Period, today: string): Period {
  return month.end < today ? month : monthOf(shiftDays(`${today.slice(0, 8)}01`, -1), today)
}
