import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { devicesTitle } from '#src/features/sign-in/cards/sign-in-card.ts'
import type { WebSession } from '#src/features/sign-in/store/sessions.ts'

/** Browsers in which somebody is signed in, as rows. */
export function deviceTable(sessions: readonly WebSession[]): DataTable {
  return listTable('browsers', devicesTitle, sessions, {
    device: ({ device }) => device,
    lastAt: ({ seenAt }) => seenAt,
    untilAt: ({ expiresAt }) => expiresAt,
  })
}
