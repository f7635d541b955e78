import { beforeAll, describe, expect, it } from 'vitest'
import { why as whyCommand } from '#commands/figures/why.ts'
import type { Card, TableBlock } from '#src/chat/card.ts'
import { freshLife } from '#src/domain/alerts/alert.ts'
import { shiftDays } from '#src/domain/days.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { daysOf, rangePeriod } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey } from '#src/domain/place.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { quantumOf, shownChange, shownParts } from '#src/features/causes/cards/why-numbers.ts'
import { whyOf } from '#src/features/causes/why/why.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { setProcedure } from '#src/features/procedures/store/procedures.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2019-05-21T20:00:00Z')
const week = rangePeriod('2019-05-13', '2019-05-19')
const before = rangePeriod('2019-05-06', '2019-05-12')
const { say, ask } = talkTo(db, [whyCommand], now)

/** A small linear congruential generator: the same chance on every machine. */
function chance(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

function measuresOf(draw: (most: number) => number): Readonly<Record<string, number>> {
  const sessions = 200 + draw(900)
  const orders = draw(60)
  const sales = orders * (1_500 + draw(3_000))
  return {
    ...{ sessions, orders, units: orders + draw(9), net_sales: sales, cogs: Math.floor(sales * 0.6) + draw(40_000) },
    ...{ ad_spend: draw(30_000), ad_sales: draw(60_000), ad_clicks: 1 + draw(400), ad_orders: draw(20) },
    ...{
      platform_fees: draw(20_000),
      refunds_amount: draw(9_000),
      returns_units: draw(5),
      returns_reason_size: draw(3),
    },
  }
}

/** Days of a store by chance, and of its SKUs; `has` says which days there are. */
async function fill(
  slug: string,
  seed: number,
  has: (day: string) => boolean,
  over: object = {},
  skus: readonly string[] = [],
) {
  const store = await addStore(db, slug, over)
  const draw = chance(seed)
  for (const day of daysOf(rangePeriod(before.from, week.to))) {
    if (!has(day)) continue
    await addDays(db, store.id, [day, day], measuresOf(draw))
    for (const sku of skus)
      await addDays(db, store.id, [day, day], { net_sales: draw(20_000), units: draw(9), returns_units: draw(2) }, sku)
  }
}

const always = () => true
const jp = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }

beforeAll(async () => {
  const owner = await addPerson(db, 'Owner')
  await fill('one', 1, always, {}, ['A', 'B'])
  await fill('two', 2, always)
  await fill('tokyo', 3, always, jp, ['C'])
  await fill('closed', 4, day => day < week.from)
  await fill('opened', 5, day => day >= week.from, jp)
  await fill('gaps', 6, day => !['2019-05-08', '2019-05-15', '2019-05-16'].includes(day))
  const idle = await addStore(db, 'idle')
  await addDays(db, idle.id, [before.from, before.to], { sessions: 500, orders: 10, net_sales: 40_000 })
  await addDays(db, idle.id, [week.from, week.to], { sessions: 500, orders: 0, net_sales: 0 })
  for (const [since, rate] of [
    ['2019-01-01', '0.0091'],
    ['2019-05-15', '0.0087'],
  ] as const) {
    await setRate(db, { from: 'JPY', to: 'USD', since, rate, by: owner })
  }
})

const places = [
  'all',
  'market:us',
  'market:jp',
  'store:one',
  'store:tokyo',
  'store:gaps',
  'store:idle',
  'store:one/sku:A',
]
const ids = [
  ...['sales', 'orders', 'units', 'ad_sales', 'ad_spend', 'profit', 'gross_profit', 'organic_sales'],
  ...[
    'acos',
    'roas',
    'tacos',
    'conversion_rate',
    'return_rate',
    'gross_margin_rate',
    'contribution_margin_rate',
    'aov',
  ],
]

async function explained(id: string, key: string) {
  const stores = await listStores(db)
  const kpi = findBuiltInKpi(id)
  const place = parsePlaceKey(key)
  if (!kpi || !place) throw new Error('unknown')
  const reader = { stores, demo: false }
  return whyOf(
    { db, figures },
    { reader, kpi, place: await figures.resolve(reader, place as Place), period: week, before, now },
  )
}

describe('the parts of a change', () => {
  it.each(places)('add up to it for every KPI, as they are and as they are shown: %s', async key => {
    let told = 0
    for (const id of ids) {
      const why = await explained(id, key)
      if (why.change === null) continue
      const lists = [why.drivers?.rows, why.channels, why.calendar, why.groups?.groups].flatMap(list =>
        list ? [list] : [],
      )
      const scale = Math.max(Math.abs(why.figure.value ?? 0), Math.abs(why.earlier.value ?? 0), 1e-9)
      for (const list of lists) {
        const amounts = list.map(({ amount }) => amount)
        const units = (value: number) => Math.round(value / quantumOf(why.kpi))
        const shown = shownParts(why, amounts).reduce((sum, amount) => sum + units(amount), 0)
        told += 1

        expect(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0) - why.change) / scale, id).toBeLessThan(1e-8)
        expect(shown, id).toBe(units(shownChange(why)))
      }
    }

    expect(told).toBeGreaterThan(/sku|idle/.test(key) ? 1 : 10)
  })

  it('are those of visits that nobody bought on: conversion fell to nothing', async () => {
    const why = await explained('sales', 'store:idle')

    expect(why.drivers?.rows.map(({ id, amount }) => [id, amount])).toEqual([
      ['sessions', 0],
      ['conversion_rate', -280_000],
      ['aov', 0],
    ])
  })

  it('name stores that came or went, and leave days out that have figures on one side only', async () => {
    const [all, gaps] = [await explained('sales', 'all'), await explained('sales', 'store:gaps')]

    expect(all.drivers?.rows.map(({ id }) => id)).toContain('entered')
    expect(gaps.drivers?.rows.map(({ id }) => id)).not.toContain('days')
    expect(gaps.compared.without.map(({ store }) => store.slug)).toEqual(['gaps'])
    expect(gaps.figure.quality.daysWithData).toBe(gaps.earlier.quality.daysWithData)
  })
})

/** The numbers of the last column of a card's tables, in cents. */
function columns(card: Card): readonly (readonly number[])[] {
  const tables = card.blocks.filter((block): block is TableBlock => block.type === 'table')
  return tables.map(({ rows }) =>
    rows.map(row => Math.round(Number(row.at(-1)?.text.en.replace(/[^\d.-]/g, '')) * 100)),
  )
}

describe('a month against a month', () => {
  it.each([
    ['en', 'why sales monthly 2019-04 2019-03', 'Other weekdays'],
    ['ja', '要因 売上 monthly 2019-04 2019-03', '曜日の並び'],
    ['zh-CN', '原因 销售额 monthly 2019-04 2019-03', '星期构成'],
  ] as const)('names what days and weekdays made, in %s', async (locale, line, row) => {
    const store = (await listStores(db)).find(({ slug }) => slug === 'monthly') ?? (await addStore(db, 'monthly'))
    for (const day of daysOf(rangePeriod('2019-03-01', '2019-04-30')))
      await addDays(db, store.id, [day, day], {
        net_sales: [0, 6].includes(new Date(day).getUTCDay()) ? 400_00 : 100_00,
      })
    const card = await say(line)
    const table = card.blocks.find(
      (block): block is TableBlock => block.type === 'table' && block.columns[0]?.label.en === 'Calendar',
    )

    // March 2019 has ten days of weekends, April eight: one day less and two weekend days less, the rest is the same
    expect(textOf(card, locale)).toContain(row)
    expect(table?.rows.map(cells => cells.at(-1)?.text.en)).toEqual(['-$185.71', '-$514.29', '$0.00', '-$700.00'])
  })
})

describe('the answer', () => {
  it('adds up as it is read, in each of its tables', async () => {
    const card = await say('why sales market:us 2019-05-13..2019-05-19')
    const found = columns(card)

    expect(found.length).toBeGreaterThan(1)
    for (const column of found) expect(column.slice(0, -1).reduce((sum, cents) => sum + cents, 0)).toBe(column.at(-1))
  })

  it.each([
    ['en', 'why sales one 2019-05-13..2019-05-19', 'Arithmetic: the parts add up to'],
    ['ja', '要因 売上 one 2019-05-13..2019-05-19', '計算：内訳の合計は'],
    ['zh-CN', '原因 销售额 one 2019-05-13..2019-05-19', '算术：各部分合计'],
  ] as const)('is asked for and given in %s', async (locale, line, heading) => {
    expect(textOf(await say(line), locale)).toContain(heading)
  })

  it('takes two periods in either order', async () => {
    const [there, back] = [
      await say('why orders one 2019-05-13..2019-05-19 2019-05-06..2019-05-12'),
      await say('why orders one 2019-05-06..2019-05-12 2019-05-13..2019-05-19'),
    ]

    expect(textOf(there)).toBe(textOf(back))
    expect((await ask('why orders one 2019-05-06 2019-05-07 2019-05-08')).cards[0]?.tone).not.toBe('good')
  })

  it('leads on to markets, stores, products and back', async () => {
    const all = await say('why sales all 2019-05-13..2019-05-19')
    const market = await say('why sales market:us 2019-05-13..2019-05-19')
    const store = await say('why sales one 2019-05-13..2019-05-19')

    expect(buttonsOf(all)).toContain('why sales market:jp 2019-05-13..2019-05-19 2019-05-06..2019-05-12')
    expect(buttonsOf(market).join()).toMatch(/why sales (one|two|closed|idle|gaps) /)
    expect(buttonsOf(store).join()).toMatch(/why sales store:one\/sku:[AB] .*why sales market:us/)
    for (const line of [...buttonsOf(all), ...buttonsOf(store)].filter(one => one.startsWith('why')))
      expect(textOf(await say(line))).toContain('Why · Sales')
  })

  it('of a profit is a waterfall from what was to what is', async () => {
    const card = await say('why profit one 2019-05-13..2019-05-19')
    const image = card.blocks.find(block => block.type === 'image' && block.picture.drawing === 'waterfall')
    const { steps } = (image?.type === 'image' ? image.picture.data : { steps: [] }) as {
      steps: readonly { from: number; to: number; kind: string }[]
    }

    expect(steps.length).toBeGreaterThan(4)
    for (const [at, step] of steps.entries())
      if (step.kind === 'part') expect(step.from).toBeCloseTo(steps[at - 1]?.to ?? 0, 3)
    expect(steps.at(-1)?.to).toBeCloseTo(steps.at(-2)?.to ?? 0, 3)
  })

  it('of returns shows the reasons and the products behind them', async () => {
    const card = await say('why return_rate one 2019-05-13..2019-05-19')

    expect(card.blocks.some(block => block.type === 'image' && block.picture.drawing === 'bars')).toBe(true)
    expect(textOf(card)).toMatch(/Products to look at/)
  })
})

describe('what is unusual', () => {
  beforeAll(async () => {
    const steady = await addStore(db, 'steady')
    for (let back = 0; back < 10; back += 1) {
      const from = shiftDays('2019-05-13', -7 * back)
      const share = back === 0 ? 0.5 : 1 + (back % 3) * 0.02
      const usual = {
        sessions: Math.round(1_000 * share),
        orders: Math.round(100 * share),
        net_sales: Math.round(400_000 * share),
      }
      await addDays(db, steady.id, [from, shiftDays(from, 6)], usual)
    }
    const by = { authorName: 'Owner', authorId: null, kpiId: null }
    await addNote(db, {
      ...by,
      place: 'store:steady',
      fromDay: '2019-05-14',
      toDay: '2019-05-14',
      text: 'Listing suspended',
    })
    await setProcedure(db, {
      kpiId: 'sales',
      place: 'all',
      title: 'Rescue',
      url: 'https://example.com/x',
      demo: false,
      setBy: null,
    })
  })

  it('is said to be so, with what was seen and a guess that is called one', async () => {
    const text = textOf(await say('why sales steady 2019-05-13..2019-05-19'))

    expect(text).toContain('Clearly outside the normal range')
    expect(text).toMatch(
      /Observed in the same days[\s\S]*Listing suspended[\s\S]*Guess: what to check first[\s\S]*Fewer visits[\s\S]*Rescue/,
    )
  })

  it('is not made up inside the normal range: no guess, but the parts', async () => {
    const text = textOf(await say('why sales steady 2019-05-06..2019-05-12'))

    expect(text).toContain('nothing unusual happened')
    expect(text).toContain('Arithmetic')
    expect(text).not.toContain('Guess')
  })

  it('can be asked of an alert by its number', async () => {
    const alert = await insertAlert(db, {
      ...freshLife,
      ...{ rule: 'a', kpiId: 'sales', place: 'store:steady', fromDay: '2019-05-14', day: '2019-05-15' },
      ...{ state: 'open', severity: 'bad', value: 1, limit: 2, currency: 'USD', owner: null },
      ...{ revision: 1, openedAt: now, changedAt: now, acknowledgedBy: null, acknowledgedAt: null, reason: null },
      ...{ resolvedAt: null, resolvedBy: null },
    })
    const card = await say(`why ${alert?.id}`)

    expect(textOf(card)).toMatch(/Why · alert #\d+ · Sales · Steady · Wed, May 15/)
    expect(buttonsOf(card)).toContain(`ack ${alert?.id} {reason}`)
    expect(textOf(await say('why 99999'))).toContain('99999')
  })
})
