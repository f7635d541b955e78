import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eachDay, shiftDays, weekday } from '#src/domain/days.ts'
import { evaluate, evaluateLate } from '#src/features/alerts/evaluate/index.ts'
import { listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addRule, findFindings, listRules, type NewRule, stopRule } from '#src/features/alerts/store/rules.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'
const theDayBefore = new Date('2026-11-19T09:00:00Z')

let database: Database
let world: Company
let west: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, alert_rules, events, metric_day, dirty_days, sources restart identity cascade',
  )
  west = await world.addStore('west')
  await channel(database.db, 'ops')
})

/** Sales of about 1,000 a day, up and down by weekday, and orders and visits to match. */
function usual(day: string): number {
  return 1000 + weekday(day) * 20 + (Number(day.slice(8)) % 5)
}

async function history(until = shiftDays(yesterday, -1), from = '2026-08-10') {
  const { id } = await ensureSource(database.db, 'push/test')
  const rows = eachDay(from, until).map(day => ({ storeId: west.id, sku: '', day, measures: figures(usual(day)) }))
  await writeObservations(database.db, { sourceId: id, rows, mode: 'merge', now })
  await truncate(database.db, 'dirty_days')
}

function figures(sales: number): Record<string, string> {
  return { net_sales: `${sales}00`, orders: String(Math.round(sales / 10)), sessions: String(sales * 4) }
}

const tell = (day: string, sales: number, at = now) =>
  world.tell(west, day, { net_sales: sales * 100, orders: sales / 10, sessions: sales * 4 }, at)
const judge = (at = now) => evaluate({ db: database.db, figures: world.figures, now: at })
const open = () => listUnresolved(database.db)

async function rule(over: Partial<NewRule>) {
  const usualRule: NewRule = {
    ...{ kpiId: 'sales', place: 'store:west', eachStore: false, severity: null, owner: null, activeHours: null },
    ...{ hysteresis: 0.05, forDays: 1, origin: null, by: null, demo: false },
    parameters: { kind: 'threshold', compare: 'below', value: 1, currency: 'USD', windowDays: 1 },
  }
  return addRule(database.db, { ...usualRule, ...over })
}

describe('a new store', () => {
  it('is watched at once: a collapse of sales is said once, with what it is held against', async () => {
    await history()
    const messenger = fakeMessenger()

    await tell(yesterday, 300)
    await judge()
    await deliverer(database, messenger).drain(now)

    const alerts = await open()
    expect(alerts.map(alert => [alert.kpiId, alert.severity])).toEqual([['sales', 'critical']])
    const [alert] = alerts
    expect(alert?.limit).toBeCloseTo(108_200, -3)
    expect((await findFindings(database.db, [alert?.id ?? 0])).get(alert?.id ?? 0)).toMatchObject({
      kind: 'surge',
      method: 'same-weekday',
      comparedWith: 8,
    })
    expect(messenger.arrived).toHaveLength(1)
    expect(messenger.arrived[0]?.message.card.title.en).toContain('unusually low')
  })

  it('hears nothing about a usual day', async () => {
    await history()

    await tell(yesterday, usual(yesterday))

    expect((await judge()).changes).toEqual([])
  })

  it('hears nothing about a day that a typhoon took, nor about one that a sale explains', async () => {
    await history()
    const about = { place: 'store:west', fromDay: yesterday, toDay: yesterday, by: null }
    await addEvent(database.db, { ...about, name: 'Typhoon 19', kind: 'force_majeure', factor: 0 })

    await tell(yesterday, 100)

    expect((await judge()).changes).toEqual([])
  })

  it('expects of a sale what was entered, and says so when it falls short', async () => {
    await history()
    const about = { place: 'store:west', fromDay: yesterday, toDay: yesterday, by: null }
    await addEvent(database.db, { ...about, name: 'Black Friday', kind: 'sale', factor: 3 })

    await tell(yesterday, 900)
    await judge()

    const [alert] = await open()
    expect(alert?.limit).toBeGreaterThan(300_000)
    expect((await findFindings(database.db, [alert?.id ?? 0])).get(alert?.id ?? 0)).toMatchObject({
      method: 'event-factor',
      event: 'Black Friday',
    })
  })

  it('is warned of a rise in conversion that can only be wrong data', async () => {
    await history()

    await world.tell(west, yesterday, { net_sales: 1000_00, orders: 100, sessions: 400 }, now)
    await judge()

    const alert = (await open()).find(one => one.kpiId === 'conversion_rate')
    expect(alert?.severity).toBe('warning')
  })

  it('is told when it is over', async () => {
    await history(shiftDays(yesterday, -2))
    await tell(shiftDays(yesterday, -1), 300)
    await judge()

    await tell(yesterday, usual(yesterday))

    expect((await judge()).changes.map(change => change.kind)).toEqual(['resolved'])
  })

  it('is left alone by a default that somebody stopped', async () => {
    await history()
    await judge()
    await tell(yesterday, 1000)
    await judge()
    for (const { id } of await listRules(database.db)) await stopRule(database.db, id, null, now)

    await tell(yesterday, 100)

    expect((await judge()).changes).toEqual([])
    expect(await listRules(database.db)).toEqual([])
  })
})

describe('a rule that somebody made', () => {
  it('waits until a breach has lasted as long as it asks', async () => {
    await history(shiftDays(yesterday, -2))
    await rule({
      parameters: { kind: 'threshold', compare: 'below', value: 90_000, currency: 'USD', windowDays: 1 },
      forDays: 2,
    })
    await tell(shiftDays(yesterday, -1), 850)
    const first = await judge(theDayBefore)

    await tell(yesterday, 850)
    const second = await judge()

    expect(first.changes).toEqual([])
    expect(second.changes.map(({ alert }) => alert.rule)).toEqual(['rule/1'])
  })

  it('counts business days under the day target, passing over a closed one', async () => {
    await history(shiftDays(yesterday, -5))
    await world.setTarget('sales', 'store:west', 110_000, { currency: 'USD' })
    await rule({ parameters: { kind: 'streak', days: 3, share: 0.9 } })
    const closed = shiftDays(yesterday, -2)
    await addEvent(database.db, {
      name: 'Stocktaking',
      kind: 'closed',
      factor: 0,
      place: 'all',
      fromDay: closed,
      toDay: closed,
      by: null,
    })
    for (const back of [4, 3, 2, 1]) await tell(shiftDays(yesterday, -back), back === 2 ? 0 : 950)
    await judge(theDayBefore)
    const found = (await open()).find(alert => alert.rule === 'rule/1')

    expect(found).toMatchObject({ kpiId: 'sales', severity: 'warning', day: shiftDays(yesterday, -1) })
    expect((await findFindings(database.db, [found?.id ?? 0])).get(found?.id ?? 0)?.days).toBe(3)
  })

  it('does not repeat what the target of the same KPI says already', async () => {
    await history()
    await world.setTarget('sales', 'store:west', 110_000, { currency: 'USD' })

    await tell(yesterday, 300)
    await judge()

    expect((await open()).map(alert => alert.rule)).toEqual(['target/sales/store:west'])
  })

  it('keeps silent outside its active hours and is said when they begin', async () => {
    await history()
    await rule({
      parameters: { kind: 'threshold', compare: 'below', value: 110_000, currency: 'USD', windowDays: 1 },
      activeHours: { from: 9, to: 18 },
    })
    await tell(yesterday, 950)

    await judge()

    const [alert] = await open()
    expect(alert?.snoozedUntil).toEqual(new Date('2026-11-21T09:00:00Z'))
    const messenger = fakeMessenger()
    await deliverer(database, messenger).drain(now)
    expect(messenger.arrived).toEqual([])
  })
})

describe('late figures', () => {
  it('raise one data alert, which holds back the others, and ends when they arrive', async () => {
    await history(shiftDays(yesterday, -2))
    await judge()

    const late = await evaluateLate({ db: database.db, figures: world.figures, now })
    const again = await evaluateLate({ db: database.db, figures: world.figures, now })
    await tell(shiftDays(yesterday, -1), 200)
    const meanwhile = await judge()
    await tell(yesterday, usual(yesterday))
    const after = await judge()

    expect(late.map(({ kind, alert }) => [kind, alert.rule])).toEqual([['opened', 'rule/1']])
    expect(again).toEqual([])
    expect(meanwhile.changes.filter(({ alert }) => alert.rule !== 'rule/1')).toEqual([])
    expect(after.changes.filter(({ alert }) => alert.rule === 'rule/1').map(({ kind }) => kind)).toEqual(['resolved'])
  })

  it('hold back only what they are needed for: without the ads feed a collapse of sales is still told', async () => {
    await history()
    const { id } = await ensureSource(database.db, 'push/ads')
    const days = eachDay('2026-10-20', '2026-11-16')
    const spend = days.map(day => ({
      storeId: west.id,
      sku: '',
      day,
      measures: { ad_spend: '5000', ad_sales: '20000' },
    }))
    await writeObservations(database.db, { sourceId: id, rows: spend, mode: 'merge', now })
    await truncate(database.db, 'dirty_days')

    await tell(yesterday, 300)
    await judge()

    const alerts = await open()
    const found = await findFindings(
      database.db,
      alerts.map(alert => alert.id),
    )
    const late = alerts.find(alert => found.get(alert.id)?.kind === 'late')
    expect(found.get(late?.id ?? 0)?.measures).toEqual(['ad_sales', 'ad_spend'])
    expect(alerts.filter(alert => alert !== late).map(alert => alert.kpiId)).toEqual(['sales'])
  })

  it('are not expected of a feed that ended long ago, nor of files', async () => {
    await history('2026-10-01')

    expect(await evaluateLate({ db: database.db, figures: world.figures, now })).toEqual([])
  })
})
