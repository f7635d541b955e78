import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { compileFormula } from '#src/domain/formula/index.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { dayPeriod, type Period, rangePeriod } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listAlertEvents, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { demoFacts } from '#src/features/demo/facts.ts'
import { isDemo, loadDemo, removeDemo } from '#src/features/demo/load.ts'
import { demoStore } from '#src/features/demo/stores.ts'
import { storyOf } from '#src/features/demo/story.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { listChannels } from '#src/features/people/store/channels.ts'
import { findPerson, listPeople } from '#src/features/people/store/people.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { createStore, findStore, listStores } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { baseCurrency, writeSetting } from '#src/platform/database/settings.ts'
import { listSchedules } from '#src/platform/jobs/schedules.ts'
import { testDatabase } from '#test/support/database.ts'

/** Conversations of the web console: of the demo, and two that are not. */
const said = [
  ...['#hq', '#hq/@wang.fang@demo.linkstar.example', '@li.wei@demo.linkstar.example'],
  ...['#other', '@real@company.example'],
]
const now = new Date('2026-11-21T09:30:00Z')
const { db } = await testDatabase()
await loadDemo(db, { now })
const figures = createFigures(db)
const stores = await listStores(db)
const month = rangePeriod('2026-10-22', '2026-11-20')

async function read(place: Place, period: Period, kpis = builtInKpis) {
  return figures.read({ stores, demo: true }, { kpis, place, period, now })
}

/** The first column of the first row. */
async function one(query: string): Promise<unknown> {
  const [row] = await db.execute(sql.raw(query))
  return Object.values(row ?? {})[0]
}

describe('the demo company', () => {
  it('has eight stores in two markets with 400 days and a dozen SKUs each', async () => {
    expect(stores.map(store => store.slug)).toEqual([
      'amazon-jp',
      'amazon-us',
      'ebay',
      'rakuten',
      'shopify',
      'tiktok',
      'walmart',
      'yahoo',
    ])
    expect(stores.every(store => store.demo)).toBe(true)
    expect(await one(`select count(distinct day)::int from metric_day where sku = ''`)).toBe(400)
    expect(
      await one(`select min(n)::int from (select count(distinct sku) as n from skus group by store_id) as per_store`),
    ).toBe(12)
    expect(await one(`select min(day)::text from metric_day`)).toBe('2025-10-18')
  })

  it('knows every measure that a built-in KPI needs', async () => {
    const [japan, all] = [await read({ kind: 'market', id: 'jp' }, month), await read({ kind: 'all' }, month)]
    const silent = builtInKpis.filter((_kpi, at) => japan[at]?.value === null && all[at]?.value === null)

    expect(silent.filter(kpi => !isNotOfDemo(kpi.formula)).map(kpi => kpi.id)).toEqual([])
  })

  it('tells every measure that a formula needs', async () => {
    const told = await db.execute(sql`select distinct jsonb_object_keys(m) as id from metric_day where sku = ''`)
    const known = new Set(told.map(row => String(row.id)))
    const kpis = builtInKpis.filter(kpi => !isNotOfDemo(kpi.formula))
    const needed = new Set(kpis.flatMap(kpi => compileFormula(kpi.formula).needs.map(need => need.measure)))

    expect([...needed].filter(id => !known.has(id))).toEqual([])
  })

  it('does as such companies do', async () => {
    for (const { slug } of stores) {
      const found = new Map(
        (await read({ kind: 'store', slug }, month)).map(figure => [figure.kpi.id, figure.value ?? 0]),
      )
      const between = (id: string, low: number, high: number) => {
        expect(found.get(id), `${id} of ${slug}`).toBeGreaterThan(low)
        expect(found.get(id), `${id} of ${slug}`).toBeLessThan(high)
      }

      between('conversion_rate', 0.02, 0.085)
      between('acos', 0.15, 0.32)
      between('avg_stars', 4, 4.8)
      between('ship_72h_rate', 0.95, 1)
      between('gross_margin_rate', 0.5, 0.7)
      between('profit_rate', 0.05, 0.35)
      between('return_rate', 0.005, 0.05)
    }
  })

  it('sells the same per store as its SKUs do together', async () => {
    const apart = `select count(*)::int from (
      select store_id, day, sum((m->>'net_sales')::numeric) filter (where sku = '') as store,
        sum((m->>'net_sales')::numeric) filter (where sku <> '') as skus from metric_day group by 1, 2) as days
      where store <> skus`

    expect(await one(apart)).toBe(0)
  })

  it('misses yesterday of one store, has a running day, and corrected some', async () => {
    const [ebay] = await read({ kind: 'store', slug: 'ebay' }, dayPeriod('2026-11-20'))
    const [yesterday] = await read({ kind: 'all' }, dayPeriod('2026-11-20'))
    const [corrected] = await read(
      { kind: 'store', slug: 'amazon-us' },
      month,
      builtInKpis.filter(kpi => kpi.id === 'ad_sales'),
    )

    expect(ebay?.value).toBeNull()
    expect(yesterday?.quality).toMatchObject({ daysWithData: 7, daysExpected: 8 })
    expect(corrected?.quality.corrected).toEqual(['2026-11-08', '2026-11-09', '2026-11-10', '2026-11-11'])
    expect(
      await one(`select count(*)::int from metric_day f join stores s on s.id = f.store_id
      where f.sku = '' and f.day = '2026-11-21' and s.market = 'jp'`),
    ).toBe(3)
  })

  it('lived through a storm, a sale and a stock-out', async () => {
    const sales = async (slug: string, day: string) =>
      (await read({ kind: 'store', slug }, dayPeriod(day), builtInKpis.slice(0, 1)))[0]?.value ?? 0

    expect(await sales('amazon-jp', '2026-11-04')).toBeLessThan(0.7 * (await sales('amazon-jp', '2026-11-11')))
    expect(await sales('amazon-us', '2026-06-24')).toBeGreaterThan(1.7 * (await sales('amazon-us', '2026-06-17')))
    expect(
      await one(
        `select sum((m->>'units')::int)::int from metric_day where sku = 'RK-BOTTLE-500' and day >= '2026-11-17'`,
      ),
    ).toBe(0)
  })

  it('wants totals in yuan and knows the rates', async () => {
    const [sales] = await read({ kind: 'all' }, month, builtInKpis.slice(0, 1))

    expect(sales).toMatchObject({ currency: 'CNY', target: { derived: true } })
    expect(sales?.rates.length).toBeGreaterThan(0)
  })

  it('has people in three languages with different scopes, and rooms for them', async () => {
    const people = await listPeople(db)

    expect(new Set(people.map(person => person.locale))).toEqual(new Set(['zh-CN', 'ja', 'en']))
    expect(new Set(people.map(person => person.role)).size).toBe(4)
    expect(await findPerson(db, { email: 'olivia.brooks@demo.linkstar.example' })).toMatchObject({
      scope: ['store:shopify'],
    })
    expect((await listChannels(db, { messenger: 'web' })).map(channel => channel.name).sort()).toEqual([
      '#hq',
      '#japan',
      '#us',
    ])
  })

  it('has a digest that is due within minutes', async () => {
    const soon = (await listSchedules(db)).filter(({ nextRunAt }) => nextRunAt.getTime() - now.getTime() <= 3 * 60_000)

    expect(soon.map(schedule => schedule.channelName)).toEqual(['#hq'])
  })

  it('has one open and one acknowledged problem, which evaluating its figures confirms and adds none to', async () => {
    const before = await listUnresolved(db)
    const { changes } = await evaluate({ db, figures, now })
    const after = await listUnresolved(db)

    expect(before.map(({ kpiId, place, state }) => `${state} ${kpiId} ${place}`)).toEqual([
      'open sales store:rakuten',
      'acknowledged acos store:tiktok',
    ])
    expect(changes.map(({ kind, alert }) => `${kind} ${alert.kpiId} ${alert.day}`)).toEqual([
      'changed sales 2026-11-20',
      'changed acos 2026-11-20',
    ])
    expect(after.map(alert => alert.state)).toEqual(before.map(alert => alert.state))
    const events = await listAlertEvents(db, before[1]?.id ?? 0)
    expect(events.map(event => event.kind).slice(0, 2)).toEqual(['opened', 'acknowledged'])
  })
})

describe('loading the demo company', () => {
  it('again does nothing', async () => {
    const people = (await listPeople(db)).length

    await loadDemo(db, { now })

    expect((await listPeople(db)).length).toBe(people)
  })

  it('gives the same figures for the same day and seed, other ones for another seed', () => {
    const story = storyOf('2026-11-21')
    const make = (seed: string) => [...demoFacts(demoStore('yahoo'), { seed, now, story, events: new Map() })]

    expect(make('one')).toEqual(make('one'))
    expect(make('one')).not.toEqual(make('two'))
  })
})

describe('removing the demo company', () => {
  it('leaves real stores, targets, rates, notes and settings, and nothing of its own', async () => {
    await removeDemo(db)
    const store = {
      slug: 'rakuten',
      name: '実店舗',
      platform: 'rakuten',
      market: 'jp',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
    }
    await createStore(db, store)
    await writeSetting(db, 'base_currency', 'JPY')
    await loadDemo(db, { now })
    const fang = await findPerson(db, { email: 'wang.fang@demo.linkstar.example' })
    const note = { authorId: fang?.id ?? 0, authorName: '王芳', place: 'store:rakuten', kpiId: null }
    await addNote(db, { ...note, text: '真实店铺的备注', fromDay: '2026-11-01', toDay: '2026-11-01' })
    await addTarget(db, {
      kpiId: 'sales',
      place: 'all',
      period: 'month',
      value: 5,
      validFrom: '2026-11-01',
      setBy: null,
    })
    await setRate(db, { from: 'EUR', to: 'JPY', since: '2026-11-01', rate: '160', by: null })
    for (const [id, channel] of said.entries()) {
      await db.execute(sql`insert into own_messages (messenger, id, channel, at, body)
        values ('web', ${String(id)}, ${channel}, now(), '{}')`)
    }

    expect((await findStore(db, 'demo-rakuten'))?.demo).toBe(true)
    await removeDemo(db)

    expect(await isDemo(db)).toBe(false)
    expect((await listStores(db)).map(({ slug, demo }) => [slug, demo])).toEqual([['rakuten', false]])
    expect(await listPeople(db)).toEqual([])
    expect(await one(`select author_name from notes`)).toBe('王芳')
    expect(await baseCurrency(db)).toBe('JPY')
    const left = await Promise.all(
      [
        'metric_day',
        'skus',
        'dirty_days',
        'events',
        'alerts',
        'alert_events',
        'schedules',
        'channels',
        'deliveries',
        'identities',
        'sources',
      ].map(async table => [table, await one(`select count(*)::int from ${table}`)] as const),
    )
    expect(left.filter(([, count]) => count !== 0)).toEqual([])
    expect(await one(`select string_agg(channel, ' ' order by channel) from own_messages`)).toBe(
      '#other @real@company.example',
    )
    expect(await one(`select string_agg(place, ',') from targets`)).toBe('all')
    expect(await one(`select string_agg(from_currency, ',') from exchange_rates`)).toBe('EUR')
    expect(await one(`select string_agg(key, ',') from settings`)).toBe('base_currency')
  })
})

/** What a company looks up about its competitors: no source of a shop tells it, and nobody of the demo company does so. */
const lookedUp = new Set(['own_price', 'competitor_price', 'promised_delivery_days', 'competitor_delivery_days'])

/** Told by marketplaces of their own accounts alone, at none of which the demo company sells, or looked up by people. */
function isNotOfDemo(formula: string): boolean {
  return compileFormula(formula).needs.every(({ measure }) => measure.startsWith('account_') || lookedUp.has(measure))
}
