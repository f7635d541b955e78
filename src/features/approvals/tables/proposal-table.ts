import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { periodOf, type ShownProposal } from '#src/features/approvals/cards/proposal-card.ts'
import { stepTexts } from '#src/features/approvals/cards/proposal-texts.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** Proposals as rows, values in major units, ratios 0–1. */
export function proposalTable(proposals: readonly ShownProposal[]): DataTable {
  return listTable('proposals', title, proposals, {
    id: ({ proposal }) => proposal.id,
    state: ({ proposal }) => proposal.state,
    kpi: ({ kpi }) => kpi.id,
    name: ({ kpi }) => kpi.label,
    key: ({ proposal }) => proposal.place,
    place: ({ proposal, stores }) => placeLabel(proposal.place, stores),
    period: ({ proposal }) => proposal.period,
    from: ({ proposal }) => periodOf(proposal).from,
    to: ({ proposal }) => periodOf(proposal).end,
    value: ({ proposal, kpi }) => numberOf(kpi, proposal.currency, proposal.value),
    low: ({ proposal, kpi }) => numberOf(kpi, proposal.currency, proposal.low),
    high: ({ proposal, kpi }) => numberOf(kpi, proposal.currency, proposal.high),
    unit: ({ proposal, kpi }) => unitOf(kpi, proposal.currency),
    inForce: ({ before, kpi }) => numberOf(kpi, before?.currency ?? null, before?.value),
    owner: ({ proposal }) => proposal.owner?.name ?? null,
    by: ({ proposal }) => proposal.proposer?.name ?? null,
    reason: ({ proposal }) => proposal.reason,
    steps: ({ proposal }) => proposal.steps.map(step => stepTexts[step] ?? verbatim(step)),
    asked: ({ asked }) => asked.map(({ name }) => name),
    createdAt: ({ proposal }) => proposal.proposedAt,
    untilAt: ({ proposal }) => proposal.expiresAt,
  })
}

const title: Localized = { en: 'Target proposals', ja: '目標の申請', 'zh-CN': '目标申请' }
