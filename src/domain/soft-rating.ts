import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { ownRatingSlots } from '#src/domain/measures/soft.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** Below it a rating is not judged: at least so many test orders or photo checks (design rule). */
export const usualChecks = 5

/** Ratings so many points apart are looked at together (design rule: two of the five steps). */
export const farApart = 2

/** Whether people rate a KPI from 1 to 5 by looking at it. */
export function isRated(kpi: Kpi): boolean {
  return kpi.theme === 'soft'
}

/** What each rating from 1 to 5 stands for, the worst first; empty where nobody wrote it down. */
export function anchorsOf(kpi: Kpi): readonly Localized[] {
  return kpi.anchors ?? []
}

/**
 * The own KPI of a slot: rated from 1 to 5 like the built-in ones. `null` when all slots are taken. `taken`: numbers that
 * were ever given away; a slot is never used for another KPI, because its figures stay.
 */
export function freeSlot(taken: readonly number[]): number | null {
  const next = Math.max(0, ...taken) + 1
  return next <= ownRatingSlots ? next : null
}

/** The slot of an own KPI; `null` for any other KPI. */
export function slotOf(kpiId: string): number | null {
  const found = /^own_rating_(\d+)$/.exec(kpiId)
  return found ? Number(found[1]) : null
}

/** What an own KPI is made of, before its names are checked. */
export function ownRating(slot: number, name: string, anchors: readonly string[]) {
  const [worst = '', best = ''] = [anchors[0], anchors.at(-1)]
  return {
    id: `own_rating_${slot}`,
    label: name,
    formula: `soft_own_${slot}_sum / soft_own_${slot}_n`,
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: `soft_own_${slot}_n`, count: usualChecks },
    meaning: {
      en: `Rated 1 to 5: from ${worst} (1) to ${best} (5).`,
      ja: `1〜5点の評価です。1点：${worst}、5点：${best}。`,
      'zh-CN': `1至5分：1分为${worst}，5分为${best}。`,
    },
    anchors: anchors.map(verbatim),
  } as const
}

/**
 * Who rates in a round: so many of the panel, those who come next after the raters of the rounds before. People who are
 * away are passed over as long as others are here.
 */
export function ratersOf(
  panel: readonly number[],
  round: number,
  perRound: number,
  isHere: (personId: number) => boolean = () => true,
): readonly number[] {
  if (panel.length === 0) return []
  const first = (round * perRound) % panel.length
  const inTurn = [...panel.slice(first), ...panel.slice(0, first)]
  const here = inTurn.filter(isHere)
  return (here.length > 0 ? here : inTurn).slice(0, perRound)
}

/** What ratings come to. Whoever did not answer is in none of the numbers but `asked`. */
export interface RatingSum {
  readonly sum: number
  /** Test orders or photos that were looked at. */
  readonly n: number
  /** `null`: nobody answered. */
  readonly mean: number | null
  /** Between the highest and the lowest rating; `null`: fewer than two answered. */
  readonly apart: number | null
}

/** Adds ratings up, each as often as things were looked at. */
export function sumRatings(answers: readonly { readonly score: number; readonly checks: number }[]): RatingSum {
  let [sum, n] = [0, 0]
  for (const { score, checks } of answers) {
    sum += score * checks
    n += checks
  }
  const scores = answers.map(({ score }) => score)
  return {
    sum,
    n,
    mean: n === 0 ? null : sum / n,
    apart: scores.length < 2 ? null : Math.max(...scores) - Math.min(...scores),
  }
}
