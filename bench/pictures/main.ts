import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { findPerson } from '#src/features/people/index.ts'
import { issueSignInLink } from '#src/features/sign-in/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { loadSecrets } from '#src/secrets.ts'

/**
 * Makes the pictures of README and manual: `npm run pictures`. A fresh demo company at a fixed moment, a real Chromium
 * (`CHROMIUM_PATH`, else Debian's place), no animation: the same program gives the same pictures on the same machine; other
 * fonts and versions of Chromium draw letters a little differently.
 */
const moment = new Date('2026-11-18T03:00:00Z')
const out = join(projectRoot, 'docs/pictures')
const still = { reducedMotion: 'reduce', colorScheme: 'light', timezoneId: 'Asia/Shanghai' } as const
const readers: readonly (readonly [Locale, string])[] = [
  ['en', 'emily.chen@demo.linkstar.example'],
  ['ja', 'sato.kenichi@demo.linkstar.example'],
  ['zh-CN', 'wang.fang@demo.linkstar.example'],
]
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const folder = await mkdtemp(join(tmpdir(), 'kpi-pictures-'))
await chmod(folder, 0o711) // as root the server runs under another account
const server = await startEmbedded(folder)
try {
  await mkdir(out, { recursive: true })
  await migrate(server.url)
  await picturesOf(server.url)
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

async function picturesOf(url: string): Promise<void> {
  const env = { DATA_DIR: folder, DEMO: '1', WEB_CONSOLE: '1', PORT: '0', PUBLIC_URL: 'http://127.0.0.1' }
  const config = readConfig(env)
  const secrets = await loadSecrets(config)
  const database = openDatabase(url, { pooled: null })
  const log = pino({ level: 'silent' })
  const app = await buildApp({ config, env, log, database, secrets, now: () => moment })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const base = await app.server.listen({ host: '127.0.0.1', port: 0 })
    await app.start() // what the console shows comes by its stream
    const pages = createPageLinks({ secretKey: secrets.secretKey, publicUrl: 'http://127.0.0.1' })
    const linkFor = async (email: string) => {
      const person = await findPerson(database.db, { email })
      if (!person) throw new Error(`Nobody of the demo company has the address ${email}`)
      const given = { personId: person.id, via: 'shell' } as const
      return (
        base + (await issueSignInLink({ db: database.db, pages, now: moment }, given)).slice('http://127.0.0.1'.length)
      )
    }
    await consolePicture(browser, base)
    for (const [locale, email] of readers) await phone(browser, { base, link: await linkFor(email), locale })
  } finally {
    await browser.close()
    await app.stop()
    await database.close()
  }
}

/** The console with an answer that shows target, weekdays before, a holiday and a note. */
async function consolePicture(browser: Browser, base: string): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...still })).newPage()
  await page.goto(base)
  const field = page.locator('textarea, input[type=text]').first()
  await field.fill('trend sales amazon-us 30d')
  await field.press('Enter')
  const isDrawn = '[...document.images].some(one => one.complete && one.naturalWidth > 300)'
  for (let tries = 0; tries < 200 && !(await page.evaluate(isDrawn)); tries++) await pause(200)
  await shoot(page, 'console')
}

/** Boards and drills as a phone shows them. */
async function phone(browser: Browser, { base, link, locale }: { base: string; link: string; locale: Locale }) {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale, ...still })).newPage()
  await page.goto(link)
  await page.click('button')
  for (const [name, path] of [
    ['board', '/boards/all/stores'],
    ['guide', '/guide'],
  ] as const) {
    await page.goto(`${base}${path}?lang=${locale}`, { waitUntil: 'load' })
    await shoot(page, `${name}-${locale.toLowerCase()}`)
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' })
  process.stdout.write(`docs/pictures/${name}.png\n`)
}
