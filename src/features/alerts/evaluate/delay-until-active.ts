import type { Transition } from '#src/domain/alerts/alert.ts'

/** Outside a rule's active hours a new alert waits as if somebody had snoozed it. */
export function delayed(change: Transition | null, until: Date | undefined): Transition | null {
  if (change?.kind !== 'opened' || until === undefined) return change
  return { ...change, fields: { ...change.fields, snoozedUntil: until } }
}
