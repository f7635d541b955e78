import { and, asc, eq, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { channels } from '#src/platform/database/schema/index.ts'

/** A conversation as stored. */
export interface Channel {
  readonly id: number
  readonly messenger: string
  readonly workspace: string
  readonly externalId: string
  readonly name: string
  readonly kind: 'direct' | 'group'
  /** Places that may be spoken of there; nothing until somebody sets it up. */
  readonly scope: readonly PlaceKey[]
  readonly locale: Locale
  readonly timeZone: string
  /** Alerts of its stores are posted there. */
  readonly alerts: boolean
  readonly unreachableSince: Date | null
  readonly demo: boolean
}

/** A conversation to be stored. */
export type NewChannel = Omit<Channel, 'id' | 'alerts' | 'unreachableSince' | 'demo'> &
  Partial<Pick<Channel, 'alerts' | 'demo'>>

/** What can be changed about a conversation. */
export type ChannelChange = Partial<
  Pick<Channel, 'name' | 'scope' | 'locale' | 'timeZone' | 'alerts' | 'unreachableSince'>
>

/** The conversation with a messenger's id; `null` when we do not know it. */
export async function findChannel(
  db: Db,
  messenger: string,
  workspace: string,
  externalId: string,
): Promise<Channel | null> {
  const [row] = await db
    .select()
    .from(channels)
    .where(
      and(eq(channels.messenger, messenger), eq(channels.workspace, workspace), eq(channels.externalId, externalId)),
    )
    .limit(1)
  return row ?? null
}

/** The conversation with our id; `null` when there is none. */
export async function findChannelById(db: Db, id: number): Promise<Channel | null> {
  const [row] = await db.select().from(channels).where(eq(channels.id, id)).limit(1)
  return row ?? null
}

/** The stored conversation, made from the given values when it is new. Existing values stay as they are. */
export async function ensureChannel(db: Db, channel: NewChannel): Promise<Channel> {
  const values = { ...channel, scope: [...channel.scope] }
  const [row] = await db.insert(channels).values(values).onConflictDoNothing().returning()
  const found = row ?? (await findChannel(db, channel.messenger, channel.workspace, channel.externalId))
  if (!found) throw new Error('a channel that was just written cannot be found')
  return found
}

/** All conversations by name, or those of one messenger. */
export async function listChannels(db: Db, filter: { readonly messenger?: string } = {}): Promise<readonly Channel[]> {
  return db
    .select()
    .from(channels)
    .where(filter.messenger === undefined ? undefined : eq(channels.messenger, filter.messenger))
    .orderBy(asc(channels.name), asc(channels.id))
}

/** Changes a conversation; fields that are absent stay. `null` when there is no such conversation. */
export async function updateChannel(db: Db, id: number, change: ChannelChange): Promise<Channel | null> {
  const { scope, ...fields } = change
  const values = scope === undefined ? fields : { ...fields, scope: [...scope] }
  const [row] = await db.update(channels).set(values).where(eq(channels.id, id)).returning()
  return row ?? null
}

/** Gives a conversation another id of its messenger; one that is known under the new id already stays as it is. */
export async function moveChannel(
  db: Db,
  move: { readonly messenger: string; readonly workspace: string; readonly from: string; readonly to: string },
): Promise<void> {
  const { messenger, workspace, from, to } = move
  const other = alias(channels, 'other')
  const known = db
    .select({ id: other.id })
    .from(other)
    .where(and(eq(other.messenger, messenger), eq(other.workspace, workspace), eq(other.externalId, to)))
  await db
    .update(channels)
    .set({ externalId: to, unreachableSince: null })
    .where(
      and(
        eq(channels.messenger, messenger),
        eq(channels.workspace, workspace),
        eq(channels.externalId, from),
        notExists(known),
      ),
    )
}
