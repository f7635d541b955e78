import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PlatformAccount } from '#src/chat/sign-in.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { findIdentity, linkByEmail, type Person } from '#src/features/people/index.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import { claim } from '#src/platform/database/claims.ts'
import type { Db } from '#src/platform/database/db.ts'
import { ownPath } from './links.ts'

/** How long somebody may take on the platform's page (judgement: to find the phone and scan a picture). */
export const attemptMinutes = 10

/** Signs what a browser keeps meanwhile; no page stands there. */
const attemptPath = '/login/with'

/** A browser that was sent to a platform to say who it is. All of it comes from one secret that only the browser keeps. */
export interface Attempt {
  readonly messenger: string
  readonly target: string
  /** 64 hexadecimal digits: some platforms take letters and digits alone. */
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly challenge: string
}

type SignParts = { readonly pages: PageLinks; readonly now: Date }

/** Begins one. `kept` is what the browser keeps until it comes back: signed, for a few minutes. */
export function beginAttempt(
  { pages, now }: SignParts,
  messenger: string,
  target: string | undefined,
): { readonly attempt: Attempt; readonly kept: string } {
  const about = [randomBytes(32).toString('base64url'), messenger, ownPath(target)] as const
  const until = new Date(now.getTime() + attemptMinutes * 60_000)
  const kept = new URL(pages.url(attemptPath, JSON.stringify(about), until)).searchParams.get('page') ?? ''
  return { attempt: attemptOf(...about), kept }
}

/**
 * The attempt that a browser comes back from, once: what it keeps is ours and not over, it was begun for this platform, and
 * the state is its own. `null`: anything else, and whoever comes a second time.
 */
export async function takeAttempt(
  { db, pages, now }: SignParts & { readonly db: Db },
  given: { readonly messenger: string; readonly kept: string; readonly state: string },
): Promise<Attempt | null> {
  const about = pages.read(attemptPath, given.kept, now)
  if (about === null) return null
  const [secret, messenger, target] = JSON.parse(about) as readonly [string, string, string] // written above
  const attempt = attemptOf(secret, messenger, target)
  const [wanted, sent] = [Buffer.from(attempt.state), Buffer.from(given.state)]
  if (messenger !== given.messenger || wanted.length !== sent.length || !timingSafeEqual(wanted, sent)) return null
  return (await claim(db, `sign-in-with/${hashOf(secret)}`, now)) ? attempt : null
}

function attemptOf(secret: string, messenger: string, target: string): Attempt {
  const part = (name: string, form: 'hex' | 'base64url') =>
    createHash('sha256').update(`${name}/${secret}`).digest(form)
  const verifier = part('verifier', 'base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return { messenger, target, state: part('state', 'hex'), nonce: part('nonce', 'base64url'), verifier, challenge }
}

/**
 * Who an account of a platform is: whoever is linked to it, else whoever has the e-mail that the platform vouches for, who is
 * linked by that. `null`: nobody of ours, or somebody who left. Nobody is made.
 */
export async function personOfAccount(db: Db, messenger: string, account: PlatformAccount): Promise<Person | null> {
  const { workspace, person, email } = account
  const linked = await findIdentity(db, messenger, workspace, person)
  if (linked) return linked.active ? linked : null
  if (email === null || !(await linkByEmail(db, { messenger, workspace, person, email }))) return null
  const found = await findIdentity(db, messenger, workspace, person)
  return found?.active ? found : null
}
