import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-21T15:00:00Z'))
const tables = [
  'targets',
  'notes',
  'events',
  'alert_rules',
  'schedules',
  'channels',
  'people',
  'mutes',
  'exchange_rates',
  'kpi_definitions',
  'teams',
  'team_members',
  'approval_rules',
  'target_proposals',
]

/** Everything that can be taken back, and the figures (without when they were written). */
async function state(): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {}
  for (const table of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select to_jsonb(t)::text as row from ${sql.identifier(table)} as t order by 1`,
    )
    found[table] = rows.map(({ row }) => row)
  }
  const figures = await db.execute<{ row: string }>(
    sql`select concat_ws('/', store_id, source_id, sku, day, m::text) as row from metric_day order by 1`,
  )
  return { ...found, figures: figures.map(({ row }) => row) }
}

beforeAll(async () => {
  const west = await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', platform: 'rakuten' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { role: 'operator' })
  await addPerson(db, 'Ann', { role: 'operator' })
  await addDays(db, west.id, ['2026-11-10', '2026-11-20'], { net_sales: 10_000, orders: 10 })
  await db.execute(sql`insert into skus values (${west.id}, 'ABC-1', 'Cup'), (${west.id}, 'ABC-2', 'Dish')`)
  await say('status')
})

describe('undo', () => {
  it.each([
    ['a target', 'target sales west 2026-12 50000'],
    ['a target with an owner', 'target sales west 2026-12 60000 @Ken'],
    ['a target that is removed', 'target remove sales west 2026-12', 'target sales west 2026-12 70000'],
    ['a note', 'note west sales 2026-11-18 "Carrier strike"'],
    ['an event', 'event "Spring sale" west 2026-12-01..2026-12-03'],
    ['a muting', 'mute sales west until 2026-12-24'],
    ['an exchange rate', 'rate usd jpy 150.2 2026-11'],
    ['a rule of approval', 'approval set tokyo manager 20%'],
    ['a team', 'team add "East" leader @Ann @Ken west'],
    ['who belongs to a team', 'team join "North" @Ken', 'team add "North" leader @Ann west'],
    ['a team that ended', 'team remove "South"', 'team add "South" leader @Ann west'],
    ['a KPI of their own', 'define "Ad cost per unit" = ad_spend / units money lower'],
    ['a digest', 'digest subscribe 08:30'],
    ['a person who is added', 'people add "Lee" lee@example.com operator market:us'],
    ['a role', 'people role ken@example.com manager'],
    ['a scope', 'people scope ken@example.com market:jp'],
    ['somebody whose access ended', 'people remove ken@example.com'],
    ['a figure', 'record sales west 2026-11-19 123.45'],
    ['a figure over a typed one', 'record sales west 2026-11-18 99', 'record sales west 2026-11-18 98'],
    ['one of two typed figures', 'record sales west 2026-11-17 99', 'record orders west 2026-11-17 7'],
    ['a figure of a SKU', 'record units west ABC-1 2026-11-16 5', 'record units west ABC-2 2026-11-16 3'],
  ])('takes back %s as if it had never been, and does it again', async (_what, line, before?: string) => {
    if (before) await say(before)
    const start = await state()
    const answer = await say(line)
    const changed = await state()
    expect(changed, textOf(answer)).not.toEqual(start)
    expect(buttonsOf(answer)).toContainEqual(expect.stringMatching(/^undo \d+$/))

    const undone = await say('undo')

    expect(textOf(undone)).toContain(line)
    expect(await state()).toEqual(start)
    const redo = buttonsOf(undone).find(button => button.startsWith('undo ')) ?? ''
    if (line.startsWith('record')) return
    const redone = await say(redo)
    expect(await state()).toEqual(changed)
    await say(buttonsOf(redone).find(button => button.startsWith('undo ')) ?? '')
    expect(await state()).toEqual(start)
  })

  it.each(['撤销', '取り消し', 'take back'])('is understood as %s', async word => {
    const start = await state()
    await say('target orders west 2026-12 500')

    await say(word)

    expect(await state()).toEqual(start)
  })

  it('walks back through several changes, one at a time', async () => {
    const start = await state()
    await say('target orders west 2026-12 500')
    const first = await state()
    await say('target orders west 2026-12 600')

    await say('undo')
    expect(await state()).toEqual(first)
    await say('undo')
    expect(await state()).toEqual(start)
  })

  it('refuses what somebody changed since, naming who and what to take back first', async () => {
    await say('people role ann@example.com viewer')
    const [mine] = buttonsOf(await say('people role ann@example.com manager')).slice(-1)
    const earlier = `undo ${Number(mine?.slice(5)) - 1}`

    const refused = await say(earlier)

    expect(textOf(refused)).toMatch(/changed since, by Owner: people role ann@example.com manager/)
    expect(buttonsOf(refused)).toContain(mine)
    await say(mine ?? '')
    await say(earlier)
    expect((await state()).people?.find(row => row.includes('ann@example.com'))).toContain('"role": "operator"')
  })

  it('leaves what others changed to them and to administrators', async () => {
    const [button] = buttonsOf(await say('target orders west 2026-12 700', 'ken@example.com')).slice(-1)

    expect(textOf(await say(button ?? '', 'ann@example.com'))).toMatch(/Somebody else changed that/)
    expect(textOf(await say('undo', 'ann@example.com'))).toMatch(/nothing that could be taken back/)
    expect(textOf(await say(button ?? ''))).toMatch(/Taken back: target orders west 2026-12 700/)
  })

  it('lists what one changed, and keeps nothing of what only reads or fails', async () => {
    await say('target sales west 2026-12 oops', 'ann@example.com')
    await say('target list', 'ann@example.com')
    expect(textOf(await say('undo list', 'ann@example.com'))).toMatch(/nothing that could be taken back/)

    await say('target sales west 2026-12 1000', 'ann@example.com')

    expect(textOf(await say('undo list', 'ann@example.com'))).toContain('target sales west 2026-12 1000')
  })

  it('reads what the line itself just changed', async () => {
    expect(textOf(await say('target sales west 2026-11 50000'))).toContain('50,000')
  })

  it('gives the scope of a group back, which widens only after a question', async () => {
    const inGroup = { kind: 'group' as const, channel: 'ops' }
    await say('channel scope west', 'owner@example.com', inGroup)
    const start = await state()

    const asked = await say('channel scope all', 'owner@example.com', inGroup)
    expect(textOf(asked)).toContain('Tokyo')
    expect(await state()).toEqual(start)

    await say(buttonsOf(asked)[0] ?? '', 'owner@example.com', inGroup)
    expect((await state()).channels).not.toEqual(start.channels)
    await say('undo', 'owner@example.com', inGroup)
    expect(await state()).toEqual(start)
  })

  it('lets somebody of one store take back the post they ordered, not an older change', async () => {
    await addPerson(db, 'Uma', { role: 'operator', scope: ['store:west'] })
    await say('note west 2026-11-18 "Carrier strike"', 'uma@example.com')
    await say('digest subscribe 06:45', 'uma@example.com')

    expect(textOf(await say('undo', 'uma@example.com'))).toContain('digest subscribe 06:45')
  })

  it('leaves a misspelt store unmuted, instead of muting all', async () => {
    const start = await state()

    expect(textOf(await say('mute sales "unknown shop" 2h'))).toContain('“unknown shop”')
    expect(await state()).toEqual(start)
  })

  it.each(['target sales west 2026-12 ¥5,000', 'record sales west 2026-11-15 ¥5,000'])(
    '“%s” is no amount of dollars',
    async line => {
      const start = await state()

      await say(line)

      expect(await state()).toEqual(start)
    },
  )
})
