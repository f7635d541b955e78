import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-18T15:00:00Z'))

beforeAll(async () => {
  const tokyo = await addStore(db, 'tokyo', {
    platform: 'rakuten',
    market: 'jp',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  })
  const osaka = await addStore(db, 'osaka', { platform: 'rakuten', market: 'jp', currency: 'USD' })
  const kobe = await addStore(db, 'kobe', { platform: 'rakuten', market: 'jp', currency: 'CNY' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const line of [
    'rate usd jpy 150.37 2026-01-01',
    'rate cny jpy 21.013 2026-01-01',
    'rate usd cny 7.1 2026-01-01',
  ])
    await say(line)
  for (const [store, net_sales] of [
    [tokyo, 90_000],
    [osaka, 70_001],
    [kobe, 33_333],
  ] as const)
    await addDays(db, store.id, ['2025-10-01', '2026-10-31'], { net_sales, orders: 5 })
})

/** Amounts of a card in whole units of its currency, by the column or list they stand in. */
function amounts(texts: readonly string[], sign: string): number[] {
  return texts.flatMap(text => {
    const found = new RegExp(`\\${sign}([\\d,]+(?:\\.\\d+)?)`).exec(text)?.[1]
    return found ? [Number(found.replaceAll(',', ''))] : []
  })
}

function parts(card: Card, sign: string) {
  const tables = card.blocks.flatMap(block =>
    block.type === 'table' ? block.rows.map(row => row.at(-1)?.text.en ?? '') : [],
  )
  const lists = card.blocks.flatMap(block => (block.type === 'list' ? [block.items.map(item => item.en)] : []))
  const sum = (texts: readonly string[]) =>
    Math.round(amounts(texts, sign).reduce((all, one) => all + one, 0) * 100) / 100
  const [weeks = [], days = []] = lists.slice(-2)
  return { stores: sum(tables), weeks: sum(weeks), days: sum(days) }
}

describe('a target over stores of several currencies', () => {
  it('is broken down in the currency of the whole, adds up exactly, and says the rates', async () => {
    await say('target sales market:jp 2026-12 1234567')
    const card = await say('target tree sales market:jp 2026-12')
    const [whole = 0] = amounts([/Target: [^\n]*/.exec(textOf(card))?.[0] ?? ''], '$').concat(
      amounts([/Target: [^\n]*/.exec(textOf(card))?.[0] ?? ''], '¥'),
    )
    const sign = textOf(card).includes('Target: $') ? '$' : '¥'

    expect(whole).toBe(1_234_567)
    expect(parts(card, sign)).toEqual({ stores: whole, weeks: whole, days: whole })
    expect(textOf(card)).toMatch(/1 USD = |1 CNY = |USD.*150\.37|CNY.*21\.013|7\.1/)
  })

  it('agrees again once each store has taken its part in its own currency', async () => {
    const card = await say('target tree sales market:jp 2026-12')
    const lines = buttonsOf(card).filter(line => line.startsWith('target propose'))
    expect(lines).toHaveLength(3)
    for (const line of lines) await say(line.replace('target propose', 'target set'))

    const again = await say('target tree sales market:jp 2026-12')
    expect(textOf(again)).not.toContain('disagree')
    expect(buttonsOf(again).filter(line => line.startsWith('target propose'))).toEqual([])
    const sign = textOf(again).includes('Target: $') ? '$' : '¥'
    expect(parts(again, sign)).toEqual({ stores: 1_234_567, weeks: 1_234_567, days: 1_234_567 })
  })

  it('says where the stores’ targets do not make up the whole', async () => {
    await say('target set sales osaka 2026-12 1')
    const card = await say('target tree sales market:jp 2026-12')
    expect(textOf(card)).toContain('disagree')
  })

  it.each(['target suggest sales market:jp 2026-12', '目标 建议 销售额 日本 2026-12', '目標 提案 売上 日本 2026-12'])(
    '“%s” says its rates',
    async line => {
      expect(textOf(await say(line))).toMatch(/150\.37|21\.013|7\.1\b/)
    },
  )

  it('says which rate is missing instead of guessing', async () => {
    await addStore(db, 'seoul', { platform: 'coupang', market: 'kr', currency: 'KRW' })
    await addStore(db, 'busan', { platform: 'coupang', market: 'kr', currency: 'USD' })
    await say('target sales seoul 2026-12 100000000')
    await say('target sales busan 2026-12 50000')
    expect(textOf(await say('target tree sales market:kr 2026-12'))).toMatch(/No exchange rate from KRW/)
  })
})

describe('a target beyond what was ever reached', () => {
  it('asks for a reason, whether it is proposed or was suggested', async () => {
    const refused = await say('target propose orders tokyo 2026-12 300')
    expect(textOf(refused)).toMatch(/95 of 100 months of Orders stayed below/)
    expect(textOf(await say('target propose orders tokyo 2026-12 300 "New campaign"'))).not.toMatch(/95 of 100/)
    const suggested = textOf(await say('target suggest orders tokyo 2026-12 stretch'))
    expect(suggested).toMatch(/beyond .* which 95 of 100 months did not reach/)
  })

  it('takes one within it without a reason', async () => {
    expect(textOf(await say('target propose orders tokyo 2027-01 150'))).not.toMatch(/95 of 100/)
  })
})

it('names the stores whose targets are missing where others have one', async () => {
  await addStore(db, 'hanoi', { platform: 'shopee', market: 'vn', currency: 'VND' })
  await addStore(db, 'hue', { platform: 'shopee', market: 'vn', currency: 'VND' })
  await say('target sales hanoi 2026-12 100000000')
  expect(textOf(await say('target tree sales market:vn 2026-12'))).toMatch(/stores have none either: Hue/)
})
