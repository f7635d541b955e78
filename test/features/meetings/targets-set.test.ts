import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { type Action, type Card, fillLine } from '#src/chat/card.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T18:00:00Z')

let database: Database
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, target_proposals, approval_rules, alerts, improvements, meetings, metric_day, undo_steps restart identity cascade',
  )
  const west = await addStore(database.db, 'west')
  const east = await addStore(database.db, 'east')
  for (const [store, sales] of [
    [west, 1_000_00],
    [east, 500_00],
  ] as const) {
    await addDays(database.db, store.id, ['2026-06-01', '2026-11-19'], {
      net_sales: sales,
      orders: 10,
      units: 200,
      returns_units: 12,
    })
  }
  await addPerson(database.db, 'Owner', { role: 'administrator' })
  await addPerson(database.db, 'Manager', { role: 'manager' })
  await addPerson(database.db, 'Local', { role: 'operator', scope: ['store:west'] })
  talk = talkTo(database.db, commands, now)
  await talk.say('target sales west 2026-10 40000 @local@example.com')
  await talk.say('target return_rate west 2026-10 5%')
})

function actionOf(card: Card | undefined, label: string): Action {
  const all = card?.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])) ?? []
  const found = all.find(action => action.label.en === label)
  if (!found) throw new Error(`${label} is not offered by ${card?.title.en}`)
  return found
}

/** Presses a button and sends its form as it opens, but for what is written here. */
function filled(action: Action, other: Readonly<Record<string, string>> = {}): string {
  const initial = (action.form?.fields ?? []).map(({ name, initial: value }) => [name, value ?? ''])
  return fillLine(action, { ...Object.fromEntries(initial), ...other })
}

async function targetsOf(month: string) {
  const rows = await database.db.execute<{ kpi: string; value: number; owner: string | null }>(
    `select kpi_id as kpi, value::float8 as value, p.email as owner from targets t left join people p on p.id = t.owner_id
      where valid_from = '${month}-01' and period = 'month' order by t.id`,
  )
  return rows.map(row => ({ ...row }))
}

/** The point of a meeting whose words match. */
async function pointAbout(words: RegExp, start = 'meeting start last month'): Promise<Card> {
  let card = await talk.say(start)
  while (!words.test(textOf(card))) {
    if (!/^Point/.test(card.title.en)) throw new Error(`no point about ${words}`)
    const skip = actionOf(card, 'Next, leave open').line
    card = (await talk.sayAll(skip)).at(-1) ?? card
  }
  return card
}

describe('a target set at a point of a meeting', () => {
  it.each([
    // 1,000 a day in the months before, a tenth more, for the 31 days of December
    { about: /Sales/, kpi: 'sales', value: 34_100_00, owner: 'local@example.com' },
    // 6 % of units come back: a twentieth better
    { about: /Return rate/, kpi: 'return_rate', value: 0.057, owner: 'owner@example.com' },
  ])('begins with what the months before suggest for $kpi, its owner and the coming month', async point => {
    const card = await pointAbout(point.about)
    await talk.sayAll(filled(actionOf(card, 'Set a target')))

    const [set] = await targetsOf('2026-12')
    expect(set).toMatchObject({ kpi: point.kpi, owner: point.owner })
    expect((set?.value ?? 0) / point.value).toBeCloseTo(1, 1)
  })

  it('begins with what somebody proposed for the same, and takes another value and period', async () => {
    await talk.say('approval set all manager')
    await talk.say('target propose sales west 2026-12 45000 @manager@example.com', 'local@example.com')
    const target = actionOf(await pointAbout(/40,000/), 'Set a target')
    const owner = target.form?.fields.find(({ name }) => name === 'owner')

    expect(target.form?.fields.find(({ name }) => name === 'value')?.initial).toBe('45000')
    expect(owner).toMatchObject({ source: 'people', initial: '@manager@example.com' })
    const periods = target.form?.fields.find(({ name }) => name === 'period')?.options?.map(({ value }) => value)
    expect(periods).toEqual(['2026-12', '2026-11', '2027-01'])
  })

  it('goes the way of approvals where a rule asks for it, and stands in the record as that', async () => {
    await talk.say('approval set all administrator')
    const first = await talk.say('meeting start last month west', 'local@example.com')
    const line = filled(actionOf(first, 'Set a target'), { value: '42000' })
    const [asked] = await talk.sayAll(line, 'local@example.com')
    const ended = await talk.say('meeting end', 'local@example.com')

    expect(textOf(asked as Card)).toContain('proposal')
    expect(await targetsOf('2026-12')).toEqual([])
    expect(textOf(ended)).toMatch(/Decided.*Target proposal/s)
  })

  it('is approved with another value where the point is a proposal', async () => {
    await talk.say('approval set all administrator')
    await talk.say('target propose orders west 2026-12 400', 'local@example.com')
    const card = await pointAbout(/Orders.*400/)
    const [done] = await talk.sayAll(filled(actionOf(card, 'Approve another value'), { value: '420' }))

    expect(textOf(done as Card)).toContain('420')
    expect(await targetsOf('2026-12')).toMatchObject([{ kpi: 'orders', value: 420 }])
  })

  it('is refused to who may only look', async () => {
    await addPerson(database.db, 'Viewer', { role: 'viewer' })
    await talk.say('meeting start last month')

    expect((await talk.ask('meeting target #1 2026-12 50000', 'viewer@example.com')).refused).toBeDefined()
    expect(await targetsOf('2026-12')).toEqual([])
  })

  it('is not carried over, stands in the record and in the next pack, and undo takes both back', async () => {
    const first = await talk.say('meeting start last month')
    await talk.sayAll(filled(actionOf(first, 'Set a target'), { value: '52000' }))
    const ended = await talk.say('meeting end')
    const next = await talk.say('meeting last month')
    const sheets = await talk.say('export meeting last month csv')

    expect(textOf(ended)).toMatch(/Decided[\s\S]*Sales target is now \$52,000/)
    expect(textOf(next)).toMatch(/Decided by the last meeting[\s\S]*52,000/)
    expect(sheets.tone).not.toBe('bad')
    await talk.say('undo')
    await talk.say('undo')
    expect(await targetsOf('2026-12')).toEqual([])
    expect(textOf(await talk.say('meeting resume'))).toMatch(/^Point 1/)
  })

  it('shows nobody what was decided about stores that they do not see', async () => {
    await talk.say('target sales east 2026-10 40000')
    const card = await pointAbout(/East/)
    await talk.sayAll(filled(actionOf(card, 'Set a target'), { value: '61000' }))
    await talk.say('meeting end')

    expect(textOf(await talk.say('meeting last month'))).toContain('61,000')
    expect(textOf(await talk.say('meeting last month', 'local@example.com'))).not.toMatch(/East|61,000/)
    expect(textOf(await talk.say('meeting start last month', 'local@example.com'))).not.toMatch(/East/)
  })
})
