import type { CommandContext } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, quarterOf, shiftDays, weekOf } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { PersonName, TargetPeriod } from '#src/domain/targets/target.ts'
import { suggestTarget, valueWord } from '#src/features/approvals/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Pack } from './pack.ts'
import type { Point } from './store/meetings.ts'

/** A target for the period to come that a meeting may set, worked out of the months before. */
export interface NextTarget {
  readonly kpi: Kpi
  readonly place: Localized
  readonly at: PlaceKey
  readonly kind: TargetPeriod
  readonly period: Period
  /** Minor units where it is money. */
  readonly value: number
  readonly currency: string | null
  /** Whose target it is so far. */
  readonly owner: PersonName | null
}

type Parts = Pick<CommandContext, 'figures' | 'caller' | 'now'>

/** So many are worked out, the furthest behind first (judgement: each reads two years, and a meeting is an hour). */
const maxTargets = 6

/** Targets for what missed its own one, as far as the months before tell any. */
export async function nextTargets(missed: readonly Figure[], parts: Parts): Promise<readonly NextTarget[]> {
  const found: NextTarget[] = []
  for (const { kpi, place, target } of missed.slice(0, maxTargets)) {
    const kind = plannedBy(target?.setFor ?? 'month')
    const [period] = periodsOffered(kind, parts)
    const reader = { stores: place.stores, demo: parts.caller.demo }
    const question = { kpi, place, period, increment: 'normal', reader, now: parts.now } as const
    const { value, currency } = await suggestTarget(parts.figures, question)
    const owner = target?.owner ?? null
    if (value !== null) found.push({ kpi, place: place.label, at: place.key, kind, period, value, currency, owner })
  }
  return found
}

/** What a target is set for: the coming week, month or quarter, the running one, and the one after the coming. */
export function periodsOffered(
  kind: TargetPeriod,
  { caller, now }: Pick<Parts, 'caller' | 'now'>,
): readonly [Period, Period, Period] {
  const of = kind === 'week' ? weekOf : kind === 'quarter' ? quarterOf : monthOf
  const running = of(localDay(now, caller.timeZone))
  const coming = of(shiftDays(running.end, 1))
  return [coming, running, of(shiftDays(coming.end, 1))]
}

/** What was a target day by day is planned by the month. */
function plannedBy(kind: TargetPeriod): TargetPeriod {
  return kind === 'day' ? 'month' : kind
}

/** What is proposed for a KPI at a place: by somebody, else what the months before suggest; without a value where neither. */
export function blanksFor(
  { next, proposals }: Pack,
  kpi: Kpi | null,
  at: string,
  ownerOf: (id: number) => string | null,
): NonNullable<Point['next']> {
  const asked = proposals.find(({ one }) => one.kpiId === kpi?.id && one.place === at)?.one
  const worked = next.find(one => one.kpi.id === kpi?.id && one.at === at)
  const [kind, found] = asked ? [asked.period, asked] : [worked?.kind ?? 'month', worked ?? null]
  const value = !kpi || found?.value == null ? '' : valueWord(found.value, kpi, found.currency)
  return { kind: plannedBy(kind), value, owner: found?.owner ? ownerOf(found.owner.id) : null }
}
