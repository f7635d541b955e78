import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** Whether something is uploaded already, has to be, or is being uploaded by somebody else. */
export type UploadState =
  | { readonly state: 'known'; readonly handle: string }
  | { readonly state: 'mine' }
  | { readonly state: 'waiting' }

/** What is asked for. */
export interface UploadQuestion {
  readonly messenger: string
  readonly name: string
  /** A handle from before is too old. */
  readonly since: Date
  /** For how long whoever uploads it is waited for. */
  readonly leaseMs: number
}

/** The handle of an upload, else the order to make it: to one of all replicas at a time. */
export async function askForUpload(db: Db, question: UploadQuestion): Promise<UploadState> {
  const { messenger, name, since, leaseMs } = question
  const lease = sql`clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'`
  const fresh = sql`handle is not null and uploaded_at > ${since.toISOString()}::timestamptz`
  const known = await db.execute(
    sql`select handle from uploads where messenger = ${messenger} and name = ${name} and ${fresh}`,
  )
  const [found] = known
  if (found) return { state: 'known', handle: String(found.handle) }
  const mine = await db.execute(sql`
    insert into uploads (messenger, name, lease_until) values (${messenger}, ${name}, ${lease})
    on conflict (messenger, name) do update set handle = null, lease_until = excluded.lease_until
      where (uploads.lease_until is null or uploads.lease_until <= clock_timestamp())
        and not (uploads.handle is not null and uploads.uploaded_at > ${since.toISOString()}::timestamptz)
    returning name`)
  return mine.length === 1 ? { state: 'mine' } : { state: 'waiting' }
}

/** Keeps the handle of an upload, for all replicas. */
export async function keepUpload(db: Db, messenger: string, name: string, handle: string, now: Date): Promise<void> {
  await db.execute(sql`
    insert into uploads (messenger, name, handle, uploaded_at)
    values (${messenger}, ${name}, ${handle}, ${now.toISOString()}::timestamptz)
    on conflict (messenger, name) do update
      set handle = excluded.handle, uploaded_at = excluded.uploaded_at, lease_until = null`)
}

/** The upload did not come about: whoever waits may try. */
export async function giveUpUpload(db: Db, messenger: string, name: string): Promise<void> {
  await db.execute(sql`delete from uploads where messenger = ${messenger} and name = ${name} and handle is null`)
}

/** Forgets a handle that the platform does not know any more; a newer one of the same name stays. */
export async function forgetUpload(db: Db, messenger: string, name: string, handle: string): Promise<void> {
  await db.execute(sql`delete from uploads where messenger = ${messenger} and name = ${name} and handle = ${handle}`)
}

/** Forgets uploads from before an instant; answers how many. */
export async function pruneUploads(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    delete from uploads where coalesce(uploaded_at, lease_until) < ${before.toISOString()}::timestamptz returning name`)
  return rows.length
}
