import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { connectPages } from '#src/platform/database/schema/index.ts'

/** A page as stored. */
export interface ConnectPage {
  /** Hash of what stands in the link. */
  readonly id: string
  readonly connector: string
  readonly personId: number
  readonly locale: Locale
  readonly until: Date
  readonly connectionId: number | null
  /** JSON of the steps. */
  readonly data: unknown
}

/** Keeps a page that nobody opened yet. */
export async function putPage(
  db: Db,
  page: Pick<ConnectPage, 'id' | 'connector' | 'personId' | 'locale' | 'until'>,
): Promise<void> {
  await db.insert(connectPages).values(page)
}

/** A page that was not opened yet and has not run out; `null` otherwise. */
export async function findFreshPage(db: Db, id: string, now: Date): Promise<ConnectPage | null> {
  const [row] = await db
    .select()
    .from(connectPages)
    .where(and(eq(connectPages.id, id), isNull(connectPages.session), gt(connectPages.until, now)))
  return row ? pageOf(row) : null
}

/** Opens a page for one browser: `true` for the first, whatever the others do. */
export async function openPage(db: Db, id: string, session: string, until: Date, now: Date): Promise<boolean> {
  const rows = await db
    .update(connectPages)
    .set({ session, until })
    .where(and(eq(connectPages.id, id), isNull(connectPages.session), gt(connectPages.until, now)))
    .returning({ id: connectPages.id })
  return rows.length === 1
}

/** The page of a browser; `null` when it has run out. */
export async function findPageOfSession(db: Db, session: string, now: Date): Promise<ConnectPage | null> {
  const [row] = await db
    .select()
    .from(connectPages)
    .where(and(eq(connectPages.session, session), gt(connectPages.until, now)))
  return row ? pageOf(row) : null
}

/** What may change while somebody works on a page. */
export interface PageChange {
  readonly locale?: Locale
  readonly connectionId?: number | null
  readonly data?: unknown
  readonly consent?: string | null
  readonly consentUntil?: Date | null
  readonly until?: Date
}

/** Changes a page. */
export async function changePage(db: Db, id: string, change: PageChange): Promise<void> {
  await db.update(connectPages).set(change).where(eq(connectPages.id, id))
}

/** Merges into the JSON of a page, key by key. */
export async function mergeData(db: Db, id: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  await db.execute(sql`update connect_pages set data = data || ${JSON.stringify(data)}::text::jsonb where id = ${id}`)
}

/** Uses what the marketplace had to bring back: `true` once, for the browser that it was given to. */
export async function takeConsent(db: Db, id: string, consent: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(connectPages)
    .set({ consent: null, consentUntil: null })
    .where(and(eq(connectPages.id, id), eq(connectPages.consent, consent), gt(connectPages.consentUntil, now)))
    .returning({ id: connectPages.id })
  return rows.length === 1
}

/** Forgets pages that ran out; answers them. */
export async function prunePages(db: Db, now: Date): Promise<readonly ConnectPage[]> {
  const rows = await db.delete(connectPages).where(lt(connectPages.until, now)).returning()
  return rows.map(pageOf)
}

function pageOf(row: typeof connectPages.$inferSelect): ConnectPage {
  const { id, connector, personId, locale, until, connectionId, data } = row
  return { id, connector, personId, locale, until, connectionId, data }
}
