import type { Card } from '#src/chat/card.ts'
import type { CurrentCard } from '#src/chat/messenger.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { channelsOfSubject, planDelivery, tellPeople } from '#src/features/delivery/index.ts'
import { namedAt } from '#src/features/figures/index.ts'
import { directChannels } from '#src/features/people/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { approversOf } from './approvers.ts'
import { proposalCard, type ShownProposal } from './cards/proposal-card.ts'
import { showOnPlatforms } from './platform/show.ts'
import { listEvents, listProposals, type Proposal } from './store/proposals.ts'

/** What proposals are shown with. */
export interface ProposalParts {
  readonly db: Db
  readonly catalog: Catalog
  readonly now: Date
  /** Zone of the team, in which the days of decisions are told. */
  readonly teamTimeZone: string
}

/** All that a card says about a proposal; `null` where its KPI is gone. */
export async function shownProposal(parts: ProposalParts, proposal: Proposal): Promise<ShownProposal | null> {
  const { db, catalog, now, teamTimeZone } = parts
  const { kpiId, place, period, validFrom, demo, step, steps } = proposal
  const known = catalog.findKpi(kpiId)
  if (!known) return null
  const stores = catalog.stores.filter(store => store.demo === demo)
  const [{ kpi } = { kpi: known }] = await namedAt(db, { stores, placesOf: () => [place] }, [{ kpi: known }])
  const history = await listTargets(db, { kpiIds: [kpiId], places: [place], demo })
  const others = history.filter(target => target.id !== proposal.targetId)
  const before = pickTarget(others, kpiId, place, period, validFrom)
  const waits = proposal.state === 'waiting' ? (steps[step] ?? null) : null
  const asked = waits === null ? [] : (await approversOf(db, proposal, waits, now)).asked
  const events = await listEvents(db, [proposal.id])
  return { proposal, kpi, before, asked, events, stores: catalog.stores, zone: teamTimeZone, now }
}

/** What the messages about a proposal are filed under. */
export function proposalSubject(id: number): string {
  return `proposal/${id}`
}

/**
 * Edits all messages about a proposal and brings it to those whose turn it is, in the transaction that changed it.
 * `revision` is the number of the change in the history. Answers the card as it now stands.
 */
export async function announceProposal(
  parts: ProposalParts,
  id: number,
  revision: number,
): Promise<CurrentCard | null> {
  const { db, now } = parts
  const [proposal] = await listProposals(db, { ids: [id] })
  const shown = proposal ? await shownProposal(parts, proposal) : null
  if (!shown) return null
  const subject = proposalSubject(id)
  const card = proposalCard(shown)
  const asked = await directChannels(
    db,
    shown.asked.map(person => person.id),
  )
  const channels = new Set([...(await channelsOfSubject(db, subject)), ...asked.map(channel => channel.id)])
  for (const channelId of channels) {
    const key = `${subject}/rev/${revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision, card, urgency: 2, notBefore: now })
  }
  await showOnPlatforms(parts, shown)
  return { subject, card }
}

/** Tells who proposed it, and whose target it is, what became of it; not who decided it. */
export async function tellProposer(
  { db, now }: ProposalParts,
  proposal: Proposal,
  { card, revision, by }: { readonly card: Card; readonly revision: number; readonly by: number | null },
): Promise<void> {
  const ids = [proposal.proposer?.id, proposal.owner?.id].flatMap(id => (id == null || id === by ? [] : [id]))
  await tellPeople(db, [...new Set(ids)], `${proposalSubject(proposal.id)}/told/${revision}`, card, now)
}
