import type { Catalog } from '#src/domain/catalog.ts'
import type { Figures } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { PageLinks } from './page-links.ts'

/** What a job may use. */
export interface JobContext {
  readonly db: Db
  readonly figures: Figures
  readonly catalog: () => Promise<Catalog>
  readonly now: () => Date
  /** Zone of the team, for things that belong to no store; absent: UTC. */
  readonly teamTimeZone?: string
  readonly signal: AbortSignal
  /** Called by the watchdog while all is well; `null`: by nobody. */
  readonly heartbeatUrl?: string | null
  /** Asks connected marketplaces for what is due; absent where none can be asked. */
  readonly collect?: (signal: AbortSignal) => Promise<void>
  /** How long what marketplaces told is kept, in days; absent: as long as by default. */
  readonly kept?: { readonly ledgerDays: number; readonly answerDays: number }
  /** Keeps grants of marketplaces alive and tells what ends; absent where none can be asked. */
  readonly keepGrants?: (signal: AbortSignal) => Promise<void>
  /** Where files come from without somebody waiting for them; absent: from nowhere. */
  readonly arrivals?: Arrivals
  /** Compares the last month with the marketplaces' own totals; absent where none can be asked. */
  readonly reconcile?: (signal: AbortSignal) => Promise<void>
  /** Makes the files that are due; absent where none can be made. */
  readonly makeExports?: (signal: AbortSignal) => Promise<void>
  /** Keeps the tables of platforms; absent where no messenger has any. */
  readonly keepSheets?: (signal: AbortSignal) => Promise<void>
  /** Signs addresses of pages that cards lead to; absent where no pages are served. */
  readonly pages?: PageLinks
  readonly enqueue: (db: Db, job: string, data: unknown) => Promise<void>
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
}

/** Where files come from without somebody waiting for them. */
export interface Arrivals {
  /** A watched folder; `null`: none. */
  readonly folder: string | null
  /** E-mail of the person who hears what came of its files; `null`: the administrators. */
  readonly tell: string | null
  /** Address of a mailbox with its password; `null`: none. */
  readonly mailbox: string | null
}

/** What the clock, or another part of the service, starts. It may run twice, late or not at all: it asks what is due. */
export interface Job {
  readonly name: string
  /** Five-field cron in UTC, run by one replica at a time; absent for jobs that are only enqueued. */
  readonly schedule?: string
  /** After so many seconds another worker may take it over. */
  readonly expireSeconds: number
  run(data: unknown, context: JobContext): Promise<void>
}

/** Gives a job its type. */
export function defineJob(job: Job): Job {
  return job
}
