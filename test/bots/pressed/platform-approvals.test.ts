import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setRule, switchPlatformApprovals } from '#src/features/approvals/index.ts'
import { type FakeInstance, pressed } from '#test/bots/feishu/fake-feishu/approvals.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }
const shop = 'feishu-shop'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await setRule(office.database.db, {
    ...{ place: `store:${shop}`, kpiId: null, fromChange: 0, steps: ['manager'], demo: false, by: null },
  })
})
afterAll(() => office.close())

let months = 0
const rowsOf = async () =>
  office.database.db.execute<{ id: number; state: string }>(
    sql`select id, state from target_proposals where place = ${`store:${shop}`} order by id`,
  )
const stateOf = async (id: number) => (await rowsOf()).find(row => row.id === id)?.state

/** Ken types a target. Answers the number of its proposal. */
async function propose(): Promise<number> {
  months += 1
  const before = (await rowsOf()).length
  const month = `${2031 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  await office.desks.feishu.type('ken', `target sales ${shop} ${month} 30000`)
  await expect.poll(async () => (await rowsOf()).length, patient).toBe(before + 1)
  return (await rowsOf()).at(-1)?.id ?? 0
}

const find = (id: number): FakeInstance | undefined =>
  [...office.feishu.instances.values()].find(one => one.id.endsWith(`-proposal-${id}`))

/** A press in 审批; `over` is what the platform says otherwise. */
async function press(id: number, who: string, type: 'APPROVE' | 'REJECT', over: Record<string, unknown> = {}) {
  const [definition] = office.feishu.definitions.values()
  const instance = find(id)
  const task = instance?.tasks.find(one => one.open_id === `ou_${who}`)
  if (!definition || !instance) throw new Error('Nothing stands in 审批')
  const payload = pressed(definition, {
    ...{ action_type: type, action_context: task?.action_context, user_id: `u_${who}`, instance_id: instance.id },
    ...{ task_id: `ou_${who}`, ...over },
  })
  const url = new URL(definition.url ?? '').pathname
  return office.app.server.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload })
}

describe('proposals in the approval of Feishu', () => {
  it('stand nowhere while nobody switched it on', { timeout: 120_000 }, async () => {
    const id = await propose()
    await expect.poll(() => office.desks.feishu.lines('lea'), patient).toContain(`target approve ${id}`)

    expect(office.feishu.callsTo('POST approval/')).toEqual([])
    await switchPlatformApprovals(office.database.db, true)
  })

  it('have a task for each who is asked, of who proposed it, and are approved there', {
    timeout: 120_000,
  }, async () => {
    office.feishu.fault({ on: 'POST approval/v4/external_instances', how: 'cut-after' }) // carried out, unheard
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)
    expect(find(id)).toMatchObject({ status: 'PENDING', applicant: 'ou_ken' })
    expect(
      find(id)
        ?.tasks.map(task => [task.open_id, task.status])
        .sort(),
    ).toEqual([
      ['ou_lea', 'PENDING'],
      ['ou_moe', 'PENDING'],
    ])
    expect(find(id)?.form[0]?.value).toMatch(/30,?000/)

    const answer = await press(id, 'lea', 'APPROVE')

    expect(answer.statusCode).toBe(200)
    expect(await stateOf(id)).toBe('approved')
    await expect.poll(() => find(id)?.status, patient).toBe('APPROVED')
    expect(find(id)?.tasks.map(task => [task.open_id, task.status])).toEqual([['ou_lea', 'APPROVED']])
    await expect.poll(() => office.desks.feishu.told('ken'), patient).toMatch(/已批准|已通过|生效/)
    const [row] = await office.database.db.execute<{ messenger: string }>(
      sql`select messenger from audit where line = ${`target approve ${id}`} order by id desc limit 1`,
    )
    expect(row?.messenger).toBe('feishu')
  })

  it('end in one decision where two press at once, and the second reads whose it was', {
    timeout: 120_000,
  }, async () => {
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)

    const answers = await Promise.all([press(id, 'lea', 'APPROVE'), press(id, 'moe', 'REJECT', { reason: 'too low' })])

    expect(answers.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200])
    const loser = answers.find(({ statusCode }) => statusCode !== 200)
    expect(loser?.json().message).toMatch(/lea feishu|moe feishu|状态已变化/)
    expect(['approved', 'returned']).toContain(await stateOf(id))
    const decided = (await stateOf(id)) === 'approved' ? 'APPROVED' : 'REJECTED'
    await expect.poll(() => find(id)?.status, patient).toBe(decided)
  })

  it('are sent back with the reason that was written there', { timeout: 120_000 }, async () => {
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)

    expect((await press(id, 'moe', 'REJECT', { reason: 'zu "niedrig"\n<at id=all>' })).statusCode).toBe(200)

    expect(await stateOf(id)).toBe('returned')
    await expect.poll(() => office.desks.feishu.told('ken'), patient).toMatch(/zu .niedrig/)
    await expect.poll(() => find(id)?.status, patient).toBe('REJECTED')
  })

  it('are not decided by who has no right to, nor by a forged or outdated call', { timeout: 120_000 }, async () => {
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)
    const context = find(id)?.tasks[0]?.action_context

    const tried = [
      await press(id, 'dee', 'APPROVE', { action_context: context }),
      await press(id, 'ken', 'APPROVE', { action_context: context }),
      await press(id, 'lea', 'APPROVE', { user_id: 'u_dee' }), // the task is Lea's, and it was not Lea
      await press(id, 'lea', 'APPROVE', { action_context: 'proposal/1/platform/rev/1/channel/1' }),
      await press(id, 'lea', 'APPROVE', { token: 'guessed' }),
      await press(id, 'lea', 'APPROVE', { instance_id: 'another' }),
    ]
    const plain = { action_type: 'APPROVE', instance_id: find(id)?.id, task_id: 'ou_lea', action_context: context }
    for (const payload of [JSON.stringify(plain), '{"encrypt":"x"}', 'null', ''])
      tried.push(await office.app.server.inject({ method: 'POST', url: '/feishu/approvals', payload }))

    expect(tried.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 409, 401, 409, 401, 401, 401, 401])
    expect(tried[0]?.json()).toMatchObject({ message: expect.stringContaining('lea feishu'), without_prefix: 'true' })
    expect(await stateOf(id)).toBe('waiting')
  })

  it('end there with what is decided here: approved, withdrawn', { timeout: 120_000 }, async () => {
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)
    await expect.poll(() => office.desks.feishu.lines('moe'), patient).toContain(`target approve ${id}`)
    await office.desks.feishu.press('moe', `target approve ${id}`)
    await expect.poll(() => find(id)?.status, patient).toBe('APPROVED')
    expect((await press(id, 'lea', 'APPROVE')).statusCode).toBe(409)

    const other = await propose()
    await expect.poll(() => find(other)?.tasks.length, patient).toBe(2)
    await office.desks.feishu.type('ken', `target withdraw ${other}`)
    await expect.poll(() => find(other)?.status, patient).toBe('CANCELED')
    expect(find(other)?.tasks).toEqual([])
  })
})

describe('what is taken back', () => {
  it('takes the request with the proposal, and opens it again with the approval', { timeout: 120_000 }, async () => {
    const id = await propose()
    await expect.poll(() => find(id)?.tasks.length, patient).toBe(2)
    await expect.poll(() => office.desks.feishu.lines('moe'), patient).toContain(`target approve ${id}`)
    await office.desks.feishu.press('moe', `target approve ${id}`)
    await expect.poll(() => find(id)?.status, patient).toBe('APPROVED')
    await office.desks.feishu.type('moe', 'undo')
    await expect.poll(() => stateOf(id), patient).toBe('waiting')
    await expect.poll(() => find(id)?.status, patient).toBe('PENDING')
    expect((await press(id, 'lea', 'APPROVE')).statusCode).toBe(200)

    const other = await propose()
    await expect.poll(() => find(other)?.tasks.length, patient).toBe(2)
    await office.desks.feishu.type('ken', 'undo')
    await expect.poll(() => stateOf(other), patient).toBeUndefined()
    await expect.poll(() => find(other)?.status, patient).toBe('CANCELED')
  })
})

describe('a platform that fails', () => {
  beforeEach(() => {
    for (const { on } of troubles) office.feishu.fault({ on, times: 0 })
  })
  const troubles = [
    { on: 'POST approval/v4/external_instances', status: 429, code: 99991400, resetSeconds: 60 },
    { on: 'POST approval/v4/external_instances', how: 'page', status: 502 },
    { on: 'POST approval/v4/external_instances', how: 'cut' },
  ] as const

  it.each(troubles)('does not hold up the approval in the chat: $status $how', { timeout: 120_000 }, async trouble => {
    office.feishu.fault({ ...trouble, times: 2 })
    const id = await propose()
    await expect.poll(() => office.desks.feishu.lines('lea'), patient).toContain(`target approve ${id}`)
    await office.desks.feishu.press('lea', `target approve ${id}`)

    await expect.poll(() => stateOf(id), patient).toBe('approved')
    await expect.poll(() => find(id)?.status, patient).toBe('APPROVED')
  })

  it('for good is told to the administrators, and the chat goes on', { timeout: 120_000 }, async () => {
    office.feishu.fault({ on: 'POST approval/v4/external_instances', status: 400, code: 99991672, times: 9 })
    const { lea } = office.ids.feishu
    await office.database.db.execute(sql`update people set role = 'administrator' where id = ${lea}`)
    const id = await propose()

    await expect.poll(() => office.desks.feishu.told('lea'), patient).toContain('approval:external_instance')
    await expect.poll(() => office.desks.feishu.lines('moe'), patient).toContain(`target approve ${id}`)
    await office.desks.feishu.press('moe', `target approve ${id}`)
    await expect.poll(() => stateOf(id), patient).toBe('approved')
    const [failed] = await office.database.db.execute(sql`select 1 from channels where unreachable_since is not null`)
    expect(failed).toBeUndefined()
  })
})
