import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { shareStates, shareTexts } from '#src/features/boards/cards/share-cards.ts'
import type { ListedShare, ShareVisit } from '#src/features/boards/store/shares.ts'
import { verbatim } from '#src/i18n/locale.ts'

/** Links for people outside as rows; their addresses are kept nowhere. */
export function shareTable(shares: readonly ListedShare[], now: Date): DataTable {
  return listTable('links', shareTexts.title, shares, {
    id: ({ link }) => link.id,
    title: ({ link }) => link.name,
    by: ({ makerName }) => makerName,
    state: ({ link }) => shareStates[link.revokedAt ? 'revoked' : link.expiresAt <= now ? 'over' : 'open'],
    key: ({ link }) => link.places,
    kpi: ({ link }) => link.kpis,
    createdAt: ({ link }) => link.createdAt,
    untilAt: ({ link }) => link.expiresAt,
    endedAt: ({ link }) => link.revokedAt,
    visits: ({ visits }) => visits,
    previews: ({ previews }) => previews,
    lastAt: ({ lastAt }) => lastAt,
  })
}

/** Who looked at a link, as rows. */
export function visitTable(name: string, visits: readonly ShareVisit[]): DataTable {
  return listTable('visits', verbatim(name), visits, {
    at: ({ at }) => at,
    network: ({ network }) => network,
    device: ({ device }) => device,
    kind: ({ kind }) => kind,
    what: ({ what }) => what,
  })
}
