import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import {
  type ClosedChannel,
  outboxTexts,
  type ShownFailure,
  type ShownMessenger,
} from '#src/features/delivery/cards/outbox-card.ts'

/** How messages go: messages by messenger and what became of them, those that were given up, closed conversations. */
export function outboxTables(
  messengers: readonly ShownMessenger[],
  failures: readonly ShownFailure[],
  closed: readonly ClosedChannel[],
): readonly DataTable[] {
  const states = (['due', 'sent', 'late', 'failed', 'waiting'] as const).flatMap(state =>
    messengers.map(one => ({ messenger: one.messenger, state: outboxTexts[state], count: one[state] })),
  )
  const tables = [
    listTable('messages', outboxTexts.messenger, states, {
      messenger: ({ messenger }) => messenger,
      state: ({ state }) => state,
      count: ({ count }) => count,
    }),
    listTable('failures', outboxTexts.failures, failures, {
      id: ({ id }) => id,
      key: ({ key }) => key,
      channel: ({ channelName }) => channelName,
      messenger: ({ messenger }) => messenger,
      createdAt: ({ createdAt }) => createdAt,
      kind: ({ fault }) => fault,
      fault: ({ error }) => error,
    }),
    listTable('closed', outboxTexts.closed, closed, {
      channel: ({ name }) => name,
      messenger: ({ messenger }) => messenger,
      at: ({ unreachableSince }) => unreachableSince,
    }),
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}
