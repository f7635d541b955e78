import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany, now, pages } from './company.ts'

const { db } = await testDatabase()
const { say, ask } = talkTo(db, commands, now, { pages })
let company: BoardCompany

beforeEach(async () => {
  company = await boardCompany(db)
})
afterEach(() => company.app.close())

async function pathOf(name: string): Promise<string> {
  const [row] = await db.execute<{ id: number }>(sql`select id from boards where name = ${name}`)
  return `/boards/own/${row?.id}`
}

describe('an own board', () => {
  it('is put together in chat and shows its KPIs in their order, its places and its panels alone', async () => {
    const card = await say('board make "Morning" orders sales east trend tiles')
    const page = (await (await company.as('Owner')).get(await pathOf('Morning'))).body

    expect(card.title.en).toBe('Board “Morning” is made')
    expect([...page.matchAll(/class="name">([^<]+)</g)].map(([, name]) => name)).toEqual(['Orders', 'Sales'])
    expect(page.indexOf('id="trend"')).toBeLessThan(page.indexOf('id="tiles"'))
    expect(page).not.toMatch(/id="(scorecard|stores|heat|notes)"/)
    expect(page).not.toContain('West')
  })

  it.each(['999999999999', '2147483648', '0', '-1', '1.5', 'abc'])('%s is none: the page says so', async id => {
    const browser = await company.as('Owner')

    for (const kind of ['own', 'team', 'person'])
      expect((await browser.get(`/boards/${kind}/${id}`)).statusCode, kind).toBe(404)
    expect((await browser.get(`/boards/own/${id}/edit`)).statusCode).toBe(303)
  })

  it('says beside rates of several stores what visits they are divided by', async () => {
    const [east, west] = await db.execute<{ id: number }>(sql`select id from stores order by slug`)
    await addDays(db, east?.id ?? 0, ['2026-11-10', '2026-11-17'], { orders: 3, sessions: 100 })
    await addDays(db, west?.id ?? 0, ['2026-11-10', '2026-11-17'], { orders: 4, page_views: 100 })
    await say('board make "Visits" conversion_rate tiles stores')
    const page = (await (await company.as('Owner')).get(await pathOf('Visits'))).body

    expect(page).toMatch(/class="name">Conversion rate \((sessions|page views)\)/)
    expect(page).toMatch(/orders ÷ sessions \(East\), orders ÷ page views \(West\)/)
  })

  it('is put together on a page by the same line, with the same record', async () => {
    const browser = await company.as('Owner')
    const form = await browser.get('/boards/own/new')
    const token = /name="form" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
    const answer = await browser.post('/boards/own/new', {
      ...{ form: token, name: 'A "quoted" name', kpi0: 'orders', kpi3: 'sales', panel0: 'tiles', place1: 'store:east' },
    })

    expect(answer.headers.location).toBe(await pathOf('A ”quoted” name'))
    const [row] = await db.execute(sql`select line, outcome from audit where verb = 'board'`)
    expect(row).toEqual({
      line: 'board make "A ”quoted” name" orders sales east tiles private',
      outcome: 'ok',
    })
  })

  it('says on the page why it is not taken, and keeps nothing', async () => {
    const browser = await company.as('Owner')
    const token = /name="form" value="([^"]+)"/.exec((await browser.get('/boards/own/new')).body)?.[1] ?? ''
    const answer = await browser.post('/boards/own/new', { form: token, name: ' ', kpi0: 'orders' })

    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/role="alert"><p>Give the board one name/)
    expect([...(await db.execute(sql`select 1 from boards`))]).toEqual([])
  })

  it('is nobody else’s before it is shared, and then shows each reader their own stores', async () => {
    await say('board make "Morning" sales')
    const path = await pathOf('Morning')
    const eve = await company.as('Eve')
    expect((await eve.get(path)).statusCode).toBe(404)
    expect((await eve.get('/boards')).body).not.toContain('Morning')

    await say('board share "Morning"')
    const page = await eve.get(path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('$864.15')
    expect(page.body).not.toMatch(/West|98,765/)
    expect(page.body).not.toContain(`${path}/edit`)
    expect((await eve.get('/boards')).body).toContain('by Owner')

    await say('board unshare "Morning"')
    expect((await eve.get(path)).statusCode).toBe(404)
  })

  it.each([
    ['edit', { name: 'Mine', panel0: 'tiles' }],
    ['remove', {}],
  ])('stands when somebody else tries to %s it', async (what, fields) => {
    await say('board make "Morning" sales shared')
    const eve = await company.as('Eve')
    const page = await eve.get('/boards/own/new')
    const token = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    await eve.post(`${await pathOf('Morning')}/${what}`, { form: token, ...fields })

    expect([...(await db.execute(sql`select name, owner_id from boards`))]).toEqual([{ name: 'Morning', owner_id: 1 }])
  })

  it('is taken back and done again by undo', async () => {
    const made = await say('board make "Morning" sales')
    expect(buttonsOf(made).some(line => line.startsWith('undo'))).toBe(true)
    await say('board remove "Morning"')
    await say('undo')
    expect((await (await company.as('Owner')).get(await pathOf('Morning'))).statusCode).toBe(200)
  })

  it.each([
    ['board make sales', 'name in quotes'],
    ['board make "X" cake', 'What is “cake”'],
    ['board share "Nothing"', 'You have no board Nothing'],
    ['board remove #99', 'You have no board #99'],
    ['board nowhere', 'no board “nowhere”'],
    [`board make "${'x'.repeat(61)}" sales`, 'at most 60'],
  ])('answers “%s” with what to do', async (line, words) => {
    const reply = await ask(line)

    expect(reply.refused?.en ?? textOf(reply.cards[0] ?? (await say('help')))).toContain(words)
  })

  it('is opened from chat by a link that signs in, and in a group by one that asks who it is', async () => {
    const own = await ask('board west')
    const group = await ask('board west', 'owner@example.com', { kind: 'group', channel: 'room' })
    const urlOf = (reply: typeof own) => reply.cards[0]?.blocks.flatMap(one => (one.type === 'link' ? [one.url] : []))

    expect(own.private).toBe(true)
    expect(urlOf(own)?.[0]).toMatch(/^http:\/\/127\.0\.0\.1\/login\/open\?page=/)
    expect(urlOf(group) ?? []).not.toContainEqual(expect.stringContaining('login'))
  })
})

describe('a note', () => {
  it('is written on a board as it is in chat, and stands in the trend and below it', async () => {
    const jun = await company.as('Jun')
    const path = '/boards/store/west'
    const page = (await jun.get(`${path}?lang=en&kpi=sales`)).body
    const token = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const days = { from: '2026-11-16', to: '2026-11-17' }
    const sent = { form: token, place: 'store:west', kpi: 'sales', text: 'Typhoon "Nina"', back: '?lang=en', ...days }
    const answer = await jun.post(`${path}/note`, sent)

    expect(answer.headers.location).toBe(`${path}?lang=en#notes`)
    expect((await jun.get(`${path}?lang=en`)).body).toContain('Typhoon ”Nina”')
    const [row] = await db.execute(sql`select line from audit where verb = 'note'`)
    expect(row?.line).toBe('note add sales west 2026-11-16..2026-11-17 "Typhoon ”Nina”"')
  })

  it.each([
    ['a reader', 'Eve', 'store:east'],
    ['somebody of another store', 'Jun', 'store:east'],
  ])('is not written by %s', async (_who, name, place) => {
    const browser = await company.as(name)
    const page = (await browser.get('/boards/own/new')).body
    const token = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const answer = await browser.post('/boards/store/east/note', { form: token, place, text: 'x', from: '2026-11-16' })

    expect(answer.statusCode).toBe(422)
    expect([...(await db.execute(sql`select 1 from notes`))]).toEqual([])
  })
})
