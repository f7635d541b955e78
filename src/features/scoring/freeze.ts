import { namedWithBase, visitBaseOf } from '#src/domain/kpi-ways.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { canonical } from '#src/domain/scoring/canonical.ts'
import { type ScoreInputs, type ScoreResult, scoreOf } from '#src/domain/scoring/score.ts'
import type { BrokenLine } from './broken-lines.ts'
import type { LineDetail } from './gather.ts'
import type { Scored } from './score-subject.ts'

/** What is kept of a line beside what the score is computed from. */
export interface FrozenDetail extends Pick<LineDetail, 'kpiId' | 'places' | 'origin'> {
  readonly formula: string | null
  readonly currency: string | null
  /** When the newest of its figures arrived (ISO 8601). */
  readonly asOf: string | null
  /** Measures that belong to the value but of which nothing was there, such as parts of the costs; absent: none. */
  readonly lacking?: readonly string[]
  /** It is what the marketplace counts itself over a window of its own; absent: ours. */
  readonly ownWindow?: true
  /** Days that were corrected before the close. */
  readonly corrected: readonly string[]
}

/** All that a closed score was made of. */
export interface Frozen {
  readonly template: { readonly code: string; readonly version: number }
  readonly period: { readonly kind: string; readonly from: string; readonly to: string }
  readonly inputs: ScoreInputs
  readonly details: readonly FrozenDetail[]
  readonly broken: readonly BrokenLine[]
  readonly leftOut: readonly string[]
}

/** What a score was made of, as it is kept and shown. */
export function frozenOf({ measured, period, inputs, details, broken }: Scored): Frozen {
  return {
    template: { code: measured.template, version: measured.version },
    period: { kind: period.kind, from: period.from, to: period.end },
    inputs,
    details: details.map(frozenDetail),
    broken,
    leftOut: measured.leftOut,
  }
}

/** What is kept of a score, and its result, both as canonical JSON. */
export function freeze(scored: Scored): { readonly inputs: string; readonly result: string } {
  return { inputs: canonical(frozenOf(scored)), result: canonical(scored.result) }
}

function frozenDetail({ kpiId, places, origin, figure }: LineDetail): FrozenDetail {
  return {
    ...{ kpiId, places, origin },
    formula: figure?.kpi.formula ?? null,
    currency: figure?.currency ?? null,
    asOf: figure?.quality.asOf?.toISOString() ?? null,
    corrected: figure?.quality.corrected ?? [],
    ...(figure?.lacking && { lacking: figure.lacking }),
    ...(figure?.ownWindow && { ownWindow: true }),
  }
}

/** The places that tell a line apart: those where it counts, if its KPI stands in several lines; else none. */
export function tellingPlaces(
  { inputs: { lines }, details }: Pick<Frozen, 'inputs' | 'details'>,
  at: number,
): readonly PlaceKey[] {
  const repeats = lines.filter(({ kpiId }) => kpiId === lines[at]?.kpiId).length > 1
  return repeats ? (details[at]?.places ?? []) : []
}

/** Reads what was kept. */
export function thaw(inputs: string): Frozen {
  return JSON.parse(inputs) as Frozen // written by `freeze` alone
}

/** The result computed again from what was kept: the same text as the kept result, or the record was changed. */
export function recompute(inputs: string): { readonly result: ScoreResult; readonly text: string } {
  const result = scoreOf(thaw(inputs).inputs)
  return { result, text: canonical(result) }
}

/** The KPI of a line with the visits in its name that its value was divided by, as the record says. */
export function namedAsCounted(kpi: Kpi | null, detail: FrozenDetail | undefined): Kpi | null {
  const formula = detail?.formula ?? null
  if (kpi === null || formula === null || visitBaseOf(kpi) === null) return kpi
  return { ...kpi, label: namedWithBase({ ...kpi, formula }).label }
}
