import { pino } from 'pino'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { commands } from '#commands/index.ts'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { issuePage, reportLink } from '#src/features/connections/index.ts'
import { loadDemo } from '#src/features/demo/index.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { sections } from '#src/http/settings/sections.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { talkTo, textOf } from '#test/support/talk.ts'

/** The present of these tests. */
const now = new Date('2026-11-18T03:00:00Z')
const publicUrl = 'http://127.0.0.1'
const secretKey = 'a secret key of thirty-two characters'
const owner = { id: 1, email: 'li.wei@demo.linkstar.example' }

/** Kinds of pages; those that are refused say so. */
export const kindsOfPages = [
  ...(['boards', 'docs', 'guide', 'settings', 'account', 'meeting', 'sync', 'share'] as const),
  ...(['connect', 'refused'] as const),
] as const

type Kinds = Readonly<Record<(typeof kindsOfPages)[number], readonly string[]>>

/** The whole service with the demo company, on a port of this machine. */
export interface House {
  readonly base: string
  /** The addresses of each kind; some have a query. Makes what opens by a link, which takes seconds. */
  kinds(): Promise<Kinds>
  /** A page in which the administrator is signed in. */
  open(browser: Browser, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** Wires the real service without starting its workers. */
export async function house(database: Database): Promise<House> {
  const { db } = database
  await loadDemo(db, { now })
  const env = { DEMO: '0', PUBLIC_URL: publicUrl, LOG_LEVEL: 'silent' }
  const parts = { config: readConfig(env), env, log: pino({ level: 'silent' }), database }
  const app = await buildApp({ ...parts, secrets: { secretKey, apiToken: null }, now: () => now })
  const base = await app.server.listen({ host: '127.0.0.1', port: 0 })
  return {
    ...{ base, kinds: () => pagesOf(db), close: () => app.stop() },
    open: async (browser, options = {}) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
      const secret = await startSession(db, { personId: owner.id, via: 'chat', device: 'test', now })
      await context.addCookies([{ name: 'kpi_session', value: secret, url: base }])
      const page = await context.newPage()
      page.setDefaultNavigationTimeout(120_000) // the first picture of a pack starts the engine that draws it
      return page
    },
  }
}

/** The address of a page in a language. */
export function inLanguage(path: string, lang: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`
}

/** Every page, with what the bot gives to the administrator for those that open by a link. */
async function pagesOf(db: Db): Promise<Kinds> {
  const pages = createPageLinks({ secretKey, publicUrl })
  const { say } = talkTo(db, commands, now, { pages })
  const own = (url: string) => url.slice(publicUrl.length)
  const linkOf = async (line: string) => {
    const card = await say(line, owner.email)
    const found = card.blocks.find(block => block.type === 'link')
    if (found?.type !== 'link') throw new Error(`“${line}” gave no link:\n${textOf(card)}`)
    return own(found.url)
  }
  await say('board make "Home" sales acos us', owner.email)
  const connect = { db, secretKey, publicUrl, now: () => now }
  const share = await linkOf('share "BrightAds" sales acos us 30d')
  const locked = await linkOf('share "Locked" sales us 30d passphrase')
  const keys = own(await issuePage(connect, { connector: 'amazon', personId: owner.id, locale: 'en' }))
  return {
    boards: [...boards],
    docs: ['/docs', '/docs?q=target', '/docs/set-targets'],
    guide: ['/guide'],
    settings: ['/settings', ...sections.map(({ id }) => `/settings/${id}`), '/settings/plan?kpi=sales'],
    account: ['/account', '/login', '/login?sent=1', '/login/open'],
    meeting: [await linkOf('meeting last month')],
    sync: [own(reportLink(connect, owner.id))],
    share: [share, `${share}?show=stores`, `${share}?show=heat`, locked],
    connect: [keys],
    refused: ['/share/nothing', '/share/meeting', '/share/sync', '/docs/nothing', '/settings/nothing', '/nothing'],
  }
}

const boards = [
  '/boards',
  '/boards/all/stores?show=stores',
  '/boards/all/stores?show=heat',
  '/boards/store/amazon-us?day=2026-11-16',
  '/boards/person/2?show=score',
  '/boards/own/new',
  '/boards/own/1',
  '/boards/own/1/edit',
  '/boards/offline',
] as const
