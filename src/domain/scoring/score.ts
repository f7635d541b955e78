import { type Aim, attainment } from '#src/domain/targets/attainment.ts'

/** What a KPI of a scorecard came to. Money in minor units, ratios 0–1. */
export interface ScoredLine {
  readonly kpiId: string
  /** Points of 100 in the template. */
  readonly weight: number
  readonly better: 'higher' | 'lower' | 'band'
  /** `null`: nothing is known. */
  readonly value: number | null
  /** `null`: there is no target. */
  readonly aim: Aim | null
  /** Too few cases to judge by. */
  readonly belowSample: boolean
  /** May still change. */
  readonly provisional: boolean
  /** Over a denominator of zero: as bad, or as good, as can be; absent: it is not. */
  readonly unbounded?: 'worst' | 'best'
}

/** All that a score is made of. Computing it again from the same inputs gives the same result. */
export interface ScoreInputs {
  readonly lines: readonly ScoredLine[]
  /** Highest attainment that counts for a KPI. */
  readonly maxAttainment: number
  /** Highest score while a marketplace's line is broken; `null`: no gate. */
  readonly gate: number | null
  /** Lines of marketplaces that were broken at the end of the period. */
  readonly broken: number
}

/** Why a KPI does not count. */
export type NotCounted = 'no-data' | 'no-target' | 'sample'

/** What a KPI brings. */
export interface LineResult {
  readonly kpiId: string
  /** 0 to the cap; `null`: it does not count. */
  readonly attained: number | null
  /** Points it brings, of `worth`. */
  readonly points: number | null
  /** Points that it is worth after those without data gave theirs to the others. */
  readonly worth: number | null
  readonly why: NotCounted | null
}

/** A score from 0 to 120. */
export interface ScoreResult {
  /** With one decimal and a hundredth kept: 109.56. `null`: nothing counts. */
  readonly score: number | null
  /** Before a broken line capped it; the same as `score` without one. */
  readonly ungated: number | null
  readonly gated: boolean
  /** Points of the template that have data, 0–100. */
  readonly known: number
  /** At least 70 % of the weights are known: below it there is no rank. */
  readonly complete: boolean
  /** Something may still change. */
  readonly provisional: boolean
  readonly lines: readonly LineResult[]
}

/** Share of the weights that must be known (rule of scores). */
const minKnown = 0.7

/** 100 × sum of weight × attainment over the sum of the weights with data, capped while a line is broken. */
export function scoreOf({ lines, maxAttainment, gate, broken }: ScoreInputs): ScoreResult {
  const total = sumOf(lines)
  const judged = lines.map(line => ({ line, ...judge(line, maxAttainment) }))
  const counted = judged.filter(({ attained }) => attained !== null)
  const known = sumOf(counted.map(({ line }) => line))
  const ungated = known > 0 ? rounded((100 * sumOfPoints(counted)) / known) : null
  const gated = broken > 0 && gate !== null && ungated !== null && ungated > gate
  return {
    score: gated ? gate : ungated,
    ungated,
    gated,
    known: total > 0 ? rounded((100 * known) / total) : 0,
    complete: total > 0 && known >= minKnown * total,
    provisional: counted.some(({ line }) => line.provisional),
    lines: judged.map(({ line, attained, why }) => {
      const worth = attained === null || known <= 0 ? null : (100 * line.weight) / known
      return {
        kpiId: line.kpiId,
        attained,
        points: worth === null || attained === null ? null : rounded(worth * attained),
        worth: worth === null ? null : rounded(worth),
        why,
      }
    }),
  }
}

function judge(line: ScoredLine, most: number): { readonly attained: number | null; readonly why: NotCounted | null } {
  if (line.aim === null) return { attained: null, why: 'no-target' }
  if (line.belowSample) return { attained: null, why: 'sample' }
  if (line.unbounded) return { attained: line.unbounded === 'worst' ? 0 : most, why: null }
  const attained = attainment(line.value, line.aim, line.better, most)
  return { attained, why: attained === null ? 'no-data' : null }
}

function sumOf(lines: readonly Pick<ScoredLine, 'weight'>[]): number {
  return lines.reduce((sum, { weight }) => sum + weight, 0)
}

function sumOfPoints(lines: readonly { readonly line: ScoredLine; readonly attained: number | null }[]): number {
  return lines.reduce((sum, { line, attained }) => sum + line.weight * (attained ?? 0), 0)
}

/** Two digits behind the point, halves up, without the dust of binary fractions. */
function rounded(value: number): number {
  return Math.round((value + Number.EPSILON) * 100 + 1e-7) / 100
}
