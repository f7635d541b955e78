import type { Card } from '#src/chat/card.ts'
import type { ProposalParts } from '#src/features/approvals/announce.ts'
import { goneApproval, platformApproval } from '#src/features/approvals/cards/platform-approval.ts'
import type { ShownProposal } from '#src/features/approvals/cards/proposal-card.ts'
import { channelsOfSubject, lastRevision, planDelivery } from '#src/features/delivery/index.ts'
import { accountChannels, findChannelById } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { approvalMessengers, platformApprovalsAreOn } from './switch.ts'

/** What a proposal's request in the platforms' own approval is filed under. */
export function platformSubject(id: number): string {
  return `proposal/${id}/platform`
}

/**
 * Plans that a proposal stands in the own approval of every messenger in which somebody is asked, and is brought up to
 * date where it does. It only writes into the outbox: what a platform makes of it holds up nothing here.
 */
export async function showOnPlatforms({ db, now }: Pick<ProposalParts, 'db' | 'now'>, shown: ShownProposal) {
  const { proposal } = shown
  if (proposal.demo) return
  const standing = await channelsOfSubject(db, platformSubject(proposal.id))
  const isNew = proposal.state === 'waiting' && (await platformApprovalsAreOn(db))
  const channels = [...standing, ...(isNew ? await freshChannels(db, shown, standing) : [])]
  await plan(db, proposal.id, channels, platformApproval(shown), now)
}

/** Takes back on the platforms what stands of a proposal that is not there any more. */
export async function takeFromPlatforms({ db, now }: Pick<ProposalParts, 'db' | 'now'>, id: number): Promise<void> {
  await plan(db, id, await channelsOfSubject(db, platformSubject(id)), goneApproval(id), now)
}

/**
 * One conversation for each messenger in which somebody who is asked has an account and no request stands: of who
 * proposed it, since the platform shows whose request it is; where they are not there, of the first who is asked.
 */
async function freshChannels(db: Db, { proposal, asked }: ShownProposal, standing: readonly number[]) {
  const taken = await Promise.all(standing.map(async id => (await findChannelById(db, id))?.messenger))
  const messengers = (await approvalMessengers(db)).filter(id => !taken.includes(id))
  const ids = asked.map(({ id }) => id)
  const accounts = await accountChannels(db, messengers, [...ids, ...(proposal.proposer ? [proposal.proposer.id] : [])])
  return messengers.flatMap(messenger => {
    const there = accounts.filter(account => account.messenger === messenger)
    const askedThere = there.filter(({ personId }) => ids.includes(personId))
    const anchor = there.find(({ personId }) => personId === proposal.proposer?.id) ?? askedThere[0]
    return askedThere.length > 0 && anchor ? [anchor.id] : []
  })
}

async function plan(db: Db, id: number, channels: readonly number[], card: Card, now: Date): Promise<void> {
  if (channels.length === 0) return
  const subject = platformSubject(id)
  const revision = ((await lastRevision(db, subject)) ?? 0) + 1
  for (const channelId of channels) {
    const key = `${subject}/rev/${revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision, card, urgency: 3, notBefore: now })
  }
}
