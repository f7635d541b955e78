import type { Catalog } from '#src/domain/catalog.ts'
import { earlier } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { ownWindowKpi } from '#src/domain/limits/own-window.ts'
import type { Period } from '#src/domain/period/index.ts'
import { type Place, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { ScoredLine, ScoreInputs } from '#src/domain/scoring/score.ts'
import { ownLines } from '#src/domain/templates/template.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import { storesIn } from '#src/features/stores/index.ts'
import { type BrokenLine, brokenLines } from './broken-lines.ts'
import { type Before, type GoalOrigin, goalFor, readBefore } from './goals.ts'
import type { MeasuredBy } from './measured-by.ts'

/** What a line was made from, beyond the numbers: for the card. */
export interface LineDetail {
  readonly kpiId: string
  readonly places: readonly PlaceKey[]
  readonly origin: GoalOrigin
  /** `null` for what no KPI formula gives. */
  readonly figure: Figure | null
}

/** A period of a subject, ready to be scored. */
export interface Gathered {
  readonly inputs: ScoreInputs
  readonly details: readonly LineDetail[]
  readonly broken: readonly BrokenLine[]
}

/** Values of the lines that no KPI formula gives, 0–1; `null`: nothing is known. */
export type OwnValues = Readonly<Record<(typeof ownLines)[number], number | null>>

/** What gathering needs. */
export interface GatherParts {
  readonly figures: Figures
  readonly catalog: Catalog
  readonly demo: boolean
  readonly now: Date
}

/** Reads the figures and targets of a period that a score is made of. */
export async function gather(
  parts: GatherParts,
  measured: MeasuredBy,
  period: Period,
  own: OwnValues,
): Promise<Gathered> {
  const byPlaces = new Map<string, MeasuredBy['lines'][number][]>()
  for (const line of measured.lines) {
    const key = line.places.join('\n')
    byPlaces.set(key, [...(byPlaces.get(key) ?? []), line])
  }
  const found = new Map<MeasuredBy['lines'][number], { scored: ScoredLine; detail: LineDetail }>()
  for (const lines of byPlaces.values()) {
    for (const one of await scoredAt(parts, lines, period, own)) found.set(one.line, one)
  }
  const all = measured.lines.flatMap(line => found.get(line) ?? [])
  const stores = storesOf(
    measured.lines.flatMap(line => line.places),
    parts,
  )
  const day = earlier(period.end, period.to)
  const broken =
    measured.gate === null ? [] : await brokenLines(parts.figures, readerOf(parts), { ...parts, stores, day })
  const { maxAttainment, gate } = measured
  return {
    inputs: { lines: all.map(one => one.scored), maxAttainment, gate, broken: broken.length },
    details: all.map(one => one.detail),
    broken,
  }
}

/** The stores that places hold, demo or real. */
export function storesOf(places: readonly PlaceKey[], { catalog, demo }: Pick<GatherParts, 'catalog' | 'demo'>) {
  return storesIn(places, catalog).filter(store => store.demo === demo)
}

function readerOf({ catalog, demo }: GatherParts): Reader {
  return { stores: catalog.stores.filter(store => store.demo === demo), demo }
}

async function scoredAt(
  parts: GatherParts,
  lines: readonly MeasuredBy['lines'][number][],
  period: Period,
  own: OwnValues,
) {
  const { figures, catalog, now } = parts
  const { reader, place, whole } = whereOf(lines[0]?.places ?? [], parts)
  if (reader.stores.length === 0) return lines.map(line => empty(line, catalog))
  const kpis = lines.flatMap(({ kpiId }) => catalog.findKpi(kpiId) ?? [])
  const read = kpis.length === 0 ? [] : await figures.read(reader, { kpis: withOwn(kpis), place, period, now })
  const byId = new Map(read.map(figure => [figure.kpi.id, figure]))
  const before = await readBefore(figures, reader, { lines, catalog, place }, { period, now })
  return lines.map(line => {
    const figure = asTold(byId, line.kpiId)
    return figure ? fromFigure(line, figure, before, whole) : (fromOwn(line, own) ?? empty(line, catalog))
  })
}

/** The KPIs, and those of them that marketplaces count themselves. */
function withOwn(kpis: readonly Kpi[]): readonly Kpi[] {
  return [...kpis, ...kpis.flatMap(kpi => ownWindowKpi(kpi) ?? [])]
}

/**
 * A figure, or what the marketplace counts itself over a window of its own where nobody tells what ours is made of: as it
 * stood at the end of the period.
 */
function asTold(byId: ReadonlyMap<string, Figure>, kpiId: string): Figure | undefined {
  const figure = byId.get(kpiId)
  if (!figure || figure.value !== null || figure.unbounded) return figure
  const own = ownWindowKpi(figure.kpi)
  const told = own ? byId.get(own.id) : undefined
  if (!own || !told || told.value === null) return figure
  return { ...told, kpi: { ...figure.kpi, formula: own.formula }, target: figure.target, ownWindow: true }
}

/** One place is read as it stands, with its targets; several as the total of their stores. */
function whereOf(places: readonly PlaceKey[], parts: GatherParts): WhereRead {
  const all = readerOf(parts)
  const [only, another] = places
  const place = only === undefined ? null : parsePlaceKey(only)
  const stores: readonly Store[] = storesOf(places, parts)
  if (place && another === undefined)
    return { reader: stores.length > 0 ? all : { ...all, stores }, place, whole: true }
  return { reader: { ...all, stores }, place: { kind: 'all' }, whole: false }
}

interface WhereRead {
  readonly reader: Reader
  readonly place: Place
  /** The place has targets of its own. */
  readonly whole: boolean
}

function fromFigure(line: MeasuredBy['lines'][number], figure: Figure, before: Before, whole: boolean) {
  const { aim, origin } = goalFor(line, figure, before, whole)
  const { kpi, value, quality, unbounded } = figure
  const worse = unbounded && (kpi.better === 'lower') === unbounded.sign > 0 ? 'worst' : 'best'
  const scored: ScoredLine = {
    kpiId: kpi.id,
    weight: line.weight,
    better: kpi.better,
    value,
    aim,
    belowSample: quality.belowSample,
    provisional: isOpen(figure),
    ...(unbounded && { unbounded: worse }),
  }
  return { line, scored, detail: { kpiId: kpi.id, places: line.places, origin, figure } }
}

/** Days still run, are missing, or may be restated. */
function isOpen({ quality, running, period }: Figure): boolean {
  return (
    quality.provisional || quality.daysWithData < quality.daysExpected || running === true || period.to < period.end
  )
}

function fromOwn(line: MeasuredBy['lines'][number], own: OwnValues) {
  const id = ownLines.find(one => one === line.kpiId)
  if (id === undefined) return null
  const aim = { value: line.goal.kind === 'at' ? line.goal.value : 1 }
  const scored: ScoredLine = { ...bare(line, 'higher'), value: own[id], aim }
  return { line, scored, detail: { kpiId: id, places: line.places, origin: 'template' as const, figure: null } }
}

function empty(line: MeasuredBy['lines'][number], catalog: Catalog) {
  const scored = bare(line, catalog.findKpi(line.kpiId)?.better ?? 'higher')
  return { line, scored, detail: { kpiId: line.kpiId, places: line.places, origin: 'none' as const, figure: null } }
}

function bare({ kpiId, weight }: MeasuredBy['lines'][number], better: ScoredLine['better']): ScoredLine {
  return { kpiId, weight, better, value: null, aim: null, belowSample: false, provisional: false }
}
