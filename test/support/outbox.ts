import type { Card } from '#src/chat/card.ts'
import { createDeliverer, type Deliverer, type DelivererParts } from '#src/features/delivery/deliverer.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import type { FakeMessenger } from './fake-messenger.ts'
import { silentLog } from './waiting.ts'

/** The moment at which the tests of the outbox begin. */
export const start = new Date('2026-11-20T08:00:00Z')

/** So many seconds after the start. */
export function at(seconds: number): Date {
  return new Date(start.getTime() + seconds * 1_000)
}

/** A card with nothing but a title. */
export function titled(title: string): Card {
  return { title: verbatim(title), tone: 'info', blocks: [] }
}

/** A group of the fake messenger. */
export async function channel(db: Db, name: string, over: Partial<Parameters<typeof ensureChannel>[1]> = {}) {
  return ensureChannel(db, {
    messenger: 'fake',
    workspace: '',
    externalId: name,
    name,
    kind: 'group',
    scope: ['all'],
    locale: 'en',
    timeZone: 'UTC',
    ...over,
  })
}

/** A worker of the outbox that draws nothing, and sends one after the other so that the order of arrival is certain. */
export function deliverer(
  database: Database,
  messenger: FakeMessenger | readonly FakeMessenger[],
  over: Partial<DelivererParts> = {},
): Deliverer {
  const messengers = Array.isArray(messenger) ? messenger : [messenger]
  const limits = { concurrency: 1, ...over.limits }
  return createDeliverer({ db: database.db, messengers, draw: async () => [], log: silentLog, ...over, limits })
}

/** The state of a planned message. */
export async function stateOf(db: Db, key: string): Promise<Record<string, unknown>> {
  const rows = await db.execute(`select * from deliveries where key = '${key}'`)
  return rows[0] ?? {}
}
