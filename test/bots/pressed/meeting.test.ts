import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { company } from '#test/support/company.ts'
import { addDays } from '#test/support/talk.ts'
import type { Desk } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 90_000, interval: 50 }
const messengers = ['slack', 'feishu', 'wecom'] as const

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const today = localDay(new Date(), 'UTC')
  const day = (back: number) => shiftDays(today, -back)
  for (const messenger of messengers) {
    const shop = `${messenger}-shop`
    const [row] = await office.database.db.execute<{ id: number }>(sql`select id from stores where slug = ${shop}`)
    const id = Number(row?.id)
    for (const [sku, before, after] of [
      ['CUP-1', 400_00, 100_00],
      ['MUG-2', 300_00, 290_00],
    ] as const) {
      const sold = (net: number) => ({ net_sales: net, orders: net / 10_00, units: net / 10_00 })
      await addDays(office.database.db, id, [day(90), day(8)], sold(before), sku)
      await addDays(office.database.db, id, [day(7), day(1)], sold(after), sku)
    }
    await addDays(office.database.db, id, [day(90), day(8)], { net_sales: 700_00, orders: 70, units: 70 })
    await addDays(office.database.db, id, [day(7), day(1)], { net_sales: 390_00, orders: 39, units: 39 })
    await company(office.database).setTarget('sales', `store:${shop}`, 650_00)
  }
}, 400_000)
afterAll(() => office.close())

/** Buttons that lead a reader on, pressed with nothing but the platforms played. */
describe.each(messengers)('in %s', messenger => {
  let desk: Desk
  const shop = `${messenger}-shop`
  beforeAll(() => {
    desk = office.desks[messenger]
  })
  const has = (line: string) => desk.lines('lea').some(one => one.startsWith(line))
  const shows = (line: string) => expect.poll(() => has(line), patient).toBe(true)
  const count = (line: string) => desk.lines('lea').filter(one => one.startsWith(line)).length

  it('a cause leads to the product behind it, and back to the store', { timeout: 180_000 }, async () => {
    await desk.type('lea', `why sales ${shop} 7d`)
    await shows(`why sales store:${shop}/sku:CUP-1`)
    const before = desk.told('lea').length
    await desk.press('lea', `why sales store:${shop}/sku:CUP-1`)

    await expect.poll(() => desk.told('lea').length, patient).toBeGreaterThan(before)
    await shows(`trend sales store:${shop}/sku:CUP-1`)
    const up = desk.lines('lea').findLast(line => new RegExp(`^why sales ${shop} (?!sku)`).test(line)) ?? 'none'
    const asked = count('trend sales')
    await desk.press('lea', up)
    await expect.poll(() => count('trend sales'), patient).toBeGreaterThan(asked)
  })

  it('a point becomes a target by its button, with the value that is proposed', { timeout: 240_000 }, async () => {
    await desk.type('lea', `meeting start ${shop} last week`)
    await shows('meeting target #1 ')
    await desk.press('lea', 'meeting target #1 ')
    await expect.poll(() => desk.waits('lea', 'period'), patient).toBe(true)
    const zone = messenger === 'wecom' ? 'Asia/Shanghai' : 'UTC' // WeCom tells nobody's zone: the team's counts
    const month = monthOf(shiftDays(monthOf(localDay(new Date(), zone)).end, 1)).from
    const owner = `@ken.${messenger}@example.com`
    await desk.fill('lea', { period: month.slice(0, 7), owner, value: messenger === 'wecom' ? '好' : '21000' })

    const targets = () =>
      office.database.db.execute<{ value: number; owner: string }>(
        sql`select t.value::float8 as value, p.email as owner from targets t join people p on p.id = t.owner_id
          where t.place = ${`store:${shop}`} and t.valid_from = ${month} and t.period = 'month'`,
      )
    await expect.poll(async () => (await targets()).length, patient).toBe(1)
    const [row] = await targets()
    expect(`@${row?.owner}`).toBe(owner)
    // 700 a day but for the last week: the proposal lies somewhat above what that comes to in a month
    expect(row?.value).toBeGreaterThan(messenger === 'wecom' ? 15_000_00 : 20_999_99)
    expect(row?.value).toBeLessThan(messenger === 'wecom' ? 30_000_00 : 21_000_01)
    await desk.type('lea', 'meeting end')
    await expect.poll(() => desk.told('lea'), patient).toMatch(/Meeting over|复盘结束|No meeting|没有进行中/)
  })

  it('a meeting goes from point to point, and what is decided is an action', { timeout: 240_000 }, async () => {
    await desk.type('lea', `action add sales ${shop} "Call the carrier" until 2031-05-20`)
    const actions = () =>
      office.database.db.execute<{ what: string; state: string }>(
        sql`select what, state from improvements where place = ${`store:${shop}`} order by id`,
      )
    await expect.poll(async () => (await actions()).length, patient).toBe(1)
    const offered = count('meeting decide #1 ')
    // there is one meeting about a place and week, and the case before has decided its first point
    await office.database.db.execute(sql`delete from meetings where subject = ${`store:${shop}`}`)
    await desk.type('lea', `meeting start ${shop} last week`)
    await expect.poll(() => count('meeting decide #1 '), patient).toBeGreaterThan(offered)
    await desk.press('lea', 'meeting decide #1 ')
    await expect.poll(() => desk.waits('lea', 'what'), patient).toBe(true)
    // WeCom asks for one field after the other, and takes a dash for none
    await desk.fill('lea', { what: 'Lower the price', who: messenger === 'wecom' ? '-' : '', due: '2031-06-30' })

    await expect.poll(async () => (await actions()).map(({ what }) => what), patient).toContain('Lower the price')
    // alerts of the running service may stand between the target and the action
    const meeting = async () => {
      const [row] = await office.database.db.execute<{ points: { state: string }[]; over: boolean }>(
        sql`select points, ended_at is not null as over from meetings where subject = ${`store:${shop}`} order by id desc limit 1`,
      )
      return { over: row?.over ?? false, states: (row?.points ?? []).map(({ state }) => state) }
    }
    for (let now = await meeting(); !now.over; now = await meeting()) {
      const at = now.states.indexOf('open')
      await shows(`meeting skip #${at + 1}`)
      await desk.press('lea', `meeting skip #${at + 1}`)
      await expect.poll(async () => (await meeting()).states[at], patient).toBe('skipped')
    }
    const { states } = await meeting()
    expect(states.filter(state => state === 'decided')).toHaveLength(1)
    await expect.poll(() => desk.told('lea'), patient).toMatch(/Meeting over: 1 decided, [1-9]|已决定1项，遗留[1-9]/)
    const open = (await actions()).filter(({ state }) => state === 'open')
    expect(open.map(({ what }) => what)).toEqual(['Call the carrier', 'Lower the price'])
  })
})
