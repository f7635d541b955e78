import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { addDays } from '#test/support/talk.ts'
import type { Desk, Who } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 90_000, interval: 50 }
const messengers = ['slack', 'feishu', 'wecom'] as const

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const today = localDay(new Date(), 'UTC')
  for (const messenger of messengers) {
    const [row] = await office.database.db.execute<{ id: number }>(
      sql`select id from stores where slug = ${`${messenger}-shop`}`,
    )
    const figures = { net_sales: 700_00, orders: 70, units: 70, ad_spend: 50_00, ad_sales: 200_00 }
    await addDays(office.database.db, Number(row?.id), [shiftDays(today, -60), shiftDays(today, -1)], figures)
  }
}, 400_000)
afterAll(() => office.close())

/** From the list of drills to the end of one, with nothing but the platforms played. */
describe.each(messengers)('drills in %s', messenger => {
  let desk: Desk
  beforeAll(() => {
    desk = office.desks[messenger]
  })
  let real: Readonly<Record<string, number>>
  beforeEach(async () => {
    real = await realCompany()
  })

  const shows = (who: Who, line: string) =>
    expect.poll(() => desk.lines(who).some(one => one.startsWith(line)), patient).toBe(true)
  const run = async (who: Who) => {
    const [row] = await office.database.db.execute<{ id: number; state: string; steps: Record<string, unknown> }>(
      sql`select id, state, steps from drill_runs where person_id = ${office.ids[messenger][who]} order by id desc limit 1`,
    )
    return { id: row?.id ?? 0, state: row?.state ?? 'none', done: Object.keys(row?.steps ?? {}).length }
  }
  const steps = (who: Who, done: number) =>
    expect.poll(async () => (await run(who)).done, { ...patient, message: desk.told(who).slice(-3000) }).toBe(done)
  /** Notes, targets, rules, alerts and what was sent about stores that are no practice stores. */
  const realCompany = async () => {
    const [row] = await office.database.db.execute<Record<string, number>>(sql`select
      (select count(*)::int from notes where place not like 'store:practice-%') as notes,
      (select count(*)::int from targets where place not like 'store:practice-%') as targets,
      (select count(*)::int from alert_rules where origin is null and place not like 'store:practice-%') as rules,
      (select count(*)::int from deliveries) as deliveries`)
    return { ...row }
  }
  const alertOf = async (who: Who) => {
    const place = `store:practice-${(await run(who)).id}`
    const [row] = await office.database.db.execute<{ id: number }>(sql`select id from alerts where place = ${place}`)
    return row?.id ?? 0
  }
  const begin = async (who: Who, track: string, drill: string) => {
    const before = (await run(who)).id
    await desk.type(who, 'guide drills')
    await shows(who, `guide drills ${track}`)
    await desk.press(who, `guide drills ${track}`)
    await shows(who, `guide start ${drill}`)
    await desk.press(who, `guide start ${drill}`)
    await expect.poll(async () => (await run(who)).id, patient).toBeGreaterThan(before)
  }
  /** Asks for the hint by its button, and presses the line that it shows. */
  const askByHint = async (who: Who, line: string) => {
    await shows(who, 'guide hint')
    await desk.press(who, 'guide hint')
    await shows(who, line)
    await desk.press(who, line)
  }
  const ended = async (who: Who) => {
    await expect.poll(async () => (await run(who)).state, patient).toBe('finished')
    await expect.poll(() => desk.told(who), patient).toMatch(/Done: |已完成：/)
    expect(await realCompany()).toEqual(real)
  }

  it('of advertising: a question by its button, a note and a target by typing', { timeout: 240_000 }, async () => {
    await begin('ken', 'ads', 'acos-doubled')
    await askByHint('ken', 'why ACoS practice')
    await steps('ken', 1)
    await desk.type('ken', messenger === 'slack' ? 'note "bids are too high"' : '备注 "出价过高"')
    await steps('ken', 2)
    await desk.type('ken', messenger === 'slack' ? 'target acos practice 25%' : '目标 acos 练习店 25%')

    await ended('ken')
    await shows('ken', 'training')
    await desk.press('ken', 'training')
    await expect.poll(() => desk.told('ken'), patient).toContain('3/3')
  })

  it('of a shop: an alert is taken on by its button and form, and ended', { timeout: 240_000 }, async () => {
    await begin('dee', 'operator', 'best-seller-gone')
    await askByHint('dee', 'alerts practice')
    await steps('dee', 1)
    await askByHint('dee', 'top sku')
    await steps('dee', 2)
    const alert = await alertOf('dee')
    await shows('dee', `alerts ${alert}`)
    await desk.press('dee', `alerts ${alert}`)
    // in Feishu the form stands open in the card
    if (messenger !== 'feishu') {
      await shows('dee', `ack ${alert} {reason}`)
      await desk.press('dee', `ack ${alert} {reason}`)
    }
    await expect.poll(() => desk.waits('dee', 'reason'), patient).toBe(true)
    await desk.fill('dee', { reason: 'Reordered by air' })
    await steps('dee', 3)
    if (messenger === 'wecom') {
      expect(desk.told('dee')).toContain(`resolve ${alert}`) // the seventh button: its card says to type it
      await desk.type('dee', `解决 ${alert}`)
    } else {
      await shows('dee', `resolve ${alert}`)
      await desk.press('dee', `resolve ${alert}`)
    }

    await ended('dee')
  })

  it('of leading: the figures, the cause, a note and a rule', { timeout: 240_000 }, async () => {
    await begin('lea', 'leader', 'before-the-meeting')
    await askByHint('lea', 'status ')
    await steps('lea', 1)
    await askByHint('lea', 'why ')
    await steps('lea', 2)
    await desk.type('lea', messenger === 'slack' ? 'note practice "fewer buy"' : '备注 练习店 "下单减少"')
    await steps('lea', 3)
    await desk.type('lea', 'rule save conversion rate practice < 4%')

    await ended('lea')
  })
})
