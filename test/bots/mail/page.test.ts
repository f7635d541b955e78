import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mail } from '#bots/mail/index.ts'
import { ack } from '#commands/alerts/ack.ts'
import type { Messenger } from '#src/chat/messenger.ts'
import { alertView } from '#src/features/alerts/announce/view.ts'
import { alertCard } from '#src/features/alerts/cards/alert-card.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { findAlert, listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { createDispatch } from '#src/features/conversation/dispatch.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type FakeService, fakeService } from '#test/bots/web/fake-deps.ts'
import { type Served, serve } from '#test/bots/web/serve.ts'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'
import { type MailServer, mailServer, partOf } from './smtp.ts'

const now = new Date('2026-11-20T09:00:00Z')

/** The link of a real mail in a real browser, with the real command behind it. */
describe.skipIf(!hasChromium)('the page behind the link of a mail', () => {
  let database: Database
  let world: Company
  let service: FakeService
  let server: MailServer
  let messenger: Messenger
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    database = await testDatabase()
    world = company(database)
    const log = { info: () => {}, error: (fields: object) => expect(fields).toBeNull() }
    const health = async () => ({ ready: true, checks: [] })
    const usual = { commands: [ack], now: () => service.deps.now(), teamTimeZone: 'UTC', adminEmail: null, health, log }
    const answer = createDispatch({ db: database.db, figures: world.figures, ...usual, enqueue: async () => {} })
    service = fakeService(answer)
    server = await mailServer()
    const env = { SMTP_URL: server.url, MAIL_FROM: 'KPI bot <kpi@example.com>' }
    messenger = await mail.create(mail.readConfig(env), service.deps)
    served = await serve(messenger)
    browser = await launch()
  })
  beforeEach(async () => {
    await truncate(
      database.db,
      'channels, people, stores, targets, notes, alerts, metric_day, dirty_days restart identity cascade',
    )
    server.mails.length = 0
    const west = await world.addStore('west')
    await world.addPerson('ana')
    await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD' })
    await world.tell(west, '2026-11-19', { net_sales: 60_00 }, now)
    await evaluate({ db: database.db, figures: world.figures, now })
  })
  afterAll(async () => {
    await closePages(browser)
    await served.close()
    await server.close()
  })

  /** Sends the alert to Ana by mail; answers the link in it. */
  async function linkOf(locale: 'en' | 'ja' = 'en'): Promise<string> {
    const alert = await findAlert(database.db, 1)
    const view = alert && (await alertView({ db: database.db, figures: world.figures }, alert, now))
    if (!view) throw new Error('there is no alert')
    const to = { workspace: '', channel: 'ana@example.com', kind: 'direct' } as const
    const { signal } = new AbortController()
    const message = { deliveryId: 'alert/1', to, card: alertCard(view), locale, pictures: [null], handles: new Map() }
    await messenger.send({ ...message, signal })
    const text = partOf(server.mails.at(-1), 'text/plain')
    return (/https?:\S+\/mail\/ack\?\S+/.exec(text)?.[0] ?? '').replace('http://127.0.0.1:3000', served.url)
  }

  async function open(url: string, locale = 'en-US'): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    const complaints: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' && !/status of 403|favicon/.test(message.text())) complaints.push(message.text())
    })
    await page.goto(url)
    return { page, complaints }
  }

  const stateNow = async () => (await findAlert(database.db, 1))?.state

  it('asks first, acts on the button alone, and says what was done', async () => {
    const { page, complaints } = await open(await linkOf('ja'), 'ja-JP')
    const asked = await page.locator('body').innerText()
    const before = await stateNow()

    await page.getByRole('button', { name: '確認する' }).click()
    await page.getByRole('button').waitFor({ state: 'detached' })

    expect(asked).toContain('売上・west・目標未達')
    expect(asked).toContain('ana@example.com として実行します')
    expect(before).toBe('open')
    expect(await page.locator('h1').innerText()).toContain('アラート1を確認しました')
    expect(await findAlert(database.db, 1)).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: 'ana' } })
    expect((await listAlertEvents(database.db, 1)).map(event => event.via)).toEqual([null, 'mail'])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('changes nothing when mail scanners fetch the link, look at its head, or render it', async () => {
    const url = await linkOf()
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await fetch(url, { method })
    const { page } = await open(url)
    await page.reload()
    await page.context().close()

    expect(await stateNow()).toBe('open')
    expect((await listAlertEvents(database.db, 1)).map(event => event.kind)).toEqual(['opened'])
  })

  it('offers nothing behind a link that was changed, or is too old', async () => {
    const url = await linkOf()
    const forged = await open(url.replace('line=ack+1', 'line=ack+2'), 'zh-CN')
    const other = await open(url.replace('ana%40', 'eve%40'))
    service.pass(8 * 86_400_000)
    const late = await open(url)
    service.pass(-8 * 86_400_000)

    expect(await forged.page.locator('body').innerText()).toContain('链接无效或已过期')
    expect(await other.page.locator('body').innerText()).toContain('This link is not valid')
    expect(await late.page.locator('body').innerText()).toContain('too old')
    for (const { page } of [forged, other, late]) {
      expect(await page.getByRole('button').count()).toBe(0)
      await page.context().close()
    }
    expect(await stateNow()).toBe('open')
  })

  it('that was open when the time ran out does nothing any more', async () => {
    const { page } = await open(await linkOf())
    service.pass(8 * 86_400_000)
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByRole('button').waitFor({ state: 'detached' })
    service.pass(-8 * 86_400_000)

    expect(await page.locator('body').innerText()).toContain('too old')
    expect(await stateNow()).toBe('open')
    await page.context().close()
  })
})
