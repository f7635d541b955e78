import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { filled, office } from './office.ts'

const { db, signedIn, audited } = await office(async db => {
  await truncate(db, 'share_links, share_visits restart identity cascade')
  await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { scope: ['store:west'] })
  await addPerson(db, 'Yuki', { role: 'operator' })
})

const make = 'share make {name} {kpi} {place} {until} {lock} {lang} {panel}'
const typed = { 't.name': 'BrightAds', 'v.kpi': 'sales', 'v.place': 'west', 'v.until': '2026-12-31' }
let browser: Awaited<ReturnType<typeof signedIn>>

async function sendMake(values: Readonly<Record<string, string>>) {
  const { body } = await browser.get('/settings/shares')
  return browser.post('/settings/shares', filled(body, make, values))
}

async function press(line: string) {
  const { body } = await browser.get('/settings/shares')
  return browser.post('/settings/shares', filled(body, line))
}

beforeEach(async () => {
  browser = await signedIn('Ken')
})

describe('links for people outside, on a page', () => {
  it('offer KPIs by theme: what a board brought stands open, without one the first theme', async () => {
    const [{ body: bare }, { body: filledIn }] = await Promise.all([
      browser.get('/settings/shares?lang=en'),
      browser.get('/settings/shares?kpi=acos,refund_rate&lang=en'),
    ])
    const groups = (body: string) => [...body.matchAll(/<details class="group"( open)?><summary>([^<]+) </g)]
    const openOf = (body: string) => groups(body).flatMap(([, open, name]) => (open ? [name] : []))

    expect(groups(bare).length).toBeGreaterThan(5)
    expect(openOf(bare)).toEqual([groups(bare)[0]?.[2]])
    expect(openOf(filledIn).length).toBeGreaterThanOrEqual(1)
    expect(
      filledIn.slice(0, filledIn.indexOf('value="acos"')).split('<details class="group" open>').length,
    ).toBeGreaterThan(1)
    expect(bare.match(/name="v\.kpi"/g)?.length).toBeGreaterThan(80)
  })

  it('are made by the line of chat, shown once, listed and revoked', async () => {
    const made = await sendMake({ ...typed, 'v.lock': 'locked', 'v.lang': 'ja', 'v.panel': 'tiles' })
    expect(made.body).toMatch(/https:\/\/kpi\.example\.com\/share\/[\w.-]{60,}/)
    expect(made.body).toMatch(/\d{4}-\d{4}-\d{4}/)
    const [row] = await db.execute(
      sql`select name, kpis, places, panels, locale, expires_at::date::text as until from share_links`,
    )
    const scope = { kpis: ['sales'], places: ['store:west'], panels: ['tiles'], locale: 'ja' }
    expect(row).toMatchObject({ name: 'BrightAds', ...scope, until: '2027-01-01' }) // to the end of the day that was said

    const page = (await browser.get('/settings/shares')).body
    expect(page).toContain('#1 BrightAds')
    expect(page).not.toMatch(/\/share\/[\w.-]{60,}|\d{4}-\d{4}-\d{4}/)
    expect((await press('share log #1')).body).toContain('Nobody yet')
    await press('share revoke #1')
    expect((await browser.get('/settings/shares')).body).toContain('revoked Wed, Nov 18, 2026')
    expect((await audited()).map(({ line, outcome, messenger }) => [line.split(' ')[1], outcome, messenger])).toEqual([
      ['make', 'ok', 'page'],
      ['log', 'ok', 'page'],
      ['revoke', 'ok', 'page'],
    ])
  })

  it.each([
    ['without a KPI', { ...typed, 'v.kpi': '' }, 'Fill this in'],
    ['of a store that its maker does not see', { ...typed, 'v.place': 'tokyo' }, 'This could not be done'],
    ['for longer than half a year', { ...typed, 'v.until': '2028-01-01' }, 'at most 180 days'],
  ])('are not made %s', async (_what, values, said) => {
    const answer = await sendMake(values)

    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect(await db.execute(sql`select 1 from share_links`)).toHaveLength(0)
  })

  it('come with what a board shows filled in', async () => {
    const { body } = await browser.get('/settings/shares?kpi=orders,acos&place=west')
    const ticked = [...body.matchAll(/value="([^"]+)" checked/g)].map(([, value]) => value)

    expect(ticked).toEqual(['orders', 'acos', 'west'])
  })

  it('are shown to their maker and to administrators alone', async () => {
    await sendMake(typed)
    const [owner, yuki] = [await signedIn('Owner'), await signedIn('Yuki')]

    expect((await owner.get('/settings/shares')).body).toContain('BrightAds')
    expect((await yuki.get('/settings/shares')).statusCode).toBe(403)
    await db.execute(sql`update people set role = 'manager' where name = 'Yuki'`)
    expect((await yuki.get('/settings/shares')).body).not.toContain('BrightAds')
  })
})
