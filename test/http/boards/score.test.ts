import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany, now } from './company.ts'

const { db } = await testDatabase()
let company: BoardCompany

beforeEach(async () => {
  company = await boardCompany(db)
  const { say } = talkTo(db, commands, now)
  for (const line of [
    'target set sales east 2026-11 9000 @Eve',
    'target set orders east 2026-11 60 @Eve',
    'people team add "Coast" @Eve lead @Owner east',
  ])
    await say(line, 'owner@example.com')
})
afterEach(() => company.app.close())

const scoreOf = (body: string) => /<section id="score"[\s\S]*?<\/section>/.exec(body)?.[0] ?? ''

describe('scores on boards', () => {
  it('say what `score` says to whoever may see it: points, weights, state, what pulls it down', async () => {
    const body = (await (await company.as('Eve')).get('/boards/person/2')).body
    const said = textOf(await talkTo(db, commands, now).say('score', 'eve@example.com'))
    const points = /Score: ([\d.]+)|([\d.]+) points/.exec(said)?.[0] ?? '?'
    const part = body.slice(body.indexOf('id="score"'), body.indexOf('id="tiles"'))

    expect(said).toContain('Sales')
    expect(part.replace(/<[^>]+>/g, '')).toContain(points)
    expect(part).toMatch(/Weight/)
    expect(part).toMatch(/What pulls it down[\s\S]*Sales: −[\d.]+ points/)
    expect(part).toMatch(/provisional|may still change/i)
  })

  it('name the store of each line where somebody owns the same KPI in several, in chat and on the page', async () => {
    const { say } = talkTo(db, commands, now)
    for (const line of ['sales east 2026-11 9000', 'sales west 2026-11 3000000', 'orders west 2026-11 200'])
      await say(`target set ${line} @Owner`, 'owner@example.com')
    const said = textOf(await say('score', 'owner@example.com')).split('\n')
    const part = scoreOf((await (await company.as('Owner')).get('/boards/person/1?show=score')).body)
    const lost = part.slice(part.indexOf('What pulls it down'))

    expect(said).toEqual(expect.arrayContaining(['Sales · East', 'Sales · West', 'Orders']))
    expect(said.find(text => text.startsWith('Sales · West at'))).toMatch(/¥[\d,]+ \(now ¥/)
    expect(part).toMatch(/href="[^"]*place=store%3Awest&amp;kpi=sales[^"]*#trend">Sales · West</)
    expect(lost).toMatch(/Sales · East: −[\d.]+ points/)
  })

  it('tell nothing of corrections after a close where the same KPI stands there for several stores', async () => {
    const { say } = talkTo(db, commands, now)
    for (const line of ['sales east 2026-10 4000', 'sales west 2026-10 3000000'])
      await say(`target set ${line} @Owner`, 'owner@example.com')
    await say('score close @Owner 2026-10', 'owner@example.com')
    const closed = textOf(await say('score 2026-10', 'owner@example.com'))

    expect(closed).toMatch(/Closed on/)
    expect(closed).not.toMatch(/Corrected after the close/)
  })

  it('lead from each KPI to its days on the same board', async () => {
    const eve = await company.as('Eve')
    const href =
      /href="([^"]*kpi=orders[^"]*)#trend"/.exec(scoreOf((await eve.get('/boards/person/2')).body))?.[1] ?? ''
    const next = await eve.get(`/boards/person/2${href.replaceAll('&amp;', '&')}`)

    expect(href).toContain('period=2026-11')
    expect(next.body).toMatch(/id="trend-title">Orders/)
    expect(next.body).toMatch(/href="[^"]*day=2026-11-17[^"]*#day"/)
  })

  it('are not shown to whoever may not see them, on the page or by itself', async () => {
    for (const path of ['/boards/person/2', '/boards/person/2/score'])
      expect((await (await company.as('Jun')).get(path)).statusCode).toBe(404)
    expect((await (await company.as('Jun')).get('/boards/store/east/score')).statusCode).toBe(404)
    expect((await (await company.as('Eve')).get('/boards/store/east')).body).not.toContain('id="score"')
  })

  it('stand on the board of a store once something says by what these are measured', async () => {
    const { say } = talkTo(db, commands, now)
    await say('template apply us east 2026-11 now', 'owner@example.com')
    const owner = await company.as('Owner')
    const page = (await owner.get('/boards/store/east')).body

    expect(page).toContain('data-part="/boards/store/east/score')
    expect((await owner.get('/boards/store/east/score')).body).toContain('id="score"')
    expect((await owner.get('/boards/store/east?show=score')).body).toMatch(/class="score"/)
  })
})
