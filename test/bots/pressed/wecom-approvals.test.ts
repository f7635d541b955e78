import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPlatformApprovals, setRule, switchPlatformApprovals } from '#src/features/approvals/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { callback } from '#test/bots/wecom/cipher.ts'
import { decided } from '#test/bots/wecom/fake-wecom/approvals.ts'
import { keys } from '#test/bots/wecom/world.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }
const shop = 'wecom-shop'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const { db } = office.database
  await setRule(db, {
    ...{ place: `store:${shop}`, kpiId: null, fromChange: 0, steps: ['manager'], demo: false, by: null },
  })
  await switchPlatformApprovals(db, true)
})
afterAll(() => office.close())

let months = 0
const rowsOf = async () =>
  office.database.db.execute<{ id: number; state: string }>(
    sql`select id, state from target_proposals where place = ${`store:${shop}`} order by id`,
  )
const stateOf = async (id: number) => (await rowsOf()).find(row => row.id === id)?.state
const requests = () => office.wecom.approvals.requests

/** Ken types a target. Answers the number of its proposal and its newest request. */
async function propose(): Promise<number> {
  months += 1
  const before = (await rowsOf()).length
  const month = `${2031 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  await office.desks.wecom.type('ken', `target sales ${shop} ${month} 30000`)
  await expect.poll(async () => (await rowsOf()).length, patient).toBe(before + 1)
  return (await rowsOf()).at(-1)?.id ?? 0
}

/** The newest request, once there are so many; it stands on our side, too. */
async function request(count: number) {
  await expect.poll(() => requests().length, patient).toBe(count)
  const last = requests()[count - 1]
  if (!last) throw new Error('No request stands')
  const standing = async () => {
    const rows = await office.database.db.execute(
      sql`select 1 from deliveries where subject like 'proposal/%/platform' and state = 'waiting'`,
    )
    return rows.length
  }
  await expect.poll(standing, patient).toBe(0)
  return last
}

async function deliver(inner: string) {
  const { url, body } = callback(keys, inner, new Date())
  return office.app.server.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload: body })
}

async function compare() {
  const { db } = office.database
  const catalog = await createFigures(db).catalog()
  await db.execute(sql`delete from settings where key = 'platform_approvals_kept'`)
  await keepPlatformApprovals({ db, catalog, now: new Date(), teamTimeZone: 'UTC' })
}

describe('proposals in the approval of WeCom', () => {
  it('are submitted once, also where the answer got lost, and approved there', { timeout: 120_000 }, async () => {
    office.wecom.approvals.cutApplies = 1
    const id = await propose()
    const one = await request(1)

    expect(one).toMatchObject({ creator: 'kenWecom', status: 1 })
    expect([...one.users].sort()).toEqual(['leaWecom', 'moeWecom'])
    expect(one.contents[1]?.value.text).toMatch(/30,?000/)
    expect(office.wecom.calls.filter(({ path }) => path === '/oa/applyevent')).toHaveLength(1)
    const event = decided(one, { user: 'leaWecom', status: 2, speech: 'fine' })
    expect((await deliver(event)).statusCode).toBe(200)
    await deliver(event) // pushed again

    await expect.poll(() => stateOf(id), patient).toBe('approved')
    await expect.poll(() => office.desks.wecom.told('ken'), patient).toMatch(/已批准|已通过|生效/)
    const [row] = await office.database.db.execute<{ count: string; messenger: string }>(
      sql`select count(*) as count, max(messenger) as messenger from audit where line = ${`target approve ${id}`}`,
    )
    expect(row).toMatchObject({ count: '1', messenger: 'wecom' })
  })

  it('are sent back with what was written there, and withdrawn by who asked', { timeout: 120_000 }, async () => {
    const id = await propose()
    await deliver(decided(await request(2), { user: 'moeWecom', status: 3, speech: '太低 "x"' }))
    await expect.poll(() => stateOf(id), patient).toBe('returned')
    await expect.poll(() => office.desks.wecom.told('ken'), patient).toContain('太低')

    const other = await propose()
    await deliver(decided(await request(3), { user: 'kenWecom', status: 4 }))
    await expect.poll(() => stateOf(other), patient).toBe('withdrawn')
  })

  it('whose callback was lost are noticed when all that waits is compared', { timeout: 120_000 }, async () => {
    const id = await propose()
    decided(await request(4), { user: 'leaWecom', status: 2 })
    await compare()

    await expect.poll(() => stateOf(id), patient).toBe('approved')
  })

  it('are not decided by who has no right to, who reads so, and are submitted anew', { timeout: 120_000 }, async () => {
    const id = await propose()
    await deliver(decided(await request(5), { user: 'deeWecom', status: 2 })) // handed over to Dee there
    await expect.poll(() => office.desks.wecom.told('dee'), patient).toContain('lea wecom')
    expect(await stateOf(id)).toBe('waiting')
    const told = () => office.desks.wecom.told('dee').length
    const before = told()

    await compare()
    const again = await request(6)
    expect(again.status).toBe(1)
    expect(told()).toBe(before)
    await deliver(decided(again, { user: 'moeWecom', status: 2 }))
    await expect.poll(() => stateOf(id), patient).toBe('approved')
  })

  it('that were decided here first stay so, and who decides them there reads whose it was', {
    timeout: 120_000,
  }, async () => {
    const id = await propose()
    const one = await request(7)
    await expect.poll(() => office.desks.wecom.lines('moe'), patient).toContain(`target approve ${id}`)
    await office.desks.wecom.press('moe', `target approve ${id}`)
    await expect.poll(() => stateOf(id), patient).toBe('approved')
    await deliver(decided(one, { user: 'leaWecom', status: 3, speech: 'no' }))

    await expect.poll(() => office.desks.wecom.told('lea'), patient).toMatch(/已由moe wecom批准/)
    expect(await stateOf(id)).toBe('approved')
  })

  it('are decided in the chat where the platform takes none, and the administrators hear why', {
    timeout: 120_000,
  }, async () => {
    office.wecom.faults.push({ path: '/oa/applyevent', code: 301055, times: 9 })
    await office.database.db.execute(sql`update people set role = 'administrator' where id = ${office.ids.wecom.lea}`)
    const id = await propose()
    await expect.poll(() => office.desks.wecom.told('lea'), patient).toContain('可调用接口的应用')
    await expect.poll(() => office.desks.wecom.lines('moe'), patient).toContain(`target approve ${id}`)
    await office.desks.wecom.press('moe', `target approve ${id}`)
    await expect.poll(() => stateOf(id), patient).toBe('approved')
  })

  it('hear nothing of events about none of ours, or without a number', { timeout: 120_000 }, async () => {
    const calls = office.wecom.calls.length
    const [one] = requests()
    if (!one) throw new Error('No request stands')
    const foreign = decided({ ...one, spNo: '999999999999', decided: [] }, { user: 'x', status: 2 })
    for (const event of [foreign, foreign.replace(/<ApprovalInfo>.*<\/ApprovalInfo>/, '')])
      expect((await deliver(event)).statusCode).toBe(200)
    await office.desks.wecom.type('ken', 'help')
    await expect.poll(() => office.wecom.calls.length, patient).toBeGreaterThan(calls)

    expect(office.wecom.calls.slice(calls).filter(({ path }) => path.startsWith('/oa/'))).toEqual([])
  })
})
