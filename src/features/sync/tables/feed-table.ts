import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { type FeedLine, stateOf, syncTitle } from '#src/features/sync/cards/sync-card.ts'

/** Feeds of connected shops as rows; no state and nothing wrong: it runs. */
export function feedTable(lines: readonly FeedLine[]): DataTable {
  return listTable('feeds', syncTitle, lines, {
    storeId: ({ slug }) => slug ?? null,
    store: ({ store }) => store,
    feed: ({ feed, label }) => label ?? feed,
    state: line => stateOf(line),
    since: ({ since }) => since,
    through: ({ through }) => through,
    history: ({ percent }) => percent,
    heldDays: ({ held = [] }) => held.length,
    fault: ({ error, waits }) => error ?? waits?.why ?? null,
    nextAt: ({ waits }) => waits?.until ?? null,
  })
}
