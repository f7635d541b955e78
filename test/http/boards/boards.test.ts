import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany, now } from './company.ts'

const { db } = await testDatabase()
let company: BoardCompany

beforeEach(async () => {
  company = await boardCompany(db)
})
afterEach(() => company.app.close())

const as = (name: string) => company.as(name)

describe('boards', () => {
  it('ask who is nobody to sign in, and bring them back to what they asked for', async () => {
    const answer = await new Browser(company.app).get('/boards/market/jp?period=30d')

    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(`/login?to=${encodeURIComponent('/boards/market/jp?period=30d')}`)
  })

  it('list what somebody may see, and nothing of anybody else', async () => {
    const [all, some] = [await (await as('Owner')).get('/boards'), await (await as('Eve')).get('/boards')]

    for (const path of ['/boards/store/east', '/boards/store/west', '/boards/market/jp', '/boards/all/stores'])
      expect(all.body).toContain(`href="${path}"`)
    expect(some.body).toContain('href="/boards/store/east"')
    expect(some.body).not.toMatch(/west|West|Jun/)
  })

  it.each([
    ['Owner', '/boards/store/east', 'status east 7d sales'],
    ['Owner', '/boards/all/stores', 'status all 7d orders'],
    ['Owner', '/boards/all/stores?place=market:jp&period=2026-10', 'status market:jp 2026-10 sales'],
    ['Eve', '/boards/store/east?period=yesterday', 'status east yesterday sales'],
    ['Eve', '/boards/person/2', 'status east 7d sales'],
    ['Owner', '/boards/store/east?from=2026-11-02&to=2026-11-04', 'status east 2026-11-02..2026-11-04 sales'],
  ])('show %s at %s what “%s” answers in chat', async (name, path, line) => {
    const page = await (await as(name)).get(path)
    const said = textOf(await talkTo(db, commands, now).say(line, `${name.toLowerCase()}@example.com`))
    const value = /class="value[^"]*">([^<]+)</.exec(page.body)?.[1]

    expect(page.statusCode).toBe(200)
    expect(value).toMatch(/\d/)
    expect(said).toContain(value)
  })

  it.each([
    ['Eve', '/boards/store/west'],
    ['Eve', '/boards/market/jp'],
    ['Eve', '/boards/person/1'],
    ['Jun', '/boards/store/east'],
    ['Jun', '/boards/person/2'],
    ['Owner', '/boards/store/nowhere'],
    ['Owner', '/boards/team/7'],
    ['Owner', '/boards/own/x'],
    ['Owner', '/boards/cake/1'],
  ])('have nothing for %s at %s', async (name, path) => {
    for (const more of ['', '/chart', '/heat']) {
      const answer = await (await as(name)).get(`${path}${more}`)
      expect([404, answer.body.includes('98,765') || answer.body.includes('123.45')]).toEqual([
        answer.statusCode,
        false,
      ])
    }
  })

  it('keep filters to what the board holds: a foreign place counts as not said', async () => {
    const browser = await as('Jun')
    const [plain, foreign] = [
      await browser.get('/boards/market/jp'),
      await browser.get('/boards/market/jp?place=store:east'),
    ]

    expect(foreign.statusCode).toBe(200)
    expect(foreign.body).not.toMatch(/East/)
    expect(/class="value[^"]*">([^<]+)</.exec(foreign.body)?.[1]).toBe(
      /class="value[^"]*">([^<]+)</.exec(plain.body)?.[1],
    )
  })

  it.each([
    'period=<script>',
    'kpi=none',
    'day=2026-13-45',
    'place=store:',
    'from=2026-11-09',
    'period=9999-12',
    'sku=%00',
  ])('stand although the address says %s', async query => {
    const answer = await (await as('Owner')).get(`/boards/store/east?${query}`)

    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('<script>')
  })

  it('take a day apart into its SKUs', async () => {
    const page = await (await as('Eve')).get('/boards/store/east?kpi=sales&day=2026-11-17')

    expect(page.body).toMatch(/">CUP-1<\/a><\/th><td class="number">\$100\.00/)
  })

  it('speak the language of the person, and another on request', async () => {
    const browser = await as('Jun')

    expect((await browser.get('/boards/market/jp')).body).toMatch(/<html lang="ja">[\s\S]*売上/)
    const english = (await browser.get('/boards/market/jp?lang=en')).body
    expect(english).toMatch(/<html lang="en">[\s\S]*Sales/)
    expect(english).toMatch(/class="chip" href="\?period=30d&amp;lang=en"/)
  })

  it('draw a trend for the width that was asked for, with a day in words for each day', async () => {
    const chart = JSON.parse((await (await as('Eve')).get('/boards/store/east/chart?width=500&kpi=sales')).body)

    expect(chart.picture.width).toBe(1000)
    expect(chart.days.find(({ day }: { day: string }) => day === '2026-11-17').rows[0]).toEqual(['Sales', '$123.45'])
    expect(JSON.stringify(chart)).not.toMatch(/#[0-9a-f]{6}/)
  })

  it('leave one record of each board that was opened', async () => {
    await (await as('Eve')).get('/boards/store/east?period=30d')

    const rows = await db.execute(sql`select verb, line, outcome from audit`)
    expect([...rows]).toEqual([{ verb: 'board', line: 'board store:east 30d', outcome: 'ok' }])
  })
})

describe('an address that a board cannot show', () => {
  it.each([
    ['period=foo', ['foo']],
    ['period=2031', ['2031']],
    ['period=<b>', ['&lt;b&gt;']],
    ['kpi=nothing', ['nothing']],
    ['place=store:west', ['store:west']],
    ['place=nowhere&kpi=orders&period=30d', ['nowhere']],
    ['place=nowhere&kpi=nothing&period=foo', ['foo', 'nowhere', 'nothing']],
    ['day=2026-02-31', ['2026-02-31']],
    ['day=foo', ['foo']],
    ['from=2026-02-30&to=2026-03-02', ['2026-02-30']],
    ['day=2026-11-16', []],
    ['period=30d&kpi=orders', []],
    ['', []],
  ])('?%s is shown as usual, and says what was left out', async (query, left) => {
    const page = await (await as('Owner')).get(`/boards/store/east?${query}`)

    expect(page.statusCode).toBe(200)
    const said = [...page.body.matchAll(/<p class="problem">“(.*?)” in the address/g)].map(([, text]) => text)
    expect(said).toEqual(left)
    expect(page.body).toContain('class="tiles"')
  })
})

describe('where a day is over for the reader and still runs at a store', () => {
  const late = new Date('2026-11-18T16:00:00Z') // the 19th in Tokyo, the 18th at the store in the east
  it.each([
    ['period=yesterday', 'status all yesterday sales orders', /So far: .* is not over yet at .*\./],
    ['period=7d', 'status all 7d sales orders', /So far: .* is not over yet at .*\./],
    ['', 'status all sales orders', null],
  ])('the board says so above its figures as chat does, ?%s', async (query = '', line = '', wanted = null) => {
    await company.app.close()
    company = await boardCompany(db, () => late)
    await db.execute(sql`update people set time_zone = 'Asia/Tokyo' where name = 'Owner'`)
    const page = (await (await as('Owner')).get(`/boards/all/stores?${query}`)).body
    const chat = textOf(await talkTo(db, commands, late).say(line, 'owner@example.com'))
    const soFar = (text: string) => /So far: [^<\n]*?is not over yet at [^<\n]*?\./.exec(text)?.[0] ?? null
    const [onPage, inChat] = [soFar(page), soFar(chat)]

    expect(onPage).toBe(inChat)
    if (wanted === null) expect(onPage).toBeNull()
    else expect(onPage).toMatch(wanted)
    const [tiles, said] = [page.indexOf('class="tiles"'), onPage === null ? -1 : page.indexOf(onPage)]
    expect(said).toBeLessThan(tiles)
    const lit = [...page.matchAll(/class="chip" href="([^"]*)" aria-current/g)].map(([, href]) => href)
    expect(lit).toEqual(query === '' ? [] : [`?${query}`]) // seven days up to the 17th are no “7 days” of the 19th
  })
})

it('shows a note to whoever is signed out by now, so that it can be copied, and leads back to its board', async () => {
  const form = { place: 'store:east', from: '2026-11-16', to: '2026-11-16', text: 'Typed for <ten> minutes' }
  const answer = await new Browser(company.app).post('/boards/store/east/note', form)

  expect(answer.statusCode).toBe(401)
  expect(answer.body).toContain('<blockquote>Typed for &lt;ten&gt; minutes</blockquote>')
  expect(answer.body).toContain('href="/login?to=%2Fboards%2Fstore%2Feast"')
})

it.each([
  ['of a store that is none', { place: 'store:nowhere' }, ''],
  ['of a day that is none', { from: '2026-02-31' }, '2026-02-31'],
  ['up to a day that is none', { to: 'tomorrow' }, '“tomorrow”'],
  ['without a day', { from: '' }, '“”'],
  ['that ends before it begins', { from: '2026-11-16', to: '2026-11-14' }, '2026-11-14'],
  ['about nothing that can be named', { place: 'nothing at all' }, ''],
])('shows a note %s, which is refused, and its languages lead to the board', async (_what, wrong, said) => {
  const owner = await as('Owner')
  const page = await owner.get('/boards/store/east')
  const mark = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const right = { form: mark, place: 'store:east', from: '2026-11-16', to: '', text: 'Kept in sight' }
  const answer = await owner.post('/boards/store/east/note', { ...right, ...wrong })

  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('<blockquote>Kept in sight</blockquote>')
  expect(answer.body).toContain(said)
  expect(answer.body).toContain('href="/boards/store/east?lang=ja"')
})
