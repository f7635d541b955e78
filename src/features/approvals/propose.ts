import { showValue } from '#src/cards/figure-cells.ts'
import type { CurrentCard } from '#src/chat/messenger.ts'
import { type ApprovalRule, changeOf, reasonFrom, ruleFor } from '#src/domain/approvals/approval-rule.ts'
import type { ApprovalTimes } from '#src/domain/approvals/times.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { reachOf } from '#src/domain/planning/reach.ts'
import type { TargetPeriod } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { UserError } from '#src/errors.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import { type Goal, listTargets } from '#src/features/targets/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { announceProposal, type ProposalParts } from './announce.ts'
import { nextStep } from './approvers.ts'
import { knownValues } from './known-months.ts'
import { addEvent, addProposal, listProposals, type PastMonth, updateProposal } from './store/proposals.ts'
import { listRules } from './store/rules.ts'
import { approvalTimes } from './store/times.ts'

/** A target as somebody wants it. */
export interface ProposedTarget {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly kind: TargetPeriod
  readonly period: Period
  readonly goal: Goal
  readonly currency: string | null
  readonly ownerId: number | null
  readonly weight: number | null
  readonly reason: string | null
  readonly by: number | null
  readonly demo: boolean
}

/** Months shown beside a proposal. */
const monthsShown = 3

/** The rule that a target needs approval by; `null`: none does, and it may be set at once. */
export async function approvalNeeded(
  db: Db,
  target: Pick<ProposedTarget, 'kpi' | 'place' | 'kind' | 'period' | 'demo'> & { readonly goal: Goal | null },
): Promise<ApprovalRule | null> {
  const rules = await listRules(db, target.demo)
  if (rules.length === 0) return null
  const change = target.goal ? changeOf((await inForce(db, target))?.value, target.goal.value) : null
  const size = change === null ? null : Math.abs(change)
  return ruleFor(rules, { kpiId: target.kpi.id, stores: target.place.stores, size })
}

async function inForce(
  db: Db,
  { kpi, place, kind, period, demo }: Pick<ProposedTarget, 'kpi' | 'place' | 'kind' | 'period' | 'demo'>,
) {
  const history = await listTargets(db, { kpiIds: [kpi.id], places: [place.key], demo })
  return pickTarget(history, kpi.id, place.key, kind, period.from)
}

/**
 * Stores a proposal and brings it to whoever approves it first. @throws UserError where one waits already, and for a large
 * change without a reason.
 */
export async function propose(
  parts: ProposalParts & { readonly figures: Figures; readonly reader: Reader },
  target: ProposedTarget,
  rule: ApprovalRule | null,
): Promise<CurrentCard> {
  const before = await inForce(parts.db, target)
  const change = changeOf(before?.value, target.goal.value)
  if (target.reason === null) {
    if (change !== null && Math.abs(change) > reasonFrom) throw new UserError(texts.reason)
    await requireInReach(parts, target)
  }
  const past = await pastMonths(parts, target)
  const times = await approvalTimes(parts.db, target.demo)
  return parts.db.transaction(async tx => {
    const steps = rule?.steps ?? ['leader']
    const id = await addProposal(tx, {
      ...rowOf(target, before?.owner?.id ?? null, { now: parts.now, times }),
      past,
      steps: [...steps],
    })
    if (id === null) throw await waitsAlready(tx, target)
    const revision = await addEvent(tx, {
      proposalId: id,
      at: parts.now,
      personId: target.by,
      kind: 'proposed',
      detail: target.reason,
    })
    await skipSteps(tx, id, parts.now)
    const standing = await announceProposal({ ...parts, db: tx }, id, revision)
    if (!standing) throw new Error('A new proposal cannot be shown')
    return standing
  })
}

/** Beyond what nearly all months reached, a target asks for a reason. @throws UserError */
async function requireInReach(
  parts: { readonly figures: Figures; readonly reader: Reader; readonly now: Date },
  target: ProposedTarget,
): Promise<void> {
  const { kpi, goal, kind, currency } = target
  if (kind !== 'month' || goal.value === null) return
  const reach = reachOf(goal.value, await knownValues(parts, target), kpi)
  if (reach?.position !== 'beyond') return
  throw new UserError(fill(texts.beyond, { kpi: kpi.label, limit: showValue(reach.limit, kpi, currency) }))
}

/** The owner of what they propose themselves need not agree to it. */
async function skipSteps(tx: Db, id: number, now: Date): Promise<void> {
  const [proposal] = await listProposals(tx, { ids: [id] })
  if (!proposal) return
  const step = await nextStep(tx, proposal, now)
  await updateProposal(tx, id, { step: Math.min(step, proposal.steps.length - 1) })
}

function rowOf(
  target: ProposedTarget,
  formerOwner: number | null,
  { now, times }: { readonly now: Date; readonly times: ApprovalTimes },
) {
  const { kpi, place, kind, period, goal, currency, ownerId, weight, reason, by, demo } = target
  const [store] = place.stores
  const work = { timeZone: store?.timeZone ?? 'UTC', market: store?.market ?? '' }
  return {
    ...{ kpiId: kpi.id, place: place.key, period: kind, validFrom: period.from, ...goal, currency },
    ...{ ownerId: ownerId ?? formerOwner ?? by, weight, reason, demo },
    ...{ step: 0, approvedBy: [], state: 'waiting' as const, proposedBy: by, proposedAt: now },
    remindAt: afterWorkMinutes(now, times.remind, work),
    expiresAt: afterWorkMinutes(now, times.expire, work),
  }
}

async function pastMonths(
  { figures, reader, now }: { readonly figures: Figures; readonly reader: Reader; readonly now: Date },
  { kpi, place, period }: ProposedTarget,
): Promise<readonly PastMonth[]> {
  const today = figures.today(place, now)
  let before = monthOf(period.from < today ? period.from : today, today)
  const months: PastMonth[] = []
  for (let count = 0; count < monthsShown; count++) {
    before = monthOf(shiftDays(before.from, -1), today)
    const [figure] = await figures.read(reader, { kpis: [kpi], place: place.place, period: before, now })
    if (!figure) continue
    const { value, currency, target } = figure
    months.unshift({
      from: before.from,
      value,
      currency,
      target: target?.value ?? null,
      attainment: target?.attainment ?? null,
    })
  }
  return months
}

async function waitsAlready(db: Db, { kpi, place, kind, period, demo }: ProposedTarget): Promise<UserError> {
  const waiting = await listProposals(db, { state: 'waiting', kpiIds: [kpi.id], demo })
  const one = waiting.find(
    other => other.place === place.key && other.period === kind && other.validFrom === period.from,
  )
  const id = one?.id ?? 0
  return new UserError(fill(texts.waits, { id }), [
    { label: fill(texts.show, { id }), line: `target proposals ${id}` },
    { label: fill(texts.withdraw, { id }), line: `target withdraw ${id}` },
  ])
}

const texts = {
  reason: {
    en: 'This changes the target by more than 30%: add the reason in quotes at the end of the line.',
    ja: '目標が30%を超えて変わります。行の最後に「」で理由を書いてください。',
    'zh-CN': '目标变动超过30%，请在行末用引号写明理由。',
  },
  beyond: {
    en: '95 of 100 months of {kpi} stayed below {limit}: add the reason in quotes at the end of the line.',
    ja: '{kpi}は過去の月の95%が{limit}に届いていません。行の最後に「」で理由を書いてください。',
    'zh-CN': '{kpi}有95%的历史月份未达到{limit}，请在行末用引号写明理由。',
  },
  waits: {
    en: 'A proposal for this target waits already: number {id}. Withdraw it first, or have it decided.',
    ja: 'この目標には承認待ちの申請（{id}）があります。先に取り下げるか、承認を受けてください。',
    'zh-CN': '该目标已有待审批的申请（{id}），请先撤回或等待审批。',
  },
  show: { en: 'Show {id}', ja: '{id}を見る', 'zh-CN': '查看{id}' },
  withdraw: { en: 'Withdraw {id}', ja: '{id}を取り下げ', 'zh-CN': '撤回{id}' },
} satisfies Record<string, Localized>
