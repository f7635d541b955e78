import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { announceProposal, type ProposalParts, proposalSubject, shownProposal, tellProposer } from './announce.ts'
import { storesOfProposal } from './approvers.ts'
import { reminderCard } from './cards/reminder-card.ts'
import { addEvent, listProposals, lockProposal, type Proposal, updateProposal } from './store/proposals.ts'
import { approvalTimes } from './store/times.ts'

/**
 * Reminds of proposals that nobody decided, in working time, and ends those whose time is over. May run on several
 * replicas: whoever comes second finds that nothing is due.
 */
export async function lookAfterProposals(
  parts: ProposalParts & { readonly signal: AbortSignal },
): Promise<{ readonly reminded: number; readonly expired: number }> {
  const done = { reminded: 0, expired: 0 }
  for (const { id } of await listProposals(parts.db, { state: 'waiting', dueBy: parts.now })) {
    if (parts.signal.aborted) break
    const what = await parts.db.transaction(tx => lookAfter({ ...parts, db: tx }, id))
    if (what) done[what] += 1
  }
  return done
}

async function lookAfter(parts: ProposalParts, id: number): Promise<'reminded' | 'expired' | null> {
  const proposal = await lockProposal(parts.db, id)
  if (proposal?.state !== 'waiting') return null
  if (proposal.expiresAt <= parts.now) return expire(parts, proposal)
  return proposal.remindAt <= parts.now ? remind(parts, proposal) : null
}

async function expire(parts: ProposalParts, proposal: Proposal): Promise<'expired'> {
  const { db, now } = parts
  await updateProposal(db, proposal.id, { state: 'expired' })
  const event = { proposalId: proposal.id, at: now, personId: null, kind: 'expired' as const, detail: null }
  const revision = await addEvent(db, event)
  const standing = await announceProposal(parts, proposal.id, revision)
  if (standing) await tellProposer(parts, proposal, { card: standing.card, revision, by: null })
  return 'expired'
}

/** Those whose turn it is now are told again; a deputy of who is away meanwhile gets the card as well. */
async function remind(parts: ProposalParts, proposal: Proposal): Promise<'reminded'> {
  const { db, now } = parts
  const [store] = await storesOfProposal(db, proposal)
  const work = { timeZone: store?.timeZone ?? 'UTC', market: store?.market ?? '' }
  const { remind: minutes } = await approvalTimes(db, proposal.demo)
  await updateProposal(db, proposal.id, { remindAt: afterWorkMinutes(now, minutes, work) })
  const event = { proposalId: proposal.id, at: now, personId: null, kind: 'reminded' as const, detail: null }
  const revision = await addEvent(db, event)
  await announceProposal(parts, proposal.id, revision)
  const shown = await shownProposal(parts, proposal)
  if (!shown) return 'reminded'
  const ids = shown.asked.map(({ id }) => id)
  await tellPeople(db, ids, `${proposalSubject(proposal.id)}/remind/${revision}`, reminderCard(shown), now)
  return 'reminded'
}
