import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { daysOf, rangePeriod } from '#src/domain/period/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T12:00:00Z')
const talk = talkTo(db, commands, now)

/** A store with two products whose figures say the day: 100 a day and 1 for each day of the month. */
beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const store = await addStore(db, 'north')
  const other = await addStore(db, 'south')
  for (const day of daysOf(rangePeriod('2026-09-01', '2026-11-23'))) {
    const date = Number(day.slice(-2))
    const sales = { one: 100_00 + date * 100, two: 40_00, south: 10_00 }
    const whole = { orders: 12, sessions: 300, ad_spend: 5_00 }
    await addDays(db, store.id, [day, day], { net_sales: sales.one + sales.two, units: 11, ...whole })
    await addDays(db, store.id, [day, day], { net_sales: sales.one, units: 7, ad_spend: 3_00 }, 'KETTLE-1')
    await addDays(db, store.id, [day, day], { net_sales: sales.two, units: 4 }, 'CUP-2')
    await addDays(db, other.id, [day, day], { net_sales: sales.south, units: 1, orders: 1 })
    await addDays(db, other.id, [day, day], { net_sales: sales.south, units: 1 }, 'CUP-2')
  }
  const skus = sql`insert into skus values (${store.id}, 'KETTLE-1', 'Kettle'), (${store.id}, 'CUP-2', 'Cup'), (${other.id}, 'CUP-2', 'Cup')`
  await db.execute(skus)
  await talk.say('target sales north 2026-11 9999')
})

function shownIn(card: Card): string | undefined {
  const facts = card.blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))
  return facts.find(({ label }) => label.en === 'Value')?.value.en
}

describe('single products are left out', () => {
  it.each([
    ['status sales north last week without KETTLE-1', '$280.00'],
    ['status sales north last week excluding sku:kettle-1', '$280.00'],
    ['状态 销售额 north 上周 不含KETTLE-1', '$280.00'],
    ['状态 north 上周 除了 KETTLE-1 以外的 销售额', '$280.00'],
    ['売上 north 先週 KETTLE-1を除く', '$280.00'],
    ['状況 KETTLE-1以外の 売上 north 先週', '$280.00'],
    ['status units north last week except KETTLE-1', '28'],
    ['status ad spend north last week except KETTLE-1', '$14.00'],
    ['status sales all last week without north/CUP-2', '$903.00'],
    ['status sales all last week without CUP-2', '$833.00'],
    ['status sales all last week without CUP-2 and KETTLE-1', '$0.00'],
    ['status sales all last week without south', '$1,113.00'],
  ])('%s: %s', async (line, value) => {
    const card = await talk.say(line)

    expect([line, shownIn(card) ?? textOf(card)].join(' -> ')).toBe([line, value].join(' -> '))
    expect(textOf(card)).toContain('Without ')
  })

  it('keeps no target, and no number that a SKU does not tell', async () => {
    const card = await talk.say('status sales orders north last week without KETTLE-1')

    expect(textOf(card)).not.toContain('9,999')
    expect(textOf(card)).not.toMatch(/Orders[\s\S]*\b84\b/)
  })

  it('lists and takes changes apart without them, and so do the buttons of the answer', async () => {
    const list = await talk.say('top skus sales last week without CUP-2')
    const why = await talk.say('why sales north last week without CUP-2')

    expect(textOf(list)).not.toContain('Cup')
    expect(textOf(why)).toContain('$833.00')
    expect(textOf(why)).not.toContain('· Cup')
    for (const button of buttonsOf(why).filter(line => line.startsWith('why ')))
      expect(button).toMatch(/except store:north\/sku:CUP-2/)
  })

  it('says where nothing is left, or nobody sells it', async () => {
    expect((await talk.ask('status sku:KETTLE-1 north except KETTLE-1 sales last week')).refused).toBeDefined()
    expect((await talk.ask('why sales last week without sku:NOTHING-9')).refused).toBeDefined()
  })
})

describe('single days are left out', () => {
  it.each([
    ['status sales south last week except 11-18', '$60.00'],
    ['status sales south last week without 2026-11-18', '$60.00'],
    ['状态 销售额 south 上周 不含11-18', '$60.00'],
    ['销售额 south 上周 除去11月18日', '$60.00'],
    ['売上 south 先週 11/18を除く', '$60.00'],
    ['状況 売上 south 先週 11月18日以外', '$60.00'],
    ['status sales south 2026-10 except 10-01..10-10', '$210.00'],
    ['status sales south last week without 11-18 and 11-19', '$50.00'],
    ['status units south last week without 11-18 without 11-20', '5'],
  ])('%s: %s', async (line, value) => {
    const card = await talk.say(line)

    expect([line, shownIn(card) ?? textOf(card)].join(' -> ')).toBe([line, value].join(' -> '))
    expect(textOf(card)).not.toContain('of 7 days')
  })

  it('the same day is left out of what it is compared with, so that the change is one of the others', async () => {
    const card = await talk.say('why sales south last week except 11-18')

    expect(textOf(card)).toContain('$60.00')
    expect(textOf(card)).not.toContain('$70.00')
    expect(textOf(card)).toContain('Without')
  })

  it('names of stores are no days, and days beside stores stay those of the question', async () => {
    const card = await talk.say('status sales except south last week')

    expect(shownIn(card)).toBe('$1,113.00')
  })
})
