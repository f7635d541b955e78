import type { PushResult } from '#src/features/ingest/index.ts'
import { claim, findAnswer, keepAnswer, releaseClaim, takeOverClaim } from '#src/platform/database/claims.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What became of a request with a key. */
export interface KeptAnswer {
  readonly bodyHash: string
  readonly result: PushResult
}

/** A key that nobody used before. */
export interface Begun {
  readonly state: 'new'
  readonly claim: string
}

/** A request that has not answered by then was lost with its process (judgement: the longest bodies take minutes). */
const lostAfterMs = 15 * 60_000

/** Takes a key: new, being worked on, or done with the answer to give again. */
export async function begin(
  db: Db,
  key: string,
  now: Date,
): Promise<Begun | { readonly state: 'running' } | ({ readonly state: 'done' } & KeptAnswer)> {
  const name = `push/${key}`
  if (await claim(db, name, now)) return { state: 'new', claim: name }
  if (await takeOverClaim(db, name, new Date(now.getTime() - lostAfterMs), now)) return { state: 'new', claim: name }
  const kept = await findAnswer(db, name)
  if (kept === undefined) return begin(db, key, now)
  return kept === null ? { state: 'running' } : { state: 'done', ...(kept as KeptAnswer) } // written by `finish`
}

/** Keeps the answer. */
export async function finish(db: Db, name: string, answer: KeptAnswer): Promise<void> {
  await keepAnswer(db, name, answer)
}

/** Gives the key back: what was stored already is stored again without a change. */
export async function giveUp(db: Db, name: string): Promise<void> {
  await releaseClaim(db, name)
}
