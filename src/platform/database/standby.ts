import { sql } from 'drizzle-orm'
import { type Db, openDatabase } from './db.ts'

/** A hot standby of the database: a server that repeats what the first one does, and can be read meanwhile. */
export interface Standby {
  readonly db: Db
  /**
   * The moment, by the clock of this process, before which everything that was committed can be read there; `null`:
   * unreachable, no standby, or never asked yet.
   */
  readonly readableUntil: () => Date | null
  /** A read went wrong: nobody is sent there until the standby has answered again. */
  readonly failed: () => void
  /** Asks both servers how far they are, now. Called by itself every second once started. */
  readonly look: () => Promise<void>
  readonly start: () => void
  readonly close: () => Promise<void>
}

interface StandbyParts {
  /** The first server, without which nothing is known of the standby. */
  readonly db: Db
  readonly url: string
  /** Whether `url` may lead through a connection pooler, too. */
  readonly pooled?: boolean
  readonly now: () => Date
  readonly log: { readonly warn: (fields: object, message: string) => void }
}

/** A place in the log of the first server, and when it was there. */
interface Mark {
  readonly position: bigint
  readonly at: Date
}

/** Judgement: often enough that a delay is known to the second, rarely enough that nobody notices. */
const lookEveryMs = 1000
/** Marks that are kept: a standby that is further behind is not read anyway. */
const mostMarks = 120

/** Opens a standby for reading. Nothing is asked of it before `start` or `look`. */
export function openStandby({ db, url, pooled, now, log }: StandbyParts): Standby {
  const database = openDatabase(url, { max: 10, pooled: pooled ? url : null })
  let marks: readonly Mark[] = []
  let until: Date | null = null
  let wasUsable = true
  let timer: NodeJS.Timeout | null = null

  const failed = () => {
    until = null
  }
  const look = async () => {
    try {
      const mark = { at: now(), position: await written(db) } // the moment first: what ends after it may be missing
      const reached = await repeated(database.db)
      marks = [...marks, mark].slice(-mostMarks)
      const done = marks.filter(({ position }) => position <= reached)
      until = done.at(-1)?.at ?? until
      marks = marks.filter(({ position }) => position > reached)
      wasUsable = true
    } catch (error) {
      failed()
      if (wasUsable)
        log.warn({ err: error }, 'The standby of DATABASE_READ_URL is not read: the first server answers alone')
      wasUsable = false
    }
  }
  const lookOn = () => {
    timer = setTimeout(() => void look().then(() => timer && lookOn()), lookEveryMs).unref()
  }
  return {
    db: database.db,
    readableUntil: () => until,
    failed,
    look,
    start: lookOn,
    close: async () => {
      if (timer) clearTimeout(timer)
      timer = null
      await database.close()
    },
  }
}

/** How far the first server has written its log, in bytes since the beginning. */
async function written(db: Db): Promise<bigint> {
  const [row] = await db.execute<{ position: string }>(
    sql`select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text as position`,
  )
  return BigInt(row?.position ?? 0)
}

/** How far the standby has repeated it. @throws Error for a server that is none: what it holds may be anything. */
async function repeated(db: Db): Promise<bigint> {
  const [row] = await db.execute<{ standby: boolean; position: string | null }>(
    sql`select pg_is_in_recovery() as standby, pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text as position`,
  )
  if (!row?.standby || row.position === null) throw new Error('The server is no standby that repeats another one')
  return BigInt(row.position)
}
