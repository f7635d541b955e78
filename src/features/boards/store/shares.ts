import { and, desc, eq, inArray, lt, max, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { people, shareLinks, shareVisits } from '#src/platform/database/schema/index.ts'

/** A link by which people outside look at figures. */
export type ShareLink = typeof shareLinks.$inferSelect

/** A link, who made it, and how often it was opened. */
export interface ListedShare {
  readonly link: ShareLink
  readonly makerName: string
  /** By people; chats and mail scanners that look at links are counted apart. */
  readonly visits: number
  readonly previews: number
  /** `null`: never. */
  readonly lastAt: Date | null
}

/** One look at a link. */
export type ShareVisit = typeof shareVisits.$inferSelect
export type VisitKind = 'person' | 'preview' | 'refused'

/** Keeps a link. Answers its number. */
export async function putShare(db: Db, link: Omit<ShareLink, 'id' | 'revokedAt' | 'revokedBy'>): Promise<number> {
  const [row] = await db.insert(shareLinks).values(link).returning({ id: shareLinks.id })
  if (!row) throw new Error('A new link came back empty')
  return row.id
}

/** The link of a secret, whether it still opens or not; `null`: there is none. */
export async function findShare(db: Db, hash: string): Promise<ShareLink | null> {
  const [row] = await db.select().from(shareLinks).where(eq(shareLinks.hash, hash)).limit(1)
  return row ?? null
}

/** Links of some people, or of everybody, newest first. */
export async function listShares(
  db: Db,
  { maker, demo }: { readonly maker: number | null; readonly demo: boolean },
): Promise<readonly ListedShare[]> {
  const mine = maker === null ? undefined : eq(shareLinks.createdBy, maker)
  const rows = await db
    .select({ link: shareLinks, makerName: people.name })
    .from(shareLinks)
    .innerJoin(people, eq(people.id, shareLinks.createdBy))
    .where(and(eq(shareLinks.demo, demo), mine))
    .orderBy(desc(shareLinks.id))
    .limit(100)
  const counts = await countVisits(
    db,
    rows.map(({ link }) => link.id),
  )
  return rows.map(row => ({ ...row, ...(counts.get(row.link.id) ?? { visits: 0, previews: 0, lastAt: null }) }))
}

async function countVisits(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, Pick<ListedShare, 'visits' | 'previews' | 'lastAt'>>()
  const of = (kind: VisitKind) => sql<number>`count(*) filter (where ${shareVisits.kind} = ${kind})::int`
  const rows = await db
    .select({ id: shareVisits.linkId, visits: of('person'), previews: of('preview'), lastAt: max(shareVisits.at) })
    .from(shareVisits)
    .where(inArray(shareVisits.linkId, [...ids]))
    .groupBy(shareVisits.linkId)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

/** Ends a link. `false`: there is none of the number, it is another's, or it has ended. */
export async function revokeShare(
  db: Db,
  { id, maker, demo }: { readonly id: number; readonly maker: number | null; readonly demo: boolean },
  by: number | null,
  now: Date,
): Promise<boolean> {
  const mine = maker === null ? undefined : eq(shareLinks.createdBy, maker)
  const open = and(eq(shareLinks.id, id), eq(shareLinks.demo, demo), mine, sql`${shareLinks.revokedAt} is null`)
  const rows = await db
    .update(shareLinks)
    .set({ revokedAt: now, revokedBy: by })
    .where(open)
    .returning({ id: shareLinks.id })
  return rows.length > 0
}

/** Notes who looked. */
export async function putVisit(db: Db, visit: Omit<ShareVisit, 'id'>): Promise<void> {
  await db.insert(shareVisits).values(visit)
}

/** The last looks at a link, newest first. */
export async function listVisits(db: Db, linkId: number): Promise<readonly ShareVisit[]> {
  return db.select().from(shareVisits).where(eq(shareVisits.linkId, linkId)).orderBy(desc(shareVisits.id)).limit(50)
}

/** Forgets looks, and links that ran out, before a moment. Returns how many of both. */
export async function pruneShares(db: Db, before: Date): Promise<number> {
  const visits = await db.delete(shareVisits).where(lt(shareVisits.at, before)).returning({ id: shareVisits.id })
  const links = await db.delete(shareLinks).where(lt(shareLinks.expiresAt, before)).returning({ id: shareLinks.id })
  return visits.length + links.length
}
