import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFigures } from '#src/features/figures/figures.ts'
import { keepTasks, switchTasks } from '#src/features/improvements/index.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }

let office: Office
beforeAll(async () => {
  office = await openOffice()
  office.slack.world.lists.paid = true
  await switchTasks(office.database.db, true)
})
afterAll(() => office.close())

/** Actions as items of a list, with nothing but Slack played. */
describe('an action in Slack', () => {
  const lists = () => office.slack.world.lists.all
  const items = () => lists().flatMap(({ items }) => items)
  const find = (what: string) => items().find(({ fields }) => JSON.stringify(fields.get('what')).includes(what))
  const add = (what: string) => office.desks.slack.type('ken', `action add sales slack-shop "${what}" until 2031-05-20`)
  const stateOf = async (what: string) => {
    const [row] = await office.database.db.execute<{ id: number; state: string }>(
      sql`select id, state from improvements where what = ${what}`,
    )
    return row ?? null
  }
  const settled = async () => {
    const rows = await office.database.db.execute(
      sql`select 1 from deliveries where subject like 'action/%' and state = 'waiting'`,
    )
    return rows.length
  }

  it('stands once in a list of the workspace, for its owner, with its day', { timeout: 120_000 }, async () => {
    office.slack.fault('slackLists.items.create', { kind: 'accepted' }) // carried out, and nobody hears of it
    await add('Cut bids & more')
    await expect.poll(() => find('Cut bids')?.fields.get('todo_due_date'), patient).toEqual(['2031-05-20'])
    await expect.poll(settled, patient).toBe(0)

    expect(items()).toHaveLength(1)
    const account = office.desks.slack.accountOf('ken')
    expect(find('Cut bids')?.fields.get('todo_assignee')).toEqual([account])
    expect(lists()[0]?.writers.has(account)).toBe(true)
    expect(office.desks.slack.told('ken')).not.toMatch(/Action #\d+ is yours/)
    const { id } = (await stateOf('Cut bids & more')) ?? { id: 0 }
    await office.desks.slack.type('ken', `action move ${id} until 2031-06-30`)
    await expect.poll(() => find('Cut bids')?.fields.get('todo_due_date'), patient).toEqual(['2031-06-30'])
    await office.desks.slack.type('ken', `action done ${id} "bids cut"`)
    await expect.poll(() => find('Cut bids')?.fields.get('todo_completed'), patient).toBe(true)
    await office.desks.slack.type('ken', 'undo')
    await expect.poll(() => find('Cut bids')?.fields.get('todo_completed'), patient).toBe(false)
    expect(await stateOf('Cut bids & more')).toMatchObject({ state: 'open' })
  })

  it('that is completed there is closed with the next comparison; one deleted there comes back', {
    timeout: 120_000,
  }, async () => {
    await add('Call the supplier')
    await expect.poll(() => find('Call the supplier'), patient).toBeDefined()
    await expect.poll(settled, patient).toBe(0)
    find('Call the supplier')?.fields.set('todo_completed', true)
    const [list] = lists()
    list?.items.splice(0, 1) // the first action
    const { db } = office.database
    const catalog = await createFigures(db).catalog()

    await keepTasks(db, { catalog, now: new Date(), timeZone: 'UTC' })

    await expect.poll(() => stateOf('Call the supplier'), patient).toMatchObject({ state: 'done' })
    await expect.poll(() => find('Cut bids'), patient).toBeDefined()
  })

  it('goes from the list with the action that is taken back', { timeout: 120_000 }, async () => {
    await add('Taken back')
    await expect.poll(() => find('Taken back'), patient).toBeDefined()
    await expect.poll(settled, patient).toBe(0)
    await office.desks.slack.type('ken', 'undo')

    await expect.poll(() => find('Taken back'), patient).toBeUndefined()
  })

  it.each([
    ['the permission is missing', 'missing_scope'],
    ['the plan has no lists', 'paid_teams_only'],
    ['somebody deleted the list', 'list_not_found'],
  ])('is a card where %s', { timeout: 120_000 }, async (why, error) => {
    office.slack.fault('slackLists.access.set', { kind: 'error', error })
    await add(why)

    await expect.poll(() => office.desks.slack.told('ken').split(why).length, patient).toBeGreaterThan(2)
    expect(find(why)).toBeUndefined()
  })

  it('waits for a platform that is busy', { timeout: 120_000 }, async () => {
    office.slack.fault('slackLists.access.set', { kind: 'limited', seconds: 1 }, { kind: 'http', status: 502 })
    await add('Wait a little')

    await expect.poll(() => find('Wait a little'), patient).toBeDefined()
  })
})
