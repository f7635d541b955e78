import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { findPerson, type Person } from '#src/features/people/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import type { Db } from '#src/platform/database/db.ts'
import {
  type ConnectPage,
  changePage,
  findFreshPage,
  findPageOfSession,
  openPage,
  putPage,
  takeConsent,
} from './store/connect-pages.ts'

/** How long a link opens its page (judgement: long enough to change to another device). */
export const linkMinutes = 15
/** Judgement: how long an open page may be worked on: finding keys at a marketplace takes a while. */
export const workMinutes = 60
/** Judgement: how long the marketplace's own page may take to come back. */
export const consentMinutes = 10

/** What pages are made and checked with. */
export interface PageParts {
  readonly db: Db
  readonly secretKey: string
  readonly publicUrl: string
  readonly now: () => Date
}

/** An open page and who works on it. */
export interface OpenPage extends ConnectPage {
  readonly person: Person
}

/**
 * A link that opens the page of a connector once. What stands in it is signed and runs out by itself; of the secret in
 * it only a hash is kept.
 */
export async function issuePage(
  parts: PageParts,
  page: { readonly connector: string; readonly personId: number; readonly locale: Locale },
): Promise<string> {
  const until = new Date(parts.now().getTime() + linkMinutes * 60_000)
  const secret = randomBytes(24).toString('base64url')
  await putPage(parts.db, { ...page, id: hashOf(secret), until })
  const seconds = Math.floor(until.getTime() / 1_000).toString(36)
  const token = `${secret}.${seconds}.${signature(parts, page.connector, secret, seconds)}`
  return `${parts.publicUrl}/connect/${page.connector}/start?page=${token}`
}

function signature({ secretKey }: PageParts, connector: string, secret: string, seconds: string): string {
  return createHmac('sha256', secretKey).update(`connect-page/${connector}/${secret}/${seconds}`).digest('base64url')
}

/** The page that a link opens, looked at without using it up; `null`: not of ours, too old, or opened before. */
export async function findByLink(parts: PageParts, connector: string, token: string): Promise<OpenPage | null> {
  const id = idOf(parts, connector, token)
  const page = id === null ? null : await findFreshPage(parts.db, id, parts.now())
  return page && page.connector === connector ? withPerson(parts, page) : null
}

/** Opens the page of a link for one browser; answers the secret of its cookie, `null` when somebody was first. */
export async function openByLink(parts: PageParts, connector: string, token: string): Promise<string | null> {
  const page = await findByLink(parts, connector, token)
  if (!page) return null
  const session = randomBytes(24).toString('base64url')
  const until = new Date(parts.now().getTime() + workMinutes * 60_000)
  return (await openPage(parts.db, page.id, hashOf(session), until, parts.now())) ? session : null
}

/** The page of a browser's cookie; `null` when it has run out or its person is no administrator any more. */
export async function findBySession(parts: PageParts, connector: string, session: string): Promise<OpenPage | null> {
  const page = await findPageOfSession(parts.db, hashOf(session), parts.now())
  return page && page.connector === connector ? withPerson(parts, page) : null
}

/** What the marketplace has to bring back with the seller's browser: works once, for this page, for a few minutes. */
export async function issueConsent(parts: PageParts, page: ConnectPage): Promise<string> {
  const state = randomBytes(24).toString('base64url')
  const consentUntil = new Date(parts.now().getTime() + consentMinutes * 60_000)
  await changePage(parts.db, page.id, { consent: hashOf(state), consentUntil })
  return state
}

/** Whether the marketplace brought back what this page gave to it; never again afterwards. */
export function useConsent(parts: PageParts, page: ConnectPage, state: string): Promise<boolean> {
  return takeConsent(parts.db, page.id, hashOf(state), parts.now())
}

/** Ends a page: its cookie opens nothing any more. */
export async function endPage(parts: PageParts, page: ConnectPage): Promise<void> {
  await changePage(parts.db, page.id, { until: parts.now(), connectionId: null })
}

async function withPerson({ db }: PageParts, page: ConnectPage): Promise<OpenPage | null> {
  const person = await findPerson(db, { id: page.personId })
  return person?.active && person.role === 'administrator' ? { ...page, person } : null
}

function idOf(parts: PageParts, connector: string, token: string): string | null {
  const [secret = '', seconds = '', given = ''] = token.split('.')
  const expected = Buffer.from(signature(parts, connector, secret, seconds))
  const sent = Buffer.from(given)
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null
  return Number.parseInt(seconds, 36) * 1_000 > parts.now().getTime() ? hashOf(secret) : null
}
