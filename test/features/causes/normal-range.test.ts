import { describe, expect, it } from 'vitest'
import { why as whyCommand } from '#commands/figures/why.ts'
import { freshLife } from '#src/domain/alerts/alert.ts'
import { baselineOf } from '#src/domain/baseline/pool-days.ts'
import { usualBand } from '#src/domain/baseline/usual-band.ts'
import { minUsualCases } from '#src/domain/causes/why.ts'
import { shiftDays } from '#src/domain/days.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { highestOf } from '#src/domain/share-kpis.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2018-10-17T20:00:00Z')
const day = '2018-10-16'
await addPerson(db, 'Owner')
const { say } = talkTo(db, [whyCommand], now)

/** A store with so many weeks of alike days up to the day asked about, without those left out. */
async function withWeeks(slug: string, weeks: number, without: readonly string[] = []) {
  const store = await addStore(db, slug)
  for (let back = 0; back <= weeks * 7; back += 1) {
    const one = shiftDays(day, -back)
    const share = 1 + (back % 3) * 0.01
    const figures = { sessions: Math.round(900 * share), orders: Math.round(90 * share), net_sales: 300_000 - back }
    if (!without.includes(one)) await addDays(db, store.id, [one, one], figures)
  }
  return store
}

async function alertOf(place: string, state: 'open' | 'acknowledged' | 'resolved') {
  const alert = await insertAlert(db, {
    ...freshLife,
    ...{ rule: `rule ${place}`, kpiId: 'sales', place, fromDay: day, day },
    ...{ state, severity: 'bad', value: 1, limit: 2, currency: 'USD', owner: null },
    ...{ revision: 1, openedAt: now, changedAt: now, acknowledgedBy: null, acknowledgedAt: null, reason: null },
    ...{ resolvedAt: state === 'resolved' ? now : null, resolvedBy: null },
  })
  return alert?.id
}

const calm = 'nothing unusual happened'

describe('the normal range', () => {
  it.each([1, 2, 3, 4, 5, 6, 8])('takes enough days of the kind: %i weeks before', async weeks => {
    await withWeeks(`weeks-${weeks}`, weeks)
    const text = textOf(await say(`why sales weeks-${weeks} ${day}`))

    // Two weeks of plain days and more tell it, too, brought to the level of the weekday.
    expect(text.includes(calm)).toBe(weeks >= 2)
    expect(text.includes(`it takes ${minUsualCases}`)).toBe(weeks < 2)
    expect(text).toContain('Arithmetic')
  })

  it.each([2, 4, 5, 7])('takes enough periods of the length: %i before', async weeks => {
    await withWeeks(`spans-${weeks}`, weeks + 1)
    const text = textOf(await say(`why sales spans-${weeks} ${shiftDays(day, -6)}..${day}`))

    expect(text.includes(calm)).toBe(weeks >= minUsualCases)
    expect(text.includes('Too few such periods')).toBe(weeks < minUsualCases)
  })

  it('is not made of one earlier event, and what to check is named', async () => {
    const store = await withWeeks('festive', 12)
    const event = { kind: 'sale', place: 'store:festive', factor: 2, by: null } as const
    for (const one of [shiftDays(day, -42), day])
      await addEvent(db, { ...event, name: 'Autumn Fair', fromDay: one, toDay: one })
    await addDays(db, store.id, [shiftDays(day, -42), shiftDays(day, -42)], { net_sales: 620_000, orders: 180 })
    const text = textOf(await say(`why conversion_rate festive ${day}`))

    expect(text).toContain(`it takes ${minUsualCases}`)
    expect(text).not.toContain('normal range (')
  })

  it.each([
    ['a missing day', [shiftDays(day, -2)], `why sales holes-0 ${shiftDays(day, -6)}..${day}`],
    ['one in the days compared with', [shiftDays(day, -9)], `why sales holes-1 ${shiftDays(day, -6)}..${day}`],
  ] as const)('does not judge %s', async (_, without, line) => {
    await withWeeks(/holes-\d/.exec(line)?.[0] ?? '', 10, without)
    const text = textOf(await say(line))

    expect(text).toContain('Not held against the normal range')
    expect(text).not.toContain(calm)
  })

  it.each(['open', 'acknowledged', 'resolved'] as const)('is no comfort while an alert is open: %s', async state => {
    await withWeeks(`alert-${state}`, 9)
    const id = await alertOf(`store:alert-${state}`, state)
    for (const line of [`why ${id}`, `why sales alert-${state} ${day}`]) {
      const text = textOf(await say(line))
      expect(text.includes(calm), line).toBe(state === 'resolved')
      expect(text.includes('an alert about it is open'), line).toBe(state !== 'resolved')
    }
  })
})

describe('the range of a share', () => {
  const type = { kind: 'normal', event: null, series: '', index: 0 } as const
  const found = [0.95, 0.99, 0.97, 0.96, 1, 0.98].map((value, at) => ({
    value,
    sample: null,
    day: shiftDays(day, -at),
  }))
  const baseline = baselineOf(found, { method: 'same-weekday', type, minSpread: 0 })
  const band = (value: number, highest: number | null) =>
    baseline && usualBand({ value, sample: null }, baseline, 'rate', highest)

  it('ends at all of it, others do not, nor do values that are beyond it', () => {
    expect(band(0.97, null)?.high).toBeGreaterThan(1)
    expect(band(0.97, 1)?.high).toBe(1)
    expect(band(1.02, 1)?.high).toBeGreaterThan(1)
  })

  it('is that of parts of a whole alone', () => {
    const limited = builtInKpis.filter(kpi => highestOf(kpi) !== null)

    expect(limited.every(({ unit }) => unit === 'ratio')).toBe(true)
    for (const id of ['buy_box_rate', 'in_stock_rate', 'ship_on_time_rate', 'ctr'])
      expect(limited.map(kpi => kpi.id)).toContain(id)
    for (const id of ['acos', 'tacos', 'return_rate', 'unit_session_rate', 'price_index', 'ad_budget_use'])
      expect(limited.map(kpi => kpi.id)).not.toContain(id)
    for (const one of ['ctr', 'csat', 'fcr', 'profit_rate']) expect(highestOf({ id: one })).toBe(1)
  })
})
