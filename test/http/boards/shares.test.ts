import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany, now, pages } from './company.ts'

const { db } = await testDatabase()
const { say, ask } = talkTo(db, commands, now, { pages })
let company: BoardCompany
let clock = now

beforeEach(async () => {
  clock = now
  company = await boardCompany(db, () => clock)
})
afterEach(() => company.app.close())

/** Makes a link and answers the path of its address, and its passphrase. */
async function made(line = 'share "BrightAds" sales east 30d'): Promise<{ path: string; phrase: string }> {
  const card = await say(line)
  const link = card.blocks.find(block => block.type === 'link')
  if (link?.type !== 'link') throw new Error(textOf(card))
  return { path: link.url.slice('http://127.0.0.1'.length), phrase: /\d{4}-\d{4}-\d{4}/.exec(textOf(card))?.[0] ?? '' }
}

async function later(): Promise<void> {
  clock = new Date(now.getTime() + 31 * 86_400_000)
}

const outside = (headers = {}) => new Browser(company.app, headers)

describe('a shared link', () => {
  it('shows its KPIs and stores to anybody, and nothing else', async () => {
    await say('note east sales yesterday "our secret"')
    const { path } = await made()
    const page = await outside().get(path)
    const all = [
      page,
      await outside().get(`${path}/chart?kpi=orders`),
      await outside().get(`${path}?place=store:west&kpi=orders&show=heat`),
    ]

    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('$864.15')
    for (const { body } of all) expect(body).not.toMatch(/Orders|West|98,765|secret|Owner/)
  })

  it('shows its map of days and its stores without script, to whoever follows their links', async () => {
    const { path } = await made('share "BrightAds" sales east west 30d tiles heat stores')
    const [plain, heat, stores] = await Promise.all(
      ['', '?show=heat', '?show=stores'].map(query => outside().get(path + query)),
    )

    expect(plain?.body).not.toContain('<table class="heat"')
    expect(heat?.body).toContain('<table class="heat"')
    expect(stores?.body).toContain('<table class="wide"')
  })

  it('leads nowhere but to its board, tells no robot and no other site', async () => {
    const { path } = await made()
    const { body, headers } = await outside().get(path)
    const links = [...body.matchAll(/(?:href|action|src|data-chart|data-part)="([^"]*)"/g)].map(([, to]) => to ?? '')

    expect(links.filter(to => !/^[?#]/.test(to) && !to.startsWith('/page/') && !to.startsWith(path))).toEqual([])
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(body).not.toMatch(/manifest|data-worker/)
  })

  it.each([
    ['is revoked', async () => void (await say('share revoke #1'))],
    ['has run out', later],
    ['lost its maker', async () => void (await db.execute(sql`update people set active = false where name = 'Owner'`))],
    [
      'has a maker who no longer sees its stores',
      async () => void (await db.execute(sql`update people set scope = '{market:jp}' where name = 'Owner'`)),
    ],
  ])('opens nothing once it %s', async (_what, end) => {
    const { path } = await made()
    expect((await outside().get(path)).statusCode).toBe(200)
    await end()

    for (const part of ['', '/chart', '/heat']) {
      const answer = await outside().get(`${path}${part}`)
      expect([answer.statusCode, /864|Sales/.test(answer.body)]).toEqual([403, false])
    }
  })

  it.each([
    ['changed', (path: string) => path.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))],
    [
      'of another kind of page',
      () => pages.url('/share/sync', '1', new Date('2030-01-01')).replace(/.*page=/, '/share/'),
    ],
    [
      'of a secret that nobody made',
      () => pages.url('/share/board', 'x'.repeat(32), new Date('2030-01-01')).replace(/.*page=/, '/share/'),
    ],
  ])('opens nothing when its address is %s', async (_what, change) => {
    expect((await outside().get(change((await made()).path))).statusCode).toBe(403)
  })

  it.each([
    ['without hyphens', (phrase: string) => phrase.replaceAll('-', '')],
    ['with blanks', (phrase: string) => ` ${phrase.replaceAll('-', ' ')} `],
    [
      'with wide digits',
      (phrase: string) => phrase.replace(/[\d-]/g, one => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    ],
  ])('opens by its passphrase typed %s', async (_how, typed) => {
    const { path, phrase } = await made('share "BrightAds" sales east 30d locked')
    expect((await outside().post(path, { passphrase: typed(phrase) })).statusCode).toBe(303)
    expect((await outside().post(path, { passphrase: typed(phrase).trim().slice(0, -1) })).statusCode).toBe(403)
  })

  it('asks for a passphrase where it was locked, and stops guessing', async () => {
    const { path, phrase } = await made('share "BrightAds" sales east 30d locked')
    const browser = outside()
    expect((await browser.get(path)).body).not.toContain('864')
    expect((await browser.get(`${path}/chart`)).statusCode).toBe(403)
    expect((await browser.post(path, { passphrase: '0000-0000-0000' })).statusCode).toBe(403)

    expect((await browser.post(path, { passphrase: phrase })).statusCode).toBe(303)
    expect((await browser.get(path)).body).toContain('$864.15')
    expect((await browser.get(`${path}/chart`)).statusCode).toBe(200)
    const stranger = outside()
    for (let guess = 0; guess < 10; guess++) await stranger.post(path, { passphrase: `${guess}` })
    expect((await stranger.post(path, { passphrase: phrase })).statusCode).toBe(403)
    const rows = JSON.stringify([...(await db.execute(sql`select * from share_links`))])
    expect([rows.includes(phrase), rows.includes(path.slice(7))]).toEqual([false, false])
  })

  it('notes who looked, with the address shortened and previews of chats apart', async () => {
    const { path } = await made()
    const preview = await outside({ 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }).get(
      path,
    )
    await outside().get(`${path}?period=30d`)

    expect(preview.body).not.toMatch(/864|BrightAds/)
    const list = textOf(await say('share list'))
    expect(list).toMatch(/BrightAds\nOwner\n[^\n]+\n1\n1/)
    const log = textOf(await say('share log #1'))
    expect(log).toContain('127.0.0.*')
    expect(log).not.toContain('127.0.0.1')
    expect(log).toContain('period=30d')
    expect(log).toContain('Chrome')
  })

  it('speaks the language that was chosen for it', async () => {
    const { path } = await made('share "代理店" sales east 日本語')

    const { body } = await outside().get(path)
    expect(body).toMatch(/<html lang="ja">[\s\S]*売上/)
    expect(body).not.toContain('West') // 日本語 is no market
  })

  it.each([
    ['share "X" sales', 'at least one KPI and one store'],
    ['share "X" east', 'at least one KPI and one store'],
    ['share "X" sales east cake', 'What is “cake”'],
    ['share "X" sales east notes', 'Notes stay inside'],
    ['share "X" sales east 400d', 'at most 180 days'],
    ['share revoke #9', 'no link #9'],
  ])('is not made or ended by “%s”', async (line, words) => {
    expect((await ask(line)).refused?.en).toContain(words)
  })

  it('is made by managers of their own stores alone, and ended by their maker or an administrator', async () => {
    expect((await ask('share "X" sales east', 'eve@example.com')).refused?.en).toContain('manager')
    await db.execute(sql`update people set role = 'manager' where name in ('Jun', 'Eve')`)
    expect((await ask('share "X" sales east', 'jun@example.com')).refused).toBeDefined()
    await made()
    expect((await ask('share revoke #1', 'eve@example.com')).refused?.en).toContain('no link #1')
    expect(textOf(await say('share list', 'eve@example.com'))).toContain('There are none')
  })
})
