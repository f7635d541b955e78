import type { CurrentCard } from '#src/chat/messenger.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { findPerson, standIns } from '#src/features/people/index.ts'
import { type Goal, setTarget } from '#src/features/targets/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { announceProposal, type ProposalParts, tellProposer } from './announce.ts'
import { approversOf, mayDecide, nextStep, storesOfProposal } from './approvers.ts'
import { addEvent, listEvents, lockProposal, type Proposal, updateProposal } from './store/proposals.ts'

/** Who decides, and what they see. */
export interface Decider {
  readonly personId: number
  readonly isAdministrator: boolean
  readonly stores: readonly Store[]
  readonly demo: boolean
}

/** What somebody does with a proposal. */
export type Decision =
  | { readonly kind: 'approve'; readonly comment: string | null }
  | { readonly kind: 'return'; readonly comment: string }
  | { readonly kind: 'withdraw'; readonly comment: string | null }
  | { readonly kind: 'amend'; readonly goal: (proposal: Proposal) => { readonly goal: Goal; readonly text: string } }

/**
 * Decides a proposal; the first one wins, and who comes second is told who was first.
 * @throws UserError where it is not theirs to decide or no longer waits.
 */
export async function decide(
  parts: ProposalParts,
  id: number,
  decision: Decision,
  who: Decider,
): Promise<{ readonly proposal: Proposal; readonly standing: CurrentCard | null }> {
  return parts.db.transaction(async tx => {
    const within = { ...parts, db: tx }
    const proposal = await lockProposal(tx, id)
    if (!proposal || !(await isSeen(tx, proposal, who))) throw new UserError(fill(texts.unknown, { id }))
    if (proposal.state !== 'waiting') throw await over(tx, proposal)
    await requireTheirs(within, proposal, decision, who)
    const revision = await carryOut(within, proposal, decision, who)
    const standing = await announceProposal(within, id, revision)
    const after = (await lockProposal(tx, id)) ?? proposal
    if (standing && after.state !== 'waiting')
      await tellProposer(within, after, { card: standing.card, revision, by: who.personId })
    return { proposal: after, standing }
  })
}

/** Whether somebody sees all stores that a proposal is about. */
export async function isSeen(
  db: Db,
  proposal: Proposal,
  { stores, demo }: Pick<Decider, 'stores' | 'demo'>,
): Promise<boolean> {
  if (proposal.demo !== demo) return false
  const meant = await storesOfProposal(db, proposal)
  return meant.length > 0 && meant.every(store => stores.some(own => own.id === store.id))
}

async function over(db: Db, proposal: Proposal): Promise<UserError> {
  const last = (await listEvents(db, [proposal.id])).at(-1)
  const name = verbatim(last?.person?.name ?? '–')
  return new UserError(fill(overTexts[proposal.state], { id: proposal.id, name }), [
    { label: fill(texts.show, { id: proposal.id }), line: `target proposals ${proposal.id}` },
  ])
}

async function requireTheirs(
  { db, now }: ProposalParts,
  proposal: Proposal,
  { kind }: Decision,
  who: Decider,
): Promise<void> {
  if (kind === 'withdraw') {
    const own = [proposal.proposer?.id, proposal.owner?.id].includes(who.personId)
    if (!own && !who.isAdministrator) throw new UserError(texts.notWithdraw)
    return
  }
  const approvers = await approversOf(db, proposal, proposal.steps[proposal.step] ?? 'administrator', now)
  if (mayDecide(approvers, who.personId)) return
  const people = verbatim(approvers.asked.map(({ name }) => name).join(', ') || '–')
  throw new UserError(fill(texts.notTheirs, { people }))
}

async function carryOut(parts: ProposalParts, proposal: Proposal, decision: Decision, who: Decider): Promise<number> {
  const { db, now } = parts
  const event = { proposalId: proposal.id, at: now, personId: who.personId }
  switch (decision.kind) {
    case 'return':
      await updateProposal(db, proposal.id, { state: 'returned' })
      return addEvent(db, { ...event, kind: 'returned', detail: decision.comment })
    case 'withdraw':
      await updateProposal(db, proposal.id, { state: 'withdrawn' })
      return addEvent(db, { ...event, kind: 'withdrawn', detail: decision.comment })
    case 'amend': {
      const { goal, text } = decision.goal(proposal)
      await addEvent(db, { ...event, kind: 'changed', detail: text })
      const changed = { ...proposal, ...goal, approvedBy: [who.personId], step: 0 }
      return approve(parts, changed, who, null)
    }
    default: {
      const step = proposal.step + 1
      return approve(
        parts,
        { ...proposal, approvedBy: [...proposal.approvedBy, who.personId], step },
        who,
        decision.comment,
      )
    }
  }
}

/** Moves on to the step that waits next; without one the target is in force. */
async function approve(
  parts: ProposalParts,
  proposal: Proposal,
  who: Decider,
  comment: string | null,
): Promise<number> {
  const { db, now } = parts
  const { value, low, high, approvedBy } = proposal
  const step = await nextStep(db, proposal, now)
  const done = step >= proposal.steps.length
  const targetId = done ? await putInForce(parts, proposal) : null
  await updateProposal(db, proposal.id, {
    value,
    low,
    high,
    approvedBy,
    step,
    ...(done && { state: 'approved', targetId }),
  })
  const kind = done ? 'approved' : 'step'
  return addEvent(db, { proposalId: proposal.id, at: now, personId: who.personId, kind, detail: comment })
}

async function putInForce({ db, catalog, now }: ProposalParts, proposal: Proposal): Promise<number> {
  const kpi = catalog.findKpi(proposal.kpiId)
  if (!kpi) throw new UserError(texts.noKpi)
  const { place, period: kind, validFrom, value, low, high, currency, weight } = proposal
  const ownerId = await presentOwner(db, proposal, now)
  const by = proposal.proposer?.id ?? null
  const { after } = await setTarget(db, {
    ...{ kpi, place, kind, validFrom, goal: { value, low, high }, currency, ownerId, weight, by, at: now },
  })
  return after.id
}

/** The owner; where they left meanwhile, whoever has what they owned. */
async function presentOwner(db: Db, { owner, proposer }: Proposal, now: Date): Promise<number | null> {
  if (!owner) return proposer?.id ?? null
  const person = await findPerson(db, { id: owner.id })
  if (person?.active) return owner.id
  const [successor] = await standIns(db, [owner.id], now, () => false)
  return successor?.id ?? proposer?.id ?? null
}

const texts = {
  unknown: {
    en: 'There is no proposal {id} for you. `target proposals` shows those that wait.',
    ja: '申請{id}はありません。「目標 申請一覧」で確認できます。',
    'zh-CN': '没有您可查看的申请{id}。可用“目标 申请列表”查看。',
  },
  notTheirs: {
    en: 'This step is decided by {people}, not by you. Nobody approves what they proposed themselves.',
    ja: 'この段階を承認できるのは{people}さんです（自分の申請は承認できません）。',
    'zh-CN': '此步骤由{people}审批，您不能审批（不能审批自己的申请）。',
  },
  notWithdraw: {
    en: 'Only who proposed it, its owner and administrators withdraw a proposal.',
    ja: '申請を取り下げられるのは申請者・担当者・管理者だけです。',
    'zh-CN': '只有申请人、负责人和管理员可以撤回申请。',
  },
  noKpi: { en: 'This KPI is gone.', ja: 'この指標はすでにありません。', 'zh-CN': '该指标已不存在。' },
  show: { en: 'Show {id}', ja: '{id}を見る', 'zh-CN': '查看{id}' },
} satisfies Record<string, Localized>

const overTexts: Readonly<Record<Proposal['state'], Localized>> = {
  waiting: { en: 'Proposal {id} waits.', ja: '申請{id}は承認待ちです。', 'zh-CN': '申请{id}待审批。' },
  approved: {
    en: 'Proposal {id} was approved already, by {name}.',
    ja: '申請{id}は{name}さんがすでに承認しています。',
    'zh-CN': '申请{id}已由{name}批准。',
  },
  returned: {
    en: 'Proposal {id} was sent back already, by {name}.',
    ja: '申請{id}は{name}さんがすでに差し戻しています。',
    'zh-CN': '申请{id}已由{name}退回。',
  },
  withdrawn: {
    en: 'Proposal {id} was withdrawn, by {name}.',
    ja: '申請{id}は{name}さんが取り下げています。',
    'zh-CN': '申请{id}已由{name}撤回。',
  },
  expired: {
    en: 'Proposal {id} has expired. Propose the target again.',
    ja: '申請{id}は期限切れです。もう一度申請してください。',
    'zh-CN': '申请{id}已过期，请重新提交。',
  },
}
