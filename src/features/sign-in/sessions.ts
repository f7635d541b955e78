import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { findPerson, type Person } from '#src/features/people/index.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import type { Db } from '#src/platform/database/db.ts'
import { endTaken, isOtherBrowser } from './other-browser.ts'
import { findOpenSession, putSession, touchSession, type WebSession } from './store/sessions.ts'

/** A browser that nobody used for so many days is signed out (judgement: a manager's phone over a long leave). */
export const idleDays = 30
/** Whoever uses it all the time signs in again after so many days (judgement: a quarter). */
export const longestDays = 90
/** Use is noted at most this often: a write per request would help nobody (judgement). */
const noteMinutes = 5
const dayMs = 86_400_000

/** A signed-in browser and whose it is. */
export interface OpenSession {
  readonly session: WebSession
  readonly person: Person
  /** What every form of the session carries: a foreign page cannot know it. */
  readonly formToken: string
}

/** Signs a browser in. Answers the secret for its cookie: always a new one, whatever the browser brought. */
export async function startSession(
  db: Db,
  given: { readonly personId: number; readonly via: string; readonly device: string; readonly now: Date },
): Promise<string> {
  const { personId, via, device, now } = given
  const secret = randomBytes(32).toString('base64url')
  const times = { createdAt: now, seenAt: now, expiresAt: new Date(now.getTime() + idleDays * dayMs) }
  await putSession(db, { hash: hashOf(secret), personId, via, device: device.slice(0, 100), ...times })
  return secret
}

/**
 * Who a cookie's secret stands for; `null`: nobody, or somebody who left. Use keeps the session alive. `device` is what asks;
 * where it is another browser than the one that signed in, the session ends and its person is told.
 */
export async function findSession(db: Db, secret: string, now: Date, device?: string): Promise<OpenSession | null> {
  const session = await findOpenSession(db, hashOf(secret), now)
  const person = session && (await findPerson(db, { id: session.personId }))
  if (!session || !person?.active) return null
  if (device !== undefined && isOtherBrowser(session.device, device)) {
    await endTaken(db, session, device, now)
    return null
  }
  if (now.getTime() - session.seenAt.getTime() > noteMinutes * 60_000)
    await touchSession(db, session.id, now, endOf(session, now))
  return { session, person, formToken: formTokenOf(secret) }
}

function endOf({ createdAt }: WebSession, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleDays * dayMs, createdAt.getTime() + longestDays * dayMs))
}

/** Whether a form came from a page of this session. */
export function isOwnForm({ formToken }: OpenSession, given: string | undefined): boolean {
  const [wanted, sent] = [Buffer.from(formToken), Buffer.from(given ?? '')]
  return sent.length === wanted.length && timingSafeEqual(sent, wanted)
}

function formTokenOf(secret: string): string {
  return createHash('sha256').update(`form/${secret}`).digest('base64url')
}
