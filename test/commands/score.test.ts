import { read, utils } from '@e965/xlsx'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { recompute } from '#src/features/scoring/freeze.ts'
import { exportBonus, nextStep } from '#src/features/scoring/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const inDecember = talkTo(db, commands, new Date('2026-12-20T15:00:00Z'))
const { say, ask } = inDecember
let west = 0

/** A month of a store: sales, orders, visits, costs, shipments. Money in cents. */
const month = (sales: number, orders: number) => ({
  net_sales: sales,
  gross_sales: sales,
  orders,
  units: orders,
  sessions: orders * 40,
  ad_spend: Math.round(sales / 12),
  ad_sales: Math.round(sales / 3),
  ad_impressions: 9000,
  ad_clicks: 300,
  ad_orders: 12,
  ad_budget: Math.round(sales / 12),
  sku_active: 100,
  sku_out_of_stock: 2,
  reviews_1: 0,
  reviews_2: 0,
  reviews_3: 1,
  reviews_4: 2,
  reviews_5: 7,
})

beforeAll(async () => {
  west = (await addStore(db, 'west')).id
  const east = (await addStore(db, 'east')).id
  await addStore(db, 'south')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei', { role: 'manager' })
  for (const name of ['Ken', 'Yuki']) await addPerson(db, name, { role: 'operator' })
  await addPerson(db, 'Ann', { role: 'viewer' })
  for (const [from, to] of [
    ['2026-08-01', '2026-08-31'],
    ['2026-09-01', '2026-09-30'],
    ['2026-10-01', '2026-10-31'],
  ] as const) {
    await addDays(db, west, [from, to], month(100_000, 20))
    await addDays(db, east, [from, to], month(80_000, 16))
  }
  await addDays(db, west, ['2026-11-01', '2026-11-30'], month(108_000, 21))
  await addDays(db, east, ['2026-11-01', '2026-11-30'], month(60_000, 15))
  await addDays(db, west, ['2026-12-01', '2026-12-19'], month(100_000, 20))
  await say('team add "US" leader @Mei @Ken @Yuki west east')
  await say('target sales west 2026-11 30000 @Ken')
  await say('target ad_sales west 2026-11 10000 @Ken')
  await say('target sales east 2026-11 24000 @Yuki')
  await say('target ad_sales east 2026-11 8000 @Yuki')
})

describe('template', () => {
  it('shows what a role is measured by and why', async () => {
    const card = await say('template show ads', 'ann@example.com')

    expect(textOf(card)).toContain('You buy sales')
    expect(textOf(card)).toContain('ACoS')
    expect(textOf(await say('模板 查看 投放', 'ann@example.com'), 'zh-CN')).toContain('出价')
  })

  it('is previewed before it counts, with what has no source, no target, and what it would have given', async () => {
    const preview = await say('template apply ads @Ken west 2026-11', 'mei@example.com')

    expect(textOf(preview)).toContain('nothing is set yet')
    expect(textOf(preview)).toContain('would have scored')
    const [apply] = buttonsOf(preview)
    expect(apply).toBe('template apply ads @Ken west 2026-11 now')
    expect(textOf(await say(apply ?? '', 'mei@example.com'))).toContain('Counts from')
    await say('template apply ads @Yuki east 2026-11 now', 'mei@example.com')
  })

  it.each([
    ['a store by the name of a market', 'template apply us west 2026-11', 'US market'],
    ['in Japanese', 'テンプレート 適用 広告 @Ken west 2026-11', 'Advertising'],
    ['in Chinese', '模板 应用 投放 @Ken west 2026-11', 'Advertising'],
  ])('is applied to %s', async (_what, line, name) => {
    expect(textOf(await say(line))).toContain(name)
  })

  it.each([
    ['template apply nothing @Ken', 'no template'],
    ['template apply ads', 'Apply it to whom'],
    ['template apply operator west', 'for people and teams'],
    ['template apply ads @Ken west maybe', 'maybe'],
    ['template change ads sales 10', 'Built-in'],
  ])('refuses “%s” in words', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })

  it.each([
    ['west', /Nov 2026 would have been incomplete: [\d.]+ points from only \d+% of the weights/],
    ['south', /Nov 2026 would have no score/],
  ])('says in its preview that too little is known at %s', async (store, words) => {
    expect(textOf(await say(`template apply us ${store} 2026-12`))).toMatch(words)
    expect(textOf(await say(`template apply us ${store} 2026-12`))).not.toContain('would have scored')
  })

  it('is applied by who leads somebody, by no other manager', async () => {
    await addPerson(db, 'Bo', { role: 'manager' })

    expect(textOf(await say('template apply ads @Ken west now', 'bo@example.com'))).toContain('leader')
  })

  it('is copied, changed by whole weights alone, and keeps its versions', async () => {
    await say('template copy ads "Our ads"')

    const wrong = await say('template change "Our ads" acos 20')
    expect(textOf(wrong)).toContain('sum to 90')
    const [scaled] = buttonsOf(wrong)
    expect(textOf(await say(scaled ?? ''))).toContain('version 2')
    expect(textOf(await say('template change "Our ads" acos 30 cpc 0 avg_stars 8 tacos 22'))).toMatch(/sum to|version/)
    expect(textOf(await say('template change "Our ads" gate 70'))).toContain('70 points')
    expect(textOf(await say('template change "Our ads" cap 130%'))).toContain('130%')
    expect(textOf(await say('template retire "Our ads"'))).toContain('retired')
    expect(textOf(await say('template'))).not.toContain('Our ads')
  })
})

describe('score', () => {
  it('explains each point, names what does not count, and says what brings five more', async () => {
    const card = textOf(await say('score @Ken 2026-11', 'mei@example.com'))

    expect(card).toMatch(/\d+\.\d points/)
    expect(card).toMatch(/ of \d/)
    expect(card).toContain('Would bring 5 points more')
  })

  it('is seen by the person, who leads them, and administrators; by nobody else', async () => {
    for (const who of ['ken', 'mei', 'owner'])
      expect(textOf(await say('score @Ken 2026-11', `${who}@example.com`))).toContain('points')
    for (const who of ['yuki', 'ann', 'bo'])
      expect(textOf(await say('score @Ken 2026-11', `${who}@example.com`))).toContain('not yours to see')
  })

  it('of a person is answered to the asker alone, in a group, too', async () => {
    const reply = await ask('score', 'ken@example.com', { kind: 'group', channel: 'us' })

    expect(reply.private).toBe(true)
  })

  it('without a template counts the own targets', async () => {
    await say('target orders west 2026-11 600 @Ann weight 30')
    expect(textOf(await say('score 2026-11', 'ann@example.com'))).toContain('own targets')
  })

  it('is of a store by a market template, too, and of a team by its members', async () => {
    await say('template apply us west 2026-11 now')
    expect(textOf(await say('score west 2026-11', 'ann@example.com'))).toContain('US market')
    await say('template apply manager team "US" 2026-11 now')
    expect(textOf(await say('score team "US" 2026-11', 'mei@example.com'))).toContain('Score of the team')
    expect(textOf(await say('score team "US" 2026-11', 'ann@example.com'))).toContain('not yours to see')
  })

  it('is checked for what distorts it', async () => {
    expect(textOf(await say('score check @Ken', 'mei@example.com'))).toContain('say nearly the same')
  })
})

describe('a closed score', () => {
  let id = 0

  it('names missing weights as the reason not to close yet, and offers to close anyway', async () => {
    await say('template apply us west 2026-11 now')
    const answer = await say('score close west 2026-11')
    expect(textOf(answer)).toContain('less than 70% of the weights')
    expect(buttonsOf(answer)).toEqual(['score close west 2026-11 anyway'])
  })

  it('is kept with its inputs, by who leads the person and never by themselves', async () => {
    expect(textOf(await say('score close @Ken 2026-11', 'ken@example.com'))).toContain('closed by whoever leads')
    const first = textOf(await say('score close @Ken 2026-11 anyway', 'mei@example.com'))
    expect(first).toContain('Closed on')
    const [row] = await db.execute<{ id: number; inputs: string; result: string }>(
      sql`select id, inputs, result from closed_scores`,
    )
    id = Number(row?.id)
    expect(recompute(row?.inputs ?? '').text).toBe(row?.result)
    expect(textOf(await say('score close @Ken 2026-11 anyway', 'mei@example.com'))).toContain('closed already')
  })

  it.each(['2026-12', '2027-01', '2027-W05', '2027-Q1'])('is never made of %s, which is not over', async period => {
    const answer = await say(`score close @Ken ${period} anyway`, 'mei@example.com')
    expect(textOf(answer)).toContain('is not over yet')
    expect(buttonsOf(answer)).toEqual([])
  })

  it('does not move when figures are corrected afterwards', async () => {
    const points = async () => /[\d.]+ points/.exec(textOf(await say('score 2026-11', 'ken@example.com')))?.[0]
    const before = await points()
    await addDays(db, west, ['2026-11-30', '2026-11-30'], { ad_spend: 1 })

    expect(await points()).toBe(before)
    expect(textOf(await say('score 2026-11', 'ken@example.com'))).toContain('Corrected after the close')
  })

  it('is objected to by the person in chat, answered by who leads them, and reopened with a reason', async () => {
    const card = await say('score 2026-11', 'ken@example.com')
    expect(buttonsOf(card)).toContain(`score object ${id} {reason}`)
    expect(textOf(await say(`score object ${id} "mine"`, 'yuki@example.com'))).toContain('no closed score')
    await say(`score object ${id} "The typhoon days count against me"`, 'ken@example.com')
    expect(textOf(await say(`score object ${id} "again"`, 'ken@example.com'))).toContain('already')
    expect(textOf(await say(`score keep ${id} "no"`, 'ken@example.com'))).toContain('no closed score')
    await say(`score reopen ${id} "Right, those days are out"`, 'mei@example.com')

    expect(textOf(await say('score 2026-11', 'ken@example.com'))).toContain('Reopened')
    expect(textOf(await say('score close @Ken 2026-11 anyway', 'mei@example.com'))).toContain('Closed on')
    const rows = await db.execute(
      sql`select revision from closed_scores where subject like 'person:%' order by revision`,
    )
    expect(rows.map(({ revision }) => Number(revision))).toEqual([1, 2])
  })
})

describe('rank', () => {
  it('holds only those of one template against each other, and shows to each what they may see', async () => {
    const leader = textOf(await say('rank 2026-11', 'mei@example.com'))
    expect(leader).toContain('Ken')
    expect(leader).toContain('Yuki')

    const own = textOf(await say('rank 2026-11', 'yuki@example.com'))
    expect(own).toContain('Yuki')
    expect(own).not.toContain('Ken')
  })

  it('shows all names to those who take part where the company wants it', async () => {
    await say('rank public')

    expect(textOf(await say('rank 2026-11', 'yuki@example.com'))).toContain('Ken')
    expect(textOf(await say('rank 2026-11', 'bo@example.com'))).not.toContain('Ken')
    expect(textOf(await say('rank private', 'yuki@example.com'))).toContain('administrators')
  })
})

describe('bonus', () => {
  it('pays closed scores by the table of their template; each sees only scores that are theirs to see', async () => {
    expect(textOf(await say('bonus set ads 60 50% 90 100%'))).toContain('from 60 points 50%')
    expect(textOf(await say('奖金 2026-11', 'mei@example.com'), 'zh-CN')).toMatch(/Ken[\s\S]*(50|100)%/)
    expect(textOf(await say('bonus 2026-11', 'yuki@example.com'))).not.toContain('Ken')
  })

  it.each([
    ['bonus set ads 80 50', 'percent sign'],
    ['bonus set ads 80 50% 100 500 USD', 'pairs'],
    ['bonus set ads 80 50% 80 60%', 'pairs'],
    ['bonus set ads 80 ¥500', 'yen or yuan'],
  ])('refuses “%s”', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })

  it.each(['bonus.csv', 'bonus.xlsx'])(
    'leaves as %s for payroll, with nothing that a spreadsheet would compute',
    async file => {
      const catalog = await createFigures(db).catalog()
      const asked = { period: '2026-11', file, now: new Date('2026-12-20T15:00:00Z'), timeZone: 'UTC' }
      const { bytes, rows } = await exportBonus(db, catalog, asked)

      const sheet = read(bytes, { type: 'buffer' }).Sheets
      const table = utils.sheet_to_json<Record<string, unknown>>(Object.values(sheet)[0] ?? {})
      expect(rows).toBe(table.length)
      expect(table[0]).toMatchObject({ name: 'Ken', email: 'ken@example.com', template: 'ads' })
    },
  )
})

describe('who left', () => {
  it('stands by name in the bonus of a month that was closed for them', async () => {
    await say('people remove @Ken')
    expect(textOf(await say('bonus 2026-11'))).toMatch(/Ken/)
    expect(textOf(await say('bonus 2026-11'))).not.toMatch(/#\d/)
    await say('undo')
  })

  it('keeps a closed score that is found by name or e-mail', async () => {
    await say('people remove @Ken')
    for (const line of ['score Ken 2026-11', 'score "Ken" 2026-11', 'score "ken@example.com" 2026-11'])
      expect(textOf(await say(line))).toMatch(/^Score.*Ken/)
    expect(textOf(await say('score Ken 2026-11', 'ann@example.com'))).toMatch(/not yours to see/)
    await say('undo')
  })
})

describe('a pilot', () => {
  const parts = async (day: string) => {
    const figures = createFigures(db)
    const now = new Date(`${day}T15:00:00Z`)
    return { db, figures, catalog: await figures.catalog(), demo: false, now, teamTimeZone: 'UTC' }
  }

  it('whose figures were whole for four weeks proposes the next store, one with gaps does not', async () => {
    expect(await nextStep(await parts('2026-12-01'))).toMatchObject({
      pilot: { slug: 'west' },
      next: { slug: 'east' },
      template: 'us',
    })
    expect(await nextStep(await parts('2027-01-20'))).toBeNull()
  })
})
