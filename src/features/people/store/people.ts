import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { channels, identities, people } from '#src/platform/database/schema/index.ts'
import { forgetShared, isShared, sharedRead } from '#src/platform/database/shared-reads.ts'
import { forgetUntied, isUntied } from './identities.ts'

/** A person as stored. */
export interface Person {
  readonly id: number
  readonly name: string
  /** Lower case. */
  readonly email: string
  readonly role: 'viewer' | 'operator' | 'manager' | 'administrator'
  /** A store is visible when one of these places holds it. */
  readonly scope: readonly PlaceKey[]
  /** `null` until chosen. */
  readonly locale: Locale | null
  readonly timeZone: string | null
  /** False for people who left: kept for history, refused at the door. */
  readonly active: boolean
  readonly demo: boolean
}

/** A person to be stored. */
export type NewPerson = Omit<Person, 'id' | 'locale' | 'timeZone' | 'active' | 'demo'> &
  Partial<Pick<Person, 'locale' | 'timeZone' | 'active' | 'demo'>>

/** Looks a person up by e-mail (any case) or id, active or not; `null` when there is none. */
export async function findPerson(
  db: Db,
  by: { readonly email: string } | { readonly id: number },
): Promise<Person | null> {
  const shared =
    'id' in by && isShared('people') ? (await listPeople(db)).find(person => person.id === by.id) : undefined
  if (shared) return shared
  const is = 'email' in by ? eq(people.email, by.email.trim().toLowerCase()) : eq(people.id, by.id)
  const [row] = await db.select().from(people).where(is).limit(1)
  return row ? personOf(row) : null
}

/** All people by name, those who left only on request. */
export async function listPeople(db: Db, options: { readonly inactive?: boolean } = {}): Promise<readonly Person[]> {
  return options.inactive ? readPeople(db) : sharedRead('people', () => readPeople(db, eq(people.active, true)))
}

async function readPeople(db: Db, where?: SQL): Promise<readonly Person[]> {
  const rows = await db.select().from(people).where(where).orderBy(asc(people.name), asc(people.id))
  return rows.map(personOf)
}

/** Stores a person; `null` when the e-mail is taken. */
export async function createPerson(db: Db, person: NewPerson): Promise<Person | null> {
  const values = { ...person, email: person.email.trim().toLowerCase(), scope: [...person.scope] }
  const [row] = await db.insert(people).values(values).onConflictDoNothing({ target: people.email }).returning()
  forgetShared('people')
  return row ? personOf(row) : null
}

/** Changes a person; fields that are absent stay. `null` when there is no such person. */
export async function updatePerson(
  db: Db,
  id: number,
  change: Partial<Pick<Person, 'name' | 'role' | 'scope' | 'locale' | 'timeZone' | 'active'>>,
): Promise<Person | null> {
  const { scope, ...fields } = change
  const values = scope === undefined ? fields : { ...fields, scope: [...scope] }
  const [row] = await db.update(people).set(values).where(eq(people.id, id)).returning()
  forgetShared('people')
  return row ? personOf(row) : null
}

/** How many active administrators there are, so that the last one cannot be removed. */
export async function countAdministrators(db: Db): Promise<number> {
  const rows = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(people)
    .where(and(eq(people.role, 'administrator'), eq(people.active, true)))
  return rows[0]?.count ?? 0
}

/** The person behind a messenger's id, active or not; `null` when nobody is linked to it. */
export async function findIdentity(
  db: Db,
  messenger: string,
  workspace: string,
  externalId: string,
): Promise<Person | null> {
  const [row] = await db
    .select({ person: people })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .where(
      and(
        eq(identities.messenger, messenger),
        eq(identities.workspace, workspace),
        eq(identities.externalId, externalId),
      ),
    )
    .limit(1)
  return row ? personOf(row.person) : null
}

/** The person and the conversation behind a message, by the messenger's ids; `null` for what we do not know. */
export async function findSpeaker(
  db: Db,
  by: { readonly messenger: string; readonly workspace: string; readonly person: string; readonly channel: string },
): Promise<{ readonly person: Person | null; readonly channel: typeof channels.$inferSelect | null }> {
  const { messenger, workspace } = by
  const [row] = await db
    .select({ person: people, channel: channels })
    .from(sql`(select 1) as one`)
    .leftJoin(
      identities,
      and(
        eq(identities.messenger, messenger),
        eq(identities.workspace, workspace),
        eq(identities.externalId, by.person),
      ),
    )
    .leftJoin(people, eq(people.id, identities.personId))
    .leftJoin(
      channels,
      and(eq(channels.messenger, messenger), eq(channels.workspace, workspace), eq(channels.externalId, by.channel)),
    )
    .limit(1)
  return { person: row?.person ? personOf(row.person) : null, channel: row?.channel ?? null }
}

/** Ties a messenger's id to a person; an id that was tied to somebody else changes over. */
export async function link(
  db: Db,
  identity: {
    readonly messenger: string
    readonly workspace: string
    readonly externalId: string
    readonly personId: number
  },
): Promise<void> {
  await db
    .insert(identities)
    .values(identity)
    .onConflictDoUpdate({
      target: [identities.messenger, identities.workspace, identities.externalId],
      set: { personId: identity.personId, linkedAt: sql`now()` },
    })
  await forgetUntied(db, identity)
}

/** Ties a messenger's id to the active person with an e-mail; `false` when nobody has it. A link that stands is kept. */
export async function linkByEmail(
  db: Db,
  identity: {
    readonly messenger: string
    readonly workspace: string
    readonly person: string
    readonly email: string
  },
): Promise<boolean> {
  const { messenger, workspace, person: externalId, email } = identity
  const known = await findPerson(db, { email })
  if (!known?.active || (await isUntied(db, { messenger, workspace, externalId }))) return false
  const values = { messenger, workspace, externalId, personId: known.id }
  await db.insert(identities).values(values).onConflictDoNothing()
  return true
}

/** The messenger's own id of each person who is linked there, by our id; the one linked last where there are several. */
export async function handlesFor(
  db: Db,
  messenger: string,
  workspace: string,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ personId: identities.personId, externalId: identities.externalId })
    .from(identities)
    .where(
      and(
        eq(identities.messenger, messenger),
        eq(identities.workspace, workspace),
        inArray(identities.personId, [...personIds]),
      ),
    )
    .orderBy(asc(identities.linkedAt))
  return new Map(rows.map(row => [row.personId, row.externalId]))
}

function personOf(row: typeof people.$inferSelect): Person {
  const { id, name, email, role, scope, locale, timeZone, active, demo } = row
  return { id, name, email, role, scope, locale, timeZone, active, demo }
}
