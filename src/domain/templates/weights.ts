import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import type { Theme } from '#src/domain/kpis/kpi.ts'
import { isQuality, type ScoreTemplate, type TemplateLine } from './template.ts'

/** What is wrong with the weights of a template, each with what belongs to it. */
export type WeightProblem =
  | { readonly kind: 'sum'; readonly sum: number }
  | { readonly kind: 'whole'; readonly kpiId: string }
  | { readonly kind: 'few' | 'many'; readonly count: number }
  | { readonly kind: 'light' | 'heavy'; readonly kpiId: string; readonly weight: number }
  | { readonly kind: 'twice'; readonly kpiId: string }
  | { readonly kind: 'no-quality' }
  | { readonly kind: 'beyond-influence'; readonly weight: number; readonly kpiIds: readonly string[] }

/** Rules for people: four to eight KPIs of 5 to 40 points (rules of templates). */
export const weightRules = { fewest: 4, most: 8, lightest: 5, heaviest: 40, beyondInfluence: 20, total: 100 } as const

/** Themes that a role moves by its own work; a role that is not listed moves all of them (judgement). */
const influence: Readonly<Record<string, readonly Theme[]>> = {
  ads: ['advertising', 'sales', 'traffic'],
  service: ['service'],
  warehouse: ['fulfilment', 'stock', 'service'],
}

/** What is wrong with a template's weights; markets may have more and lighter KPIs. Empty: nothing. */
export function weightProblems(
  template: Pick<ScoreTemplate, 'kind' | 'lines'>,
  role: string,
): readonly WeightProblem[] {
  const { lines } = template
  const sum = lines.reduce((total, { weight }) => total + weight, 0)
  const common: readonly WeightProblem[] = [
    ...lines.flatMap(({ kpiId, weight }): WeightProblem[] =>
      Number.isInteger(weight) && weight > 0 ? [] : [{ kind: 'whole', kpiId }],
    ),
    ...twice(lines),
    ...(sum === weightRules.total ? [] : [{ kind: 'sum', sum } as const]),
  ]
  return template.kind === 'market' ? common : [...common, ...roleProblems(lines, role)]
}

function twice(lines: readonly TemplateLine[]): readonly WeightProblem[] {
  const seen = new Set<string>()
  return lines.flatMap(({ kpiId }): WeightProblem[] => {
    if (seen.has(kpiId)) return [{ kind: 'twice', kpiId }]
    seen.add(kpiId)
    return []
  })
}

function roleProblems(lines: readonly TemplateLine[], role: string): readonly WeightProblem[] {
  const { fewest, most, lightest, heaviest, beyondInfluence } = weightRules
  const count = lines.length
  const beyond = lines.filter(({ kpiId }) => !isInfluenced(kpiId, role))
  const weight = beyond.reduce((total, line) => total + line.weight, 0)
  return [
    ...(count < fewest ? [{ kind: 'few', count } as const] : []),
    ...(count > most ? [{ kind: 'many', count } as const] : []),
    ...lines.flatMap(({ kpiId, weight }): WeightProblem[] =>
      weight < lightest
        ? [{ kind: 'light', kpiId, weight }]
        : weight > heaviest
          ? [{ kind: 'heavy', kpiId, weight }]
          : [],
    ),
    ...(lines.some(({ kpiId }) => isQuality(kpiId)) ? [] : [{ kind: 'no-quality' } as const]),
    ...(weight > beyondInfluence
      ? [{ kind: 'beyond-influence', weight, kpiIds: beyond.map(({ kpiId }) => kpiId) } as const]
      : []),
  ]
}

/** Whether somebody in a role moves a KPI by their own work. */
export function isInfluenced(kpiId: string, role: string): boolean {
  const themes = influence[role]
  const kpi = findBuiltInKpi(kpiId)
  return themes === undefined || kpi === null || themes.includes(kpi.theme)
}

/**
 * Weights in the same proportions as whole points that sum to 100 (largest remainder, earlier lines first). Weights of
 * nothing share equally. Empty for no weights.
 */
export function rescaled(weights: readonly number[], total: number = weightRules.total): readonly number[] {
  if (weights.length === 0) return []
  const positive = weights.map(weight => (Number.isFinite(weight) ? Math.max(0, weight) : 0))
  const sum = positive.reduce((all, weight) => all + weight, 0)
  const shares = positive.map(weight => (sum > 0 ? (weight / sum) * total : total / weights.length))
  const whole = shares.map(Math.floor)
  const left = total - whole.reduce((all, share) => all + share, 0)
  const order = shares
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of order.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1
  return whole
}
