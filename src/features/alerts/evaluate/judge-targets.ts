import type { Judgement, Rule } from '#src/domain/alerts/alert.ts'
import { judgeLimit, judgeOwnWindow, judgeTarget } from '#src/domain/alerts/judge.ts'
import { earlier, later, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlatformLimit } from '#src/domain/limits/index.ts'
import { limitAsTold, ownTargetKpi, ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { type Day, dayPeriod, rangePeriod } from '#src/domain/period/index.ts'
import { placeKey } from '#src/domain/place.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import { ruleName } from '#src/features/alerts/announce/demo-or-real.ts'
import type { HeldNote } from '#src/features/alerts/store/held-back.ts'
import { type Figures, isAmount, type Reader } from '#src/features/figures/index.ts'
import { daysToJudge, type KnownDays, type LimitCheck, type TargetCheck } from './checks.ts'
import type { OwnerAt } from './owners.ts'
import { reviewMissesAt } from './target-noise.ts'
import type { Breathe } from './yield-to-event-loop.ts'

/** A rule with what the figures say about it, oldest day first. */
export interface Judged {
  readonly rule: Rule
  readonly judgements: readonly Judgement[]
  /** Why, as of the last judgement; only rules that people or defaults made say so. */
  readonly finding?: Finding
  /** The rule as it stands in the database; absent for targets and a marketplace's lines. */
  readonly source?: AlertRule
  /** A new alert is said then, when the rule's active hours begin; absent: now. */
  readonly notBefore?: Date
}

/** What judging needs: the figures of one world, demo or real. */
export interface JudgeParts {
  readonly figures: Figures
  readonly reader: Reader
  readonly kpis: ReadonlyMap<string, Kpi>
  readonly ownerAt: OwnerAt
  readonly known: KnownDays
  /** Takes note of what an event held back. */
  readonly noteHeld: (note: HeldNote) => void
  readonly now: Date
  readonly breathe: Breathe
  /** Leaves out what fails by itself, and tells; throws on what is the trouble of all. */
  readonly leaveOut: (failed: { readonly place: string; readonly rule?: number }, error: unknown) => void
}

/** Judges the targets of a place on the days that changed and after. */
export async function judgeTargets(parts: JudgeParts, check: TargetCheck): Promise<readonly Judged[]> {
  const { figures, reader, now } = parts
  const kpis = check.kpiIds.flatMap(id => parts.kpis.get(id) ?? [])
  const place = await figures.resolve(reader, check.place)
  const today = figures.today(place, now)
  const byRule = new Map<string, { rule: Rule; judgements: Judgement[] }>()
  const days = daysToJudge(check.from, today, place.stores, parts.known)
  const doubt = reviewMissesAt(parts, check, kpis, days[0] ?? today)
  for (const day of days) {
    await parts.breathe()
    const read = await figures.read(reader, { kpis, place: check.place, period: dayPeriod(day), now })
    for (const figure of read) {
      const judgement = judgeTarget(figure, { day, running: day >= today, amount: isAmount(figure.kpi) })
      if (judgement) note(byRule, targetRule(figure, check, reader.demo), await doubt(figure, day, judgement))
    }
  }
  return [...byRule.values()]
}

function targetRule(figure: Figure, check: TargetCheck, demo: boolean): Rule {
  return {
    rule: ruleName(`target/${figure.kpi.id}/${check.key}`, check.place, demo),
    kpiId: figure.kpi.id,
    place: check.key,
    currency: figure.currency,
    owner: figure.target?.owner ?? null,
  }
}

function note(byRule: Map<string, { rule: Rule; judgements: Judgement[] }>, rule: Rule, judgement: Judgement): void {
  const known = byRule.get(rule.rule)
  if (known) byRule.set(rule.rule, { rule, judgements: [...known.judgements, judgement] })
  else byRule.set(rule.rule, { rule, judgements: [judgement] })
}

/**
 * Judges the lines of a store's marketplace over their windows, up to the latest day with figures: by the figure that the
 * marketplace counts itself where it tells one, else by ours.
 */
export async function judgeLimits(parts: JudgeParts, check: LimitCheck): Promise<readonly Judged[]> {
  const { figures, reader, now } = parts
  const place = await figures.resolve(reader, { kind: 'store', slug: check.store.slug })
  const today = figures.today(place, now)
  const day = earlier(today, later(check.latest, shiftDays(today, -1)))
  const windows = new Map<number, PlatformLimit[]>()
  for (const limit of check.limits) windows.set(limit.windowDays, [...(windows.get(limit.windowDays) ?? []), limit])
  const own = await ownFigures(parts, check, today)
  const judged: Judged[] = []
  for (const [days, limits] of windows) {
    const kpis = ['orders', ...limits.map(limit => limit.kpiId)].flatMap(id => parts.kpis.get(id) ?? [])
    const period = rangePeriod(shiftDays(day, 1 - days), day)
    const read = await figures.read(reader, { kpis, place: place.place, period, now })
    const found = new Map(read.map(figure => [figure.kpi.id, figure]))
    for (const known of limits) {
      const limit = withTarget(parts, known, own)
      const told = own.get(limit.kpiId)
      const figure = told ?? found.get(limit.kpiId)
      const orders = found.get('orders')?.value ?? null
      const judgement = told ? judgeOwnWindow(told, limit, day) : figure && judgeLimit(figure, limit, day, orders)
      if (judgement && figure) judged.push({ rule: limitRule(parts, check, limit, figure), judgements: [judgement] })
    }
  }
  return judged
}

type OwnFigures = ReadonlyMap<string, Figure>

/** Targets stand beside the figures, under the KPI's id with this before it. */
const targetOf = (kpiId: string) => `target of ${kpiId}`

function withTarget({ kpis }: JudgeParts, limit: PlatformLimit, own: OwnFigures): PlatformLimit {
  const kpi = kpis.get(limit.kpiId)
  return kpi ? limitAsTold(limit, kpi, own.get(targetOf(limit.kpiId))?.value ?? null) : limit
}

/** Figures that the marketplace counts itself over its windows and its targets, by KPI: those that it tells. */
async function ownFigures(parts: JudgeParts, check: LimitCheck, today: Day): Promise<OwnFigures> {
  const { figures, reader, now, kpis } = parts
  const counted = check.limits.flatMap(limit => {
    const kpi = kpis.get(limit.kpiId)
    const [own, target] = kpi ? [ownWindowKpi(kpi), ownTargetKpi(kpi)] : [null, null]
    return own && target ? [[limit.kpiId, own] as const, [targetOf(limit.kpiId), target] as const] : []
  })
  const place = { kind: 'store', slug: check.store.slug } as const
  const asked = [...new Map(counted).values()]
  const read = await figures.read(reader, { kpis: asked, place, period: dayPeriod(today), now })
  const told = new Map(read.filter(({ value }) => value !== null).map(figure => [figure.kpi.id, figure]))
  return new Map(
    counted.flatMap(([id, own]) => {
      const figure = told.get(own.id)
      return figure ? [[id, figure] as const] : []
    }),
  )
}

function limitRule(parts: JudgeParts, { store }: LimitCheck, limit: PlatformLimit, figure: Figure): Rule {
  return {
    rule: `limit/${limit.platform}/${limit.kpiId}`,
    kpiId: limit.kpiId,
    place: placeKey({ kind: 'store', slug: store.slug }),
    currency: figure.currency,
    owner: parts.ownerAt(figure.place, limit.kpiId),
  }
}
