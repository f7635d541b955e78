import type { Card, CardApproval, PersonRef } from '#src/chat/card.ts'
import type { Proposal, ProposalEvent } from '#src/features/approvals/store/proposals.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { factsOf, proposalTitle, type ShownProposal } from './proposal-card.ts'
import { proposalTexts } from './proposal-texts.ts'

const states: Readonly<Record<Proposal['state'], CardApproval['state']>> = {
  waiting: 'waiting',
  approved: 'approved',
  returned: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'withdrawn',
}

/** A proposal as a request in the platform's own approval. */
export function platformApproval(shown: ShownProposal): Card {
  const { proposal } = shown
  return withApproval(proposal.id, proposalTitle(shown), {
    facts: factsOf(shown).map(({ label, value }) => ({ label, value })),
    applicant: proposal.proposer,
    people: peopleOf(shown),
    state: states[proposal.state],
  })
}

/** A proposal that was taken back as if it had never been. */
export function goneApproval(id: number): Card {
  const title = fill(proposalTexts.title, { id })
  return withApproval(id, title, { facts: [], applicant: null, people: [], state: 'withdrawn' })
}

type Shown = Pick<CardApproval, 'facts' | 'applicant' | 'people' | 'state'>

function withApproval(id: number, title: Localized, shown: Shown): Card {
  const lines = {
    approve: `target approve ${id}`,
    reject: `target reject ${id} {reason}`,
    withdraw: `target withdraw ${id}`,
  }
  return { title, tone: 'info', blocks: [], approval: { name: `proposal/${id}`, title, ...shown, lines } }
}

type Decided = CardApproval['people'][number]

/** What somebody decided last, and who is asked now. */
function peopleOf({ asked, events }: ShownProposal): readonly Decided[] {
  const people = new Map<number, Decided>()
  for (const { person, kind } of events) {
    const how = decisionOf(kind)
    if (person && how) people.set(person.id, { ...nameOf(person), how })
  }
  for (const person of asked) people.set(person.id, { ...nameOf(person), how: 'asked' })
  return [...people.values()]
}

function decisionOf(kind: ProposalEvent['kind']): 'approved' | 'rejected' | null {
  if (kind === 'returned') return 'rejected'
  return kind === 'step' || kind === 'approved' || kind === 'changed' ? 'approved' : null
}

function nameOf({ id, name }: PersonRef): PersonRef {
  return { id, name }
}
