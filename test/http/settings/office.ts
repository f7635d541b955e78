import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { commands } from '#commands/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { issueSignInLink } from '#src/features/sign-in/index.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { settingsRoutes } from '#src/http/settings/index.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Db } from '#src/platform/database/db.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

/** The present of these tests. */
export const today = new Date('2026-11-18T03:00:00Z')

/**
 * An office whose pages are open. Its database is filled anew before each test, or `once` for all of them. Call it once per
 * file.
 */
export async function office(
  fill: (db: Db) => Promise<void>,
  {
    publicUrl = 'https://kpi.example.com',
    once = false,
  }: { readonly publicUrl?: string; readonly once?: boolean } = {},
) {
  const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
  const { db } = await testDatabase()
  const faults: unknown[] = []
  let app: FastifyInstance

  const anew = async () => {
    await truncate(
      db,
      'people, channels, stores, deliveries, sign_in_links, web_sessions, audit, undo_steps, events, teams, exchange_rates, claims restart identity cascade',
    )
    await fill(db)
  }

  if (once) beforeAll(() => fill(db))
  beforeEach(async () => {
    if (!once) await anew()
    faults.length = 0
    app = Fastify({ forceCloseConnections: true })
    const now = () => today
    await app.register(pageAssetRoutes())
    await app.register(signInRoutes({ db, pages, publicUrl, now }))
    await app.register(
      settingsRoutes({
        ...{ db, figures: createFigures(db), commands, now, pages, publicUrl, teamTimeZone: 'UTC', adminEmail: null },
        health: () => Promise.resolve({ ready: true, checks: [] }),
        enqueue: () => Promise.resolve(),
        log: { info: () => {}, error: (fields: object) => void faults.push(fields) },
      }),
    )
  })
  afterEach(() => app.close())

  /** A link that signs somebody in. */
  async function linkFor(name: string): Promise<string> {
    const [row] = await db.execute<{ id: number }>(sql`select id from people where lower(name) = ${name.toLowerCase()}`)
    const link = await issueSignInLink({ db, pages, now: today }, { personId: Number(row?.id), via: 'chat' })
    return link.slice(publicUrl.length)
  }

  /** A browser in which somebody is signed in. */
  async function signedIn(name: string): Promise<Browser> {
    const browser = new Browser(app, { 'sec-fetch-site': 'same-origin' })
    await browser.submit(await browser.get(await linkFor(name)), '/login/open')
    return browser
  }

  const stranger = () => new Browser(app)
  const audited = () =>
    db.execute<{ line: string; outcome: string; person_id: number; messenger: string; via: string }>(
      sql`select line, outcome, person_id, messenger, via from audit order by id`,
    )
  const listen = () => app.listen({ port: 0, host: '127.0.0.1' })
  return { db, signedIn, linkFor, listen, stranger, audited, faults }
}

/** What a form of a page sends: the hidden marks of the first form whose line begins so, and what was typed. */
export function filled(
  body: string,
  line: string,
  typed: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const start = `name="line" value="${escaped(line)}`
  const form = body.split('<form').find(one => one.includes(start))
  if (form === undefined) throw new Error(`The page has no form for “${line}”`)
  const hidden = [...(form.split('</form>')[0] ?? '').matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return { ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, plain(value)])), ...typed }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
