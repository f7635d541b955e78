import type { ApprovalRule } from '#src/domain/approvals/approval-rule.ts'
import { changeOf, reasonFrom } from '#src/domain/approvals/approval-rule.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { placeKey, type Store } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { approvalNeeded } from '#src/features/approvals/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { PlanEntry } from './paste/read-paste.ts'
import { typedValue } from './typed-value.ts'

/** A target that would be another one. */
export interface PlanChange {
  readonly kpi: Kpi
  readonly store: Store
  /** First day of the month. */
  readonly month: string
  readonly before: number | null
  readonly after: number
  /** Somebody has to agree to it. */
  readonly approval: boolean
  /** It changes so much that it takes a reason to be proposed. */
  readonly needsReason: boolean
  /** The line that does it. */
  readonly line: string
}

/** What changes are worked out with. */
export interface ChangeParts {
  readonly db: Db
  readonly demo: boolean
  readonly history: readonly Target[]
  /** Why, for those that need approval; empty: nobody said. */
  readonly reason: string
}

/** Entries that differ from what counts; of several for the same month the last. Approval is asked for by the rules of today. */
export async function planChanges(parts: ChangeParts, entries: readonly PlanEntry[]): Promise<readonly PlanChange[]> {
  const last = new Map(entries.map(entry => [`${entry.kpi.id}/${entry.store.slug}/${entry.month}`, entry]))
  const changes: PlanChange[] = []
  for (const entry of last.values()) {
    const { kpi, store, month, value } = entry
    const before = pickTarget(parts.history, kpi.id, placeKey({ kind: 'store', slug: store.slug }), 'month', month)
    if (before?.value === value && before.validFrom === month) continue
    const rule = await ruleFor(parts, entry)
    const change = changeOf(before?.value, value)
    const needsReason = rule !== null && change !== null && Math.abs(change) > reasonFrom && parts.reason === ''
    changes.push({
      kpi,
      store,
      month,
      before: before?.value ?? null,
      after: value,
      approval: rule !== null,
      needsReason,
      line: lineOf(entry, rule !== null ? parts.reason : ''),
    })
  }
  return changes
}

function ruleFor({ db, demo }: ChangeParts, { kpi, store, month, value }: PlanEntry): Promise<ApprovalRule | null> {
  const place = { kind: 'store', slug: store.slug } as const
  const label = { en: store.name, ja: store.name, 'zh-CN': store.name }
  const resolved = { place, key: placeKey(place), stores: [store], sku: '', label }
  const goal = { value, low: null, high: null }
  return approvalNeeded(db, { kpi, place: resolved, kind: 'month', period: monthOf(month), goal, demo })
}

function lineOf({ kpi, store, month, value }: PlanEntry, reason: string): string {
  const typed = typedValue(value, kpi, kpi.unit === 'money' ? store.currency : null)
  const why = reason === '' ? '' : ` "${reason.replaceAll('"', '”').replace(/\s+/g, ' ')}"`
  return `target set ${kpi.id} ${store.slug} ${month.slice(0, 7)} ${typed}${why}`
}

/** A change as a target that was set after all others: what the sheet will be. */
export function asIfSet({ kpi, store, month, after }: PlanChange, at: number): Target {
  return {
    ...{
      id: Number.MAX_SAFE_INTEGER - 1_000_000 + at,
      kpiId: kpi.id,
      place: placeKey({ kind: 'store', slug: store.slug }),
    },
    ...{ period: 'month', value: after, low: null, high: null, currency: kpi.unit === 'money' ? store.currency : null },
    ...{ owner: null, weight: 10, validFrom: month, setAt: new Date(8.64e15), setBy: null, withdrawn: false },
  }
}
