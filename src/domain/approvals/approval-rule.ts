import { holds, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'

/** Who may be asked, in the order in which companies ask them. */
export const approvalSteps = ['owner', 'leader', 'manager', 'administrator'] as const
export type ApprovalStep = (typeof approvalSteps)[number]

/** Targets of a place, of one KPI or all, that need approval from some size of change on. */
export interface ApprovalRule {
  readonly id: number
  readonly place: PlaceKey
  /** `null`: every KPI. */
  readonly kpiId: string | null
  /** Share of the target in force from which on it holds; 0: every change. */
  readonly fromChange: number
  readonly steps: readonly ApprovalStep[]
}

/** What is to be changed: its stores, its KPI and by how much. */
export interface PlannedChange {
  readonly kpiId: string
  readonly stores: readonly Store[]
  /** Share of the target in force, as an absolute number; `null`: there is none to compare with, which is as large as can be. */
  readonly size: number | null
}

/**
 * The rule that holds for a change: of those whose place holds all of its stores, the one for the smallest place, before
 * that for the KPI itself, and of these the one for the largest changes. `null`: no approval is needed.
 */
export function ruleFor(rules: readonly ApprovalRule[], change: PlannedChange): ApprovalRule | null {
  const size = change.size ?? Number.POSITIVE_INFINITY
  const fitting = rules.filter(rule => fits(rule, change) && size >= rule.fromChange)
  return (
    [...fitting].sort((a, b) => narrowness(b) - narrowness(a) || b.fromChange - a.fromChange || b.id - a.id)[0] ?? null
  )
}

function fits({ place, kpiId }: ApprovalRule, change: PlannedChange): boolean {
  const where = parsePlaceKey(place)
  if (where === null || (kpiId !== null && kpiId !== change.kpiId)) return false
  return change.stores.length > 0 && change.stores.every(store => holds(where, store))
}

function narrowness({ place, kpiId }: ApprovalRule): number {
  const kind = place === 'all' ? 0 : place.startsWith('store:') ? 2 : 1
  return kind * 2 + (kpiId === null ? 0 : 1)
}

/** By which share a value differs from the one before, signed; `null` without a value before, or from nothing. */
export function changeOf(before: number | null | undefined, after: number | null): number | null {
  return before == null || after === null || before === 0 ? null : (after - before) / Math.abs(before)
}

/** A change by more than this needs a reason (practice of target setting: 30 %). */
export const reasonFrom = 0.3
