import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFigures } from '#src/features/figures/figures.ts'
import { handOver } from '#src/features/handover/hand-over.ts'
import { keepTasks, switchTasks } from '#src/features/improvements/index.ts'
import { listPeople } from '#src/features/people/index.ts'
import { envelope, push } from '#test/bots/feishu/fake-feishu/push.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Actions as tasks of their owner, with nothing but the platforms played. */
describe('an action that stands as a task', () => {
  const tasks = () => [...office.feishu.tasks.values()]
  const add = (messenger: 'feishu' | 'slack' | 'wecom', what: string) =>
    office.desks[messenger].type('ken', `action add sales ${messenger}-shop "${what}" until 2031-05-20`)
  const stateOf = async (what: string) => {
    const [row] = await office.database.db.execute<{ id: number; state: string }>(
      sql`select id, state from improvements where what = ${what}`,
    )
    return row ?? null
  }
  const complete = async (guid: string) => {
    const task = office.feishu.tasks.get(guid)
    if (task) task.completed_at = String(Date.now())
  }
  const tell = async (type: string, event: object) => {
    const { body, headers } = push(envelope(type, event), { seconds: Math.floor(Date.now() / 1000) })
    await office.app.server.inject({ method: 'POST', url: '/feishu/events', headers, payload: body })
  }

  it('is none while nobody switched it on', { timeout: 120_000 }, async () => {
    await add('feishu', 'Before the switch')
    await expect.poll(() => stateOf('Before the switch'), patient).toMatchObject({ state: 'open' })
    await office.desks.feishu.type('ken', 'action')
    await expect.poll(() => office.desks.feishu.told('ken'), patient).toContain('Before the switch')

    expect(tasks()).toEqual([])
    expect(office.feishu.subscribed.app).toBe(false)
    await switchTasks(office.database.db, true)
  })

  it('is made once for its owner, with its day, and completed with the action', { timeout: 120_000 }, async () => {
    office.feishu.fault({ on: 'POST task/v2/tasks', how: 'cut-after' }) // carried out, and nobody hears of it
    await add('feishu', 'Cut bids <at id=all>')

    await expect.poll(tasks, patient).toHaveLength(1)
    expect(tasks()[0]).toMatchObject({
      summary: 'Cut bids <at id=all>',
      due: { timestamp: String(Date.UTC(2031, 4, 20)), is_all_day: true },
      mode: 2,
      members: [
        { id: 'ou_ken', type: 'user', role: 'assignee' },
        { id: office.feishu.appId, type: 'app', role: 'assignee' },
      ],
    })
    const { id } = (await stateOf('Cut bids <at id=all>')) ?? { id: 0 }
    await expect.poll(async () => standing(id), patient).toBe(true)
    await office.desks.feishu.type('ken', `action move ${id} until 2031-06-30`)
    await expect.poll(() => tasks()[0]?.due.timestamp, patient).toBe(String(Date.UTC(2031, 5, 30)))
    await office.desks.feishu.type('ken', `action done ${id} "bids cut"`)

    await expect.poll(() => tasks()[0]?.completed_at, patient).not.toBe('0')
    expect(tasks()).toHaveLength(1)
  })

  it('that is completed in Feishu closes the action, once, and says so', { timeout: 120_000 }, async () => {
    await add('feishu', 'Call the supplier')
    await expect.poll(() => tasks().length, patient).toBe(2)
    const guid = tasks()[1]?.guid ?? ''
    expect(office.feishu.subscribed.app).toBe(true)
    await tell('task.task.update_user_access_v2', { event_types: ['task_summary_update'], task_guid: guid })
    await complete(guid)

    for (const event_types of [['task_completed_update'], ['task_completed_update', 'task_desc_update']])
      await tell('task.task.update_user_access_v2', { event_types, task_guid: guid })

    await expect.poll(() => stateOf('Call the supplier'), patient).toMatchObject({ state: 'done' })
    await expect.poll(() => office.desks.feishu.told('ken'), patient).toMatch(/已完成|Done/)
    await tell('task.task.update_user_access_v2', { event_types: ['task_completed_update'], task_guid: 'none-of-ours' })
  })

  it('that was completed unheard is noticed the next morning, when older actions become tasks, too', {
    timeout: 120_000,
  }, async () => {
    await add('feishu', 'Photograph the box')
    await expect.poll(() => tasks().length, patient).toBe(3)
    const { id } = (await stateOf('Photograph the box')) ?? { id: 0 }
    await expect.poll(async () => standing(id), patient).toBe(true)
    await complete(tasks()[2]?.guid ?? '')
    const { db } = office.database
    const catalog = await createFigures(db).catalog()

    await keepTasks(db, { catalog, now: new Date(Date.now() + 5_000), timeZone: 'UTC' })
    await db.execute(sql`update deliveries set not_before = now() where subject like 'action/%' and state = 'waiting'`)

    await expect.poll(() => stateOf('Photograph the box'), patient).toMatchObject({ state: 'done' })
    await expect.poll(() => tasks().map(({ summary }) => summary), patient).toContain('Before the switch')
  })

  it('is a card where the platform takes no task, and where a messenger has none', { timeout: 120_000 }, async () => {
    office.feishu.fault({ on: 'POST task/v2/tasks', code: 99991672, status: 400 })
    await add('feishu', 'Without the permission')
    await expect
      .poll(() => office.desks.feishu.told('ken').match(/Without the permission/g)?.length ?? 0, patient)
      .toBeGreaterThan(1)
    for (const messenger of ['slack', 'wecom'] as const) {
      await add(messenger, `Ask ${messenger}`)
      const title = messenger === 'slack' ? /Action #\d+ is yours/ : /措施 #\d+ 由您负责/
      await expect.poll(() => office.desks[messenger].told('ken'), patient).toMatch(title)
    }
    expect(tasks().map(({ summary }) => summary)).not.toContain('Without the permission')
  })

  it('goes with the action that is taken back, and opens again with one whose end is', {
    timeout: 120_000,
  }, async () => {
    await add('feishu', 'Taken back')
    const find = (what: string) => tasks().find(({ summary }) => summary === what)
    await expect.poll(() => find('Taken back'), patient).toBeDefined()
    const { id } = (await stateOf('Taken back')) ?? { id: 0 }
    await expect.poll(async () => standing(id), patient).toBe(true)
    await office.desks.feishu.type('ken', `action done ${id} "too early"`)
    await expect.poll(() => find('Taken back')?.completed_at, patient).not.toBe('0')
    await office.desks.feishu.type('ken', 'undo')
    await expect.poll(() => find('Taken back')?.completed_at, patient).toBe('0')
    await expect.poll(() => stateOf('Taken back'), patient).toMatchObject({ state: 'open' })

    const [step] = await office.database.db.execute<{ id: number }>(
      sql`select id from undo_steps where line like '%Taken back%' order by id desc limit 1`,
    )
    await office.desks.feishu.type('ken', `undo ${step?.id}`)
    await expect.poll(() => find('Taken back'), patient).toBeUndefined()
    await expect.poll(() => stateOf('Taken back'), patient).toBeNull()
  })

  it('moves to who takes over from somebody that leaves', { timeout: 120_000 }, async () => {
    await add('feishu', 'Handed over')
    const find = () => tasks().filter(({ summary }) => summary === 'Handed over')
    await expect.poll(() => find().length, patient).toBe(1)
    const { id } = (await stateOf('Handed over')) ?? { id: 0 }
    await expect.poll(async () => standing(id), patient).toBe(true)
    const { db } = office.database
    const people = await listPeople(db)
    const [ken, other] = (['ken', 'dee'] as const).map(who => people.find(one => one.id === office.ids.feishu[who]))
    if (!ken || !other) throw new Error('Nobody to hand over')
    await office.desks.feishu.type('dee', 'action') // so that there is a conversation with them
    await expect.poll(() => office.desks.feishu.told('dee'), patient).not.toBe('')
    await db.transaction(tx => handOver(tx, ken, other, { by: null, now: new Date() }))

    await expect.poll(() => find().map(({ members }) => members[0]?.id), patient).toEqual(['ou_dee'])
  })

  /** Whether the outbox knows where the task stands. */
  async function standing(id: number): Promise<boolean> {
    const rows = await office.database.db.execute(sql`select 1 from messages where subject = ${`action/${id}/task`}`)
    return rows.length > 0
  }
})
