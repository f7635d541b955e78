import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import type { Theme } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What stands in a template although no KPI formula gives it. */
export const ownLines = ['team_score', 'task_completion'] as const

/**
 * What a template proposes as a target where none is set. `plan`: somebody has to set one; `mean`: the last three months,
 * better by `step`; `share`: so much of what another KPI was in the last three months; `at`: this value; `band`: between two.
 */
export type DefaultGoal =
  | { readonly kind: 'plan' }
  | { readonly kind: 'mean'; readonly step: number }
  | { readonly kind: 'share'; readonly of: string; readonly factor: number }
  | { readonly kind: 'at'; readonly value: number }
  | { readonly kind: 'band'; readonly low: number; readonly high: number }

/** A KPI of a template. */
export interface TemplateLine {
  /** A KPI's id, or one of `ownLines`. */
  readonly kpiId: string
  /** What is measured instead where the KPI has no source; absent: nothing. */
  readonly instead?: string
  /** Whole points of 100. */
  readonly weight: number
  readonly goal: DefaultGoal
  /** The worst value that is still accepted: it attains 0; absent: counted from the target alone. */
  readonly worst?: number
}

/** KPIs with weights, for a market or a role. */
export interface ScoreTemplate {
  /** What people type, such as `japan` or `ads`. */
  readonly code: string
  readonly name: Localized
  /** Other names, in any language. */
  readonly aliases: readonly string[]
  /** For stores of a market, or for people. */
  readonly kind: 'market' | 'role'
  readonly lines: readonly TemplateLine[]
  /** Highest attainment that counts. */
  readonly maxAttainment: number
  /** Highest score while a marketplace's line is broken; `null`: no gate. */
  readonly gate: number | null
  /** 0 for what comes with the product; own templates count from 1. */
  readonly version: number
  /** The built-in template that an own one was copied from; absent: none. */
  readonly base?: string
  /** What is measured, why, and how to move it: the card for somebody who is new to the role. */
  readonly meaning: Localized
}

/** Themes that speak of quality: each role is also measured by one of them (rule of templates). */
const qualityThemes: ReadonlySet<Theme> = new Set(['service', 'fulfilment', 'soft'])
/** KPIs of other themes that speak of quality; a click rate says how well an advertisement fits what people look for. */
const qualityKpis: ReadonlySet<string> = new Set(['in_stock_rate', 'stock_accuracy', 'ctr', 'bounce_rate'])

/** Whether a KPI speaks of the quality of goods, service or delivery, not of amounts. */
export function isQuality(kpiId: string): boolean {
  const kpi = findBuiltInKpi(kpiId)
  return kpi !== null && (qualityThemes.has(kpi.theme) || qualityKpis.has(kpiId))
}

/** A line of a template, as the tables below write it. */
export function measured(
  kpiId: string,
  weight: number,
  goal: DefaultGoal | number | 'plan',
  instead?: string,
): TemplateLine {
  const other = instead === undefined ? {} : { instead }
  if (goal === 'plan') return { kpiId, weight, goal: { kind: 'plan' }, ...other }
  return { kpiId, weight, goal: typeof goal === 'number' ? { kind: 'at', value: goal } : goal, ...other }
}

/** The last three months, better by a share. */
export function better(step: number): DefaultGoal {
  return { kind: 'mean', step }
}
