import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { completionOf, remindOwners } from '#src/features/improvements/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const at = (day: string) => talkTo(db, commands, new Date(`${day}T15:00:00Z`))
const now = at('2026-11-20')
let ken = 0

beforeAll(async () => {
  const west = await addStore(db, 'west')
  await addStore(db, 'east')
  await addPerson(db, 'Owner', { role: 'administrator' })
  ken = await addPerson(db, 'Ken', { role: 'operator', scope: ['store:west'] })
  await addPerson(db, 'Yuki', { role: 'operator', scope: ['store:east'] })
  await addPerson(db, 'Lee', { role: 'operator', scope: ['store:west'] })
  await addDays(db, west.id, ['2026-10-20', '2026-11-20'], { ad_spend: 3000, ad_sales: 10_000, ad_clicks: 500 })
  await addDays(db, west.id, ['2026-11-21', '2026-12-31'], { ad_spend: 2000, ad_sales: 10_000, ad_clicks: 500 })
})

describe('action', () => {
  it('says what, about which figure, who and until when', async () => {
    const card = await now.say('action add acos west "Cut bids on broad terms" @Ken until 11/27')

    expect(textOf(card)).toContain('Cut bids on broad terms')
    expect(textOf(card)).toContain('Ken, until Fri, Nov 27, 2026')
    expect(buttonsOf(card)).toContain('action done 1 {outcome}')
  })

  it.each([
    ['zh-CN', '措施 添加 acos west “降低宽泛词出价” @Ken 到11/28', '降低宽泛词出价'],
    ['ja', '改善 追加 acos west 「入札を下げる」 @Ken 11/29まで', '入札を下げる'],
  ])('is written in %s', async (_locale, line, what) => {
    expect(textOf(await now.say(line))).toContain(what)
  })

  it.each([
    ['action add acos west "No day" @Ken', 'Until when'],
    ['action add acos west @Ken until Friday', 'what will be done'],
    ['action add acos east "Not theirs" @Ken until Friday', 'may not see'],
    ['action add acos west "Odd" @Ken until Friday maybe', 'maybe'],
    ['action drop 1', 'why it is dropped'],
    ['action done 99', 'no action #99'],
  ])('refuses “%s” in words', async (line, words) => {
    expect(textOf(await now.say(line))).toContain(words)
  })

  it('is closed by its owner or a manager, and shows what the figure did since', async () => {
    expect(textOf(await now.say('action done 1 "done"', 'lee@example.com'))).toContain('is Ken’s')
    await now.say('action done 1 "Bids cut by 20 %"', 'ken@example.com')

    const later = textOf(await at('2026-12-19').say('action west', 'ken@example.com'))
    expect(later).toContain('Bids cut by 20 %')
    expect(later).toContain('Four weeks before 30%, the 28 days since 20%')
    expect(textOf(await at('2026-12-19').say('action', 'yuki@example.com'))).not.toContain('Bids')
  })

  it('comes as a file with a column for each thing that is known, and units', async () => {
    const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })
    const later = new Date('2026-12-19T15:00:00Z')
    const card = await talkTo(db, commands, later, { pages }).say('export action list west csv')
    const link = card.blocks.find(block => block.type === 'link')
    const file = await findFile(db, link?.type === 'link' ? (link.file?.id ?? '') : '', later)
    const [head = '', ...rows] = new TextDecoder().decode(file?.content).split('\r\n')
    const closed = rows.find(row => row.startsWith('1,'))?.split(',') ?? []
    const of = (name: string) => closed[head.split(',').indexOf(name)]

    expect(of('What')).toBe('Cut bids on broad terms')
    expect([of('KPI id'), of('Owner'), of('Due'), of('State')]).toEqual(['acos', 'Ken', '2026-11-27', 'done'])
    expect([Number(of('Before')), Number(of('After')), of('Days after')]).toEqual([0.3, 0.2, '28'])
  })

  it('is moved, dropped with a reason, and taken back by undo', async () => {
    expect(textOf(await now.say('action move 2 until 12/05', 'ken@example.com'))).toContain('Sat, Dec 5, 2026')
    expect(textOf(await now.say('action drop 2 "Store closes"', 'ken@example.com'))).toContain('dropped: Store closes')
    await now.say('undo', 'ken@example.com')
    expect(textOf(await now.say('action', 'ken@example.com'))).toContain('until Sat, Dec 5, 2026')
  })

  it('counts as kept when it was done by its day', async () => {
    const late = { demo: false, now: new Date('2026-12-02T00:00:00Z'), timeZone: 'UTC' }

    expect(await completionOf(db, ken, monthOf('2026-11-01'), late)).toBe(0.5)
    expect(await completionOf(db, ken, monthOf('2026-09-01'), late)).toBeNull()
  })

  it('is asked about the day after, once', async () => {
    const catalog = await createFigures(db).catalog()
    const ask = (day: string) =>
      remindOwners(db, { demo: false, catalog, now: new Date(`${day}T09:30:00Z`), timeZone: 'UTC' })

    expect([await ask('2026-11-28'), await ask('2026-11-30'), await ask('2026-12-01')]).toEqual([0, 1, 0])
  })

  it('stands in the weekly report until it is closed', async () => {
    await now.say('target ad_sales west 2026-11 5000 @Ken')
    const report = await at('2026-11-30').say('digest now weekly west')

    expect(textOf(report)).toContain('Open actions')
  })

  it('goes to the successor of who leaves, with the teams they led', async () => {
    await addPerson(db, 'Mia', { role: 'operator', scope: ['store:west'] })
    await now.say('team add "West" leader @Lee @Ken west')
    await now.say('action add acos west "Lee’s own" @Lee until 12/20')
    const left = textOf(await now.say('people remove @Lee to @Mia'))

    expect(left).toContain('Open actions (1)')
    expect(left).toContain('Leads teams (1): West')
    expect(textOf(await now.say('team'))).toContain('Mia')
  })
})
