import { announceProposal, type ProposalParts } from './announce.ts'
import { takeFromPlatforms } from './platform/show.ts'
import { listProposals, nextRevision } from './store/proposals.ts'

/** Brings what stands of proposals, here and on the platforms, to how they are now: after something was taken back. */
export async function bringProposals(parts: ProposalParts, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const [proposal] = await listProposals(parts.db, { ids: [id] })
    if (proposal) await announceProposal(parts, id, await nextRevision(parts.db))
    else await takeFromPlatforms(parts, id)
  }
}
