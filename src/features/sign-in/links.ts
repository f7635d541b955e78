import { randomBytes } from 'node:crypto'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { findPerson, type Person } from '#src/features/people/index.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findFreshLink, putLink, type SignInLink, useLink } from './store/links.ts'

/** How long a link signs somebody in (judgement: long enough to change to another device). */
export const linkMinutes = 15

/** The page that a link opens. */
export const signInPath = '/login/open'

/** Where people are after signing in when nobody asked for a page. */
export const homePath = '/boards'

/** A link that still opens, and for whom. */
export interface FreshLink {
  readonly link: SignInLink
  readonly person: Person
}

/** What links are made and checked with. */
export interface LinkParts {
  readonly db: Db
  readonly pages: PageLinks
  readonly now: Date
}

/** A link that signs a person in once. It is signed, runs out by itself, and of its secret only a hash is kept. */
export async function issueSignInLink(
  { db, pages, now }: LinkParts,
  given: { readonly personId: number; readonly via: 'chat' | 'mail' | 'shell'; readonly target?: string },
): Promise<string> {
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000)
  const secret = randomBytes(24).toString('base64url')
  const { personId, via, target = homePath } = given
  await putLink(db, { hash: hashOf(secret), personId, via, target: ownPath(target), createdAt: now, expiresAt })
  return pages.url(signInPath, secret, expiresAt)
}

/** Looks at a link without using it up: chats and mail scanners look at every link by themselves. */
export async function lookAtLink(parts: LinkParts, token: string): Promise<FreshLink | null> {
  const hash = hashIn(parts, token)
  const link = hash === null ? null : await findFreshLink(parts.db, hash, parts.now)
  return link && withPerson(parts.db, link)
}

/** Uses a link up. `null`: not of ours, too old, used before, or its person has left. */
export async function takeLink(parts: LinkParts, token: string): Promise<FreshLink | null> {
  const hash = hashIn(parts, token)
  const link = hash === null ? null : await useLink(parts.db, hash, parts.now)
  return link && withPerson(parts.db, link)
}

function hashIn({ pages, now }: LinkParts, token: string): string | null {
  const secret = pages.read(signInPath, token, now)
  return secret === null ? null : hashOf(secret)
}

async function withPerson(db: Db, link: SignInLink): Promise<FreshLink | null> {
  const person = await findPerson(db, { id: link.personId })
  return person?.active ? { link, person } : null
}

/** A page of this service; anything else, such as `//elsewhere.example`, is the first page. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[\w/.,:;=&?%+@~-]{0,500}$/.test(path) ? path : homePath
}
