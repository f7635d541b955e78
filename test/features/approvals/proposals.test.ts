import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { bots } from '#bots/index.ts'
import { commands } from '#commands/index.ts'
import { lookAfterProposals } from '#src/features/approvals/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { link } from '#src/features/people/store/people.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-18T15:00:00Z') // a Wednesday
const { say, ask } = talkTo(db, commands, now)
const catalog = await createFigures(db).catalog()
let people: Record<string, number> = {}

beforeEach(async () => {
  await truncate(db, 'people, stores, teams, targets, target_proposals, approval_rules, channels cascade')
  const west = await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', platform: 'rakuten' })
  await addDays(db, west.id, ['2026-08-01', '2026-10-31'], { net_sales: 100_000, orders: 10 })
  people = {}
  for (const [name, role, scope] of [
    ['Owner', 'administrator', 'all'],
    ['Mei', 'manager', 'all'],
    ['Lea', 'operator', 'all'],
    ['Ken', 'operator', 'all'],
    ['Tao', 'manager', 'store:tokyo'],
    ['Dee', 'operator', 'all'],
  ] as const) {
    const id = await addPerson(db, name, { role, scope: [scope] })
    people[name] = id
    await link(db, { messenger: 'fake', workspace: '', externalId: `${name}-dm`, personId: id })
  }
  await say('team add "US" leader @Lea @Ken west')
})

const as = (name: string) => `${name.toLowerCase()}@example.com`

async function inForce(): Promise<number | null | undefined> {
  return (await listTargets(db, { kpiIds: ['sales'] })).at(-1)?.value
}

async function latest(): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`select max(id)::int as id from target_proposals`)
  return row?.id ?? 0
}

/** Ken's proposal, after the leader's and the manager's rule was set. */
async function proposed(line = 'target sales west 2026-12 30000'): Promise<number> {
  await say('approval set west leader manager')
  await say(line, as('Ken'))
  return latest()
}

async function toldAbout(id: number): Promise<readonly string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select distinct c.external_id as name from deliveries d join channels c on c.id = d.channel_id
      where d.subject = ${`proposal/${id}`} order by 1`,
  )
  return rows.map(({ name }) => name)
}

describe('a target', () => {
  it('is set at once while no rule asks for approval', async () => {
    await say('target sales west 2026-12 30000', as('Ken'))

    expect(await inForce()).toBe(3_000_000)
  })

  it('goes from step to step, and the one in force stays until all approved', async () => {
    await say('target sales west 2026-12 25000 @Ken')
    const id = await proposed()

    expect(await inForce()).toBe(2_500_000)
    expect(await toldAbout(id)).toEqual(['Lea-dm'])
    expect(textOf(await say(`target approve ${id}`, as('Lea')))).toContain('Waits for Mei')
    expect(await inForce()).toBe(2_500_000)
    expect(await toldAbout(id)).toEqual(['Lea-dm', 'Mei-dm'])
    expect(textOf(await say(`target approve ${id} "fits the season"`, as('Mei')))).toContain('fits the season')
    expect(await inForce()).toBe(3_000_000)
  })

  it('shows old, new, the change, the months before, and buttons', async () => {
    await say('target sales west 2026-12 25000')
    const id = await proposed()

    const card = await say(`target proposals ${id}`, as('Lea'))
    expect(textOf(card)).toMatch(/30,000[\s\S]*\+?20%[\s\S]*25,000/)
    expect(textOf(card)).toContain('Oct 2026')
    expect(buttonsOf(card)).toEqual([
      `target approve ${id}`,
      `target reject ${id} {reason}`,
      `target amend ${id} {value} {reason}`,
    ])
  })

  it('needs a reason for a jump above 30 %', async () => {
    await say('target sales west 2026-12 20000')
    await say('approval set west leader')

    expect(textOf(await say('target sales west 2026-12 30000', as('Ken')))).toContain('reason')
    expect(textOf(await say('target sales west 2026-12 30000 "new warehouse"', as('Ken')))).toContain('new warehouse')
  })

  it('needs approval only from the size of change that the rule names', async () => {
    await say('target sales west 2026-12 25000')
    await say('approval set west manager 20%')
    await say('target sales west 2026-12 27000', as('Ken'))
    expect(await inForce()).toBe(2_700_000)
    await say('target sales west 2026-12 34000', as('Ken'))

    expect(await inForce()).toBe(2_700_000)
  })
})

describe('a proposal', () => {
  it('is sent back with a reason, which a form asks for', async () => {
    const id = await proposed()

    expect((await ask(`target reject ${id}`, as('Lea'))).form?.line).toBe(`target reject ${id} {reason}`)
    expect(textOf(await say(`target reject ${id} "too low"`, as('Lea')))).toContain('too low')
    expect(await inForce()).toBeUndefined()
  })

  it('is changed by an approver: the earlier steps see the new value again', async () => {
    const id = await proposed()
    await say(`target approve ${id}`, as('Lea'))
    const changed = await say(`target amend ${id} 3.5万 "season"`, as('Mei'))

    expect(textOf(changed)).toContain('Waits for Lea')
    await say(`target approve ${id}`, as('Lea'))
    expect(await inForce()).toBe(3_500_000)
  })

  it('is decided once: who is second hears who was first', async () => {
    await say('approval set west manager')
    await say('target sales west 2026-12 30000', as('Ken'))
    const id = await latest()
    const answers = await Promise.all([
      say(`target approve ${id}`, as('Mei')),
      say(`target reject ${id} "no"`, as('Owner')),
    ])

    const texts = answers.map(card => textOf(card))
    expect(texts.filter(text => /already, by (Mei|Owner)/.test(text))).toHaveLength(1)
    expect(texts.filter(text => /in force/.test(text) && !/already/.test(text))).toHaveLength(1)
  })

  it.each([
    ['its proposer', 'Ken', 'decided by Lea'],
    ['a colleague', 'Dee', 'decided by Lea'],
    ['who does not see the store', 'Tao', 'no proposal'],
  ])('is not approved by %s', async (_who, name, text) => {
    const id = await proposed()

    expect(textOf(await say(`target approve ${id}`, as(name)))).toContain(text)
    expect(await inForce()).toBeUndefined()
  })

  it('is seen only by who sees its stores', async () => {
    const id = await proposed()

    expect(textOf(await say('target proposals', as('Tao')))).toContain('No proposal')
    expect(textOf(await say(`target proposals ${id}`, as('Tao')))).toContain('no proposal')
    expect(textOf(await say('target history', as('Tao')))).not.toContain('30,000')
  })

  it('goes to the deputy of who is away', async () => {
    await db.execute(
      sql`update people set away_until = '2026-12-24', deputy_id = ${people.Dee ?? 0} where name = 'Lea'`,
    )
    const id = await proposed()

    expect(await toldAbout(id)).toEqual(['Dee-dm'])
    expect(textOf(await say(`target approve ${id}`, as('Dee')))).toContain('Waits for Mei')
  })

  it('is withdrawn by its proposer alone, and then proposed anew', async () => {
    const id = await proposed()

    expect(textOf(await say('target sales west 2026-12 31000', as('Ken')))).toContain(`number ${id}`)
    expect(textOf(await say(`target withdraw ${id}`, as('Dee')))).toContain('Only who proposed')
    expect(textOf(await say(`target withdraw ${id}`, as('Ken')))).toContain('Withdrawn')
    expect(textOf(await say('target sales west 2026-12 31000', as('Ken')))).toContain('31,000')
  })

  it('belongs to the successor where its owner is gone when it is approved', async () => {
    await say('approval set west manager')
    await say('target sales west 2026-12 30000 @Dee', as('Ken'))
    const id = await latest()
    await say('people remove @Dee to @Ken')
    await say(`target approve ${id}`, as('Mei'))

    expect((await listTargets(db, { kpiIds: ['sales'] })).at(-1)?.owner?.name).toBe('Ken')
  })

  it('comes back to waiting when its approval is undone', async () => {
    await say('approval set west manager')
    await say('target sales west 2026-12 30000', as('Ken'))
    const id = await latest()
    await say(`target approve ${id}`, as('Mei'))
    expect(textOf(await say('undo', as('Mei')))).toContain('Taken back')

    expect(await inForce()).toBeUndefined()
    expect(textOf(await say(`target proposals ${id}`, as('Mei')))).toContain('Waits for Mei')
    expect(textOf(await say(`target approve ${id}`, as('Mei')))).toContain('in force')
  })
})

it('approves a month in one press', async () => {
  await say('approval set all manager')
  await say('target sales west 2026-12 30000', as('Ken'))
  await say('target orders west 2026-12 400', as('Ken'))
  await say('target orders west 2027-01 400', as('Ken'))
  const [all = ''] = buttonsOf(await say('target proposals 2026-12', as('Mei')))

  expect(textOf(await say(all, as('Mei')))).toContain('2 of 2')
  expect(await listTargets(db)).toHaveLength(2)
})

describe('the clock', () => {
  const later = (iso: string) => {
    const signal = new AbortController().signal
    return lookAfterProposals({ db, catalog, now: new Date(iso), teamTimeZone: 'UTC', signal })
  }

  it('reminds after a working day, once however many replicas look', async () => {
    const id = await proposed()
    expect(await later('2026-11-18T20:00:00Z')).toEqual({ reminded: 0, expired: 0 })
    const both = await Promise.all([later('2026-11-20T15:00:00Z'), later('2026-11-20T15:00:00Z')])

    expect(both.reduce((sum, one) => sum + one.reminded, 0)).toBe(1)
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from deliveries where key like ${`tell/proposal/${id}/remind/%`}`,
    )
    expect(row?.count).toBe(1)
  })

  it('ends a proposal that nobody answered; the target in force stays', async () => {
    await say('target sales west 2026-12 25000 @Ken')
    const id = await proposed()
    expect((await later('2026-12-20T15:00:00Z')).expired).toBe(1)

    expect(textOf(await say(`target approve ${id}`, as('Lea')))).toContain('expired')
    expect(await inForce()).toBe(2_500_000)
  })
})

it.each([
  ['审批 设置 west 组长 经理 20%', ['leader', 'manager'], 0.2],
  ['承認 設定 west リーダー 管理者 30%', ['leader', 'administrator'], 0.3],
  ['approval set west owner then manager', ['owner', 'manager'], 0],
])('%s', async (line, steps, fromChange) => {
  await say(line)
  const rows = await db.execute(sql`select steps, from_change::float as size from approval_rules`)

  expect(rows).toEqual([{ steps, size: fromChange }])
})

it.each(['approval set west boss', 'approval set west', 'approval remove tokyo', 'approval set west manager $5'])(
  'refuses %s in words and changes nothing',
  async line => {
    expect(textOf(await say(line))).not.toContain('Approval of targets')
    expect(await db.execute(sql`select 1 from approval_rules`)).toEqual([])
  },
)

it.each([
  ['zh-CN', (id: number) => `目标 批准 ${id}`],
  ['ja', (id: number) => `目標 承認 ${id}`],
])('is approved in %s, too', async (_locale, line) => {
  await say('approval set west manager')
  await say('target sales west 2026-12 30000', as('Ken'))
  await say(line(await latest()), as('Mei'))

  expect(await inForce()).toBe(3_000_000)
})

it.each(bots.map(bot => ({ id: bot.id, bot })))(
  'shows the proposal and its reason in $id, nothing lost',
  async ({ bot }) => {
    await say('approval set west manager')
    await say('target sales west 2026-12 30000 "new warehouse"', as('Ken'))
    const card = await say(`target proposals ${await latest()}`, as('Mei'))

    for (const locale of ['en', 'ja', 'zh-CN'] as const) {
      const { messages, lost } = bot.render(card, { locale, pictures: [], handles: new Map() })
      expect(lost).toEqual([])
      expect(JSON.stringify(messages)).toContain('new warehouse')
    }
  },
)

describe('the time that a proposal has', () => {
  it('is the company’s choice, from the next proposal on', async () => {
    const card = textOf(await say('approval times remind 2h expire 1d', as('Owner')))
    expect(card).toContain('reminded after 2 h')
    expect(card).toContain('ends after 1 working day')
    const id = await proposed()
    const [row] = await db.execute<{ remind: Date; end: Date }>(
      sql`select remind_at as remind, expires_at as "end" from target_proposals where id = ${id}`,
    )
    // 15:00 UTC is 10:00 in New York, an hour after work began
    expect(new Date(String(row?.remind)).toISOString()).toBe('2026-11-18T17:00:00.000Z')
    expect(new Date(String(row?.end)).toISOString()).toBe('2026-11-19T15:00:00.000Z')
    expect(textOf(await say('approval times remind 2h now', as('Owner')))).toContain('remind 4h expire 5d')
  })
})
