import { beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { whyCard } from '#src/features/causes/cards/why-card.ts'
import { whyOf } from '#src/features/causes/why/why.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addStore, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2019-05-21T20:00:00Z')
const week: [string, string] = ['2019-05-13', '2019-05-19']
const before: [string, string] = ['2019-05-06', '2019-05-12']

type Days = Readonly<Record<string, number>>

interface Shop {
  readonly id: number
  readonly place: string
}

/** The same measures on every day of one time, and others on every day of the other. */
async function both({ id }: Shop, then: Days, since: Days, sku = '') {
  await addDays(db, id, before, then, sku)
  await addDays(db, id, week, since, sku)
}

const by = { authorName: 'Owner', authorId: null, kpiId: null }

/** Everything that may be seen beside a change; `where`: asked of the SKU instead of its store. */
const kinds: readonly {
  readonly kind: string
  readonly add: (shop: Shop) => Promise<unknown>
  readonly said: RegExp
  readonly where?: string
}[] = [
  {
    kind: 'a product that is sold out',
    add: shop => both(shop, { stock_on_hand: 40 }, { stock_on_hand: 0 }, 'CUP'),
    said: /sold out: CUP/,
  },
  {
    kind: 'the price of a best seller',
    add: shop => both(shop, { units: 100 }, { units: 50 }, 'CUP'),
    said: /average price of CUP: \$20\.00 → \$30\.00/,
  },
  {
    kind: 'an ad budget that ran out',
    add: async shop => {
      await both(shop, { ad_spend: 50_00, ad_budget: 100_00 }, { ad_spend: 60_00, ad_budget: 100_00 })
      await addDays(db, shop.id, ['2019-05-15', '2019-05-17'], { ad_spend: 99_50 })
    },
    said: /ad budget used up on 3 of 7 days \(0 in the days before\)/,
  },
  {
    kind: 'bad reviews',
    add: shop => both(shop, { reviews_1: 0, reviews_5: 3 }, { reviews_1: 1, reviews_5: 1 }),
    said: /0 → 7/,
  },
  {
    kind: 'an event',
    add: ({ place }) =>
      addEvent(db, {
        ...{ kind: 'sale', factor: 2, demo: false, by: null, name: 'Marathon', place },
        ...{ fromDay: '2019-05-07', toDay: '2019-05-09' },
      }),
    said: /Marathon/,
  },
  {
    kind: 'a note',
    add: ({ place }) =>
      addNote(db, { ...by, place, fromDay: '2019-05-14', toDay: '2019-05-14', text: 'Carrier strike' }),
    said: /Carrier strike/,
  },
  {
    kind: 'a restatement',
    add: async ({ id }) => {
      await db.execute(`update metric_day set corrected_at = now(), was = '{"net_sales": "999"}'
        where store_id = ${id} and sku = '' and day = '2019-05-16'`)
    },
    said: /figures corrected afterwards: .*May 16/,
  },
  {
    kind: 'the price of competitors for a product',
    add: shop =>
      both(shop, { competitor_price: 21_00, own_price: 20_00 }, { competitor_price: 17_50, own_price: 20_00 }, 'CUP'),
    said: /lowest competitor price of CUP: \$21\.00 → \$17\.50 \(ours \$20\.00\)/,
  },
  {
    kind: 'a competitor who is seen for the first time',
    add: shop => addDays(db, shop.id, ['2019-05-15', '2019-05-16'], { competitor_price: 18_00 }, 'CUP'),
    said: /lowest competitor price of CUP: \$18\.00/,
  },
  {
    kind: 'the price of competitors, asked of the product itself',
    add: shop => both(shop, { competitor_price: 21_00 }, { competitor_price: 17_50 }, 'CUP'),
    where: '/sku:CUP',
    said: /lowest competitor price of .*CUP: \$21\.00 → \$17\.50/,
  },
  {
    kind: 'a delivery promise that got longer than that of competitors',
    add: shop =>
      both(
        shop,
        { promised_delivery_days: 2, competitor_delivery_days: 3 },
        { promised_delivery_days: 5, competitor_delivery_days: 3 },
      ),
    said: /delivery promised, .*: 2\S* days → 5\S* days; competitors: 3/,
  },
  {
    kind: 'competitors who deliver a product faster',
    add: shop => both(shop, { competitor_delivery_days: 4 }, { competitor_delivery_days: 1 }, 'CUP'),
    said: /delivery of competitors, CUP: 4\S* days → 1/,
  },
  {
    kind: 'a lost Buy Box',
    add: shop =>
      both(shop, { page_views: 2_000, buy_box_page_views: 1_900 }, { page_views: 2_000, buy_box_page_views: 900 }),
    said: /Buy Box share.*95% → 45%/,
  },
]

async function explained(key: string) {
  const stores = await listStores(db)
  const kpi = findBuiltInKpi('sales')
  const [store = '', sku] = key.replace('store:', '').split('/sku:')
  if (!kpi) throw new Error('unknown')
  const reader = { stores, demo: false }
  const place = await figures.resolve(reader, { kind: 'store', slug: store, ...(sku !== undefined && { sku }) })
  return whyOf(
    { db, figures },
    { reader, kpi, place, period: rangePeriod(...week), before: rangePeriod(...before), now },
  )
}

/** What stands under the heading for observations, and everything else. */
function told(card: Card): { readonly observed: string; readonly rest: string } {
  const observed = card.blocks.filter(block => block.type === 'list' && /^Observed/.test(block.heading?.en ?? ''))
  const others = card.blocks.filter(block => !observed.includes(block))
  return { observed: textOf({ ...card, blocks: observed }), rest: textOf({ ...card, blocks: others }) }
}

describe('what is seen in the same days', () => {
  const shops = new Map<string, Shop>()
  beforeAll(async () => {
    for (const [at] of kinds.entries()) {
      const slug = `shop-${at}`
      const { id } = await addStore(db, slug)
      const shop = { id, place: `store:${slug}` }
      shops.set(slug, shop)
      await both(
        shop,
        { net_sales: 3_000_00, orders: 100, sessions: 2_000 },
        { net_sales: 2_000_00, orders: 70, sessions: 1_800 },
      )
      await both(shop, { net_sales: 2_000_00 }, { net_sales: 1_500_00 }, 'CUP')
    }
  })

  it.each(kinds.map((one, at) => ({ ...one, at })))('is told of $kind, and changes no number', async one => {
    const shop = shops.get(`shop-${one.at}`)
    if (!shop) throw new Error('no shop')
    const key = `${shop.place}${one.where ?? ''}`
    const quiet = await explained(key)
    expect(told(whyCard(quiet, { zone: 'UTC', today: '2019-05-21', mayWrite: false })).observed).not.toMatch(one.said)
    await one.add(shop)

    const why = await explained(key)
    const { observed, rest } = told(whyCard(why, { zone: 'UTC', today: '2019-05-21', mayWrite: false }))
    expect(observed).toMatch(one.said)
    expect(rest).not.toMatch(one.said)
    const numbers = (of: typeof why) => [of.change, of.drivers, of.groups, of.calendar]
    expect(numbers(why)).toEqual(numbers(quiet))
  })

  it('is nothing where nothing of it changed', async () => {
    const { id } = await addStore(db, 'calm')
    const days = { net_sales: 100_00, promised_delivery_days: 3, ad_spend: 100, ad_budget: 100 }
    await both({ id, place: 'store:calm' }, days, { ...days, net_sales: 90_00 })
    await both({ id, place: 'store:calm' }, { competitor_price: 20_00 }, { competitor_price: 20_40 }, 'CUP')

    const why = await explained('store:calm')
    expect(why.seen).toEqual([])
  })
})
