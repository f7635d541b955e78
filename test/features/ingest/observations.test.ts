import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Observation, type WriteMode, writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { metricDay, sources, stores } from '#src/platform/database/schema/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const day = '2026-11-20'
/** 21 November, 12:00 in New York: the 20th is over there. */
const afterwards = new Date('2026-11-21T17:00:00Z')
/** 20 November, 23:59 in New York. */
const during = new Date('2026-11-21T04:59:00Z')
let sourceId = 0

beforeEach(async () => {
  await truncate(db, 'metric_day, dirty_days, stores, sources restart identity')
  await db.insert(stores).values(
    ['west', 'east'].map(slug => ({
      slug,
      name: slug,
      platform: 'other',
      market: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
    })),
  )
  sourceId = (await ensureSource(db, 'push/erp')).id
})

function row(sku: string, measures: Record<string, string>, over: Partial<Observation> = {}): Observation {
  return { storeId: 1, sku, day, measures, ...over }
}

function write(rows: readonly Observation[], now = during, mode: WriteMode = 'merge', source = sourceId) {
  return writeObservations(db, { sourceId: source, rows, mode, now })
}

async function stored(sku = '', storeId = 1) {
  const [found] = await db
    .select({ m: metricDay.m, derived: metricDay.derived, was: metricDay.was, correctedAt: metricDay.correctedAt })
    .from(metricDay)
    .where(sql`${metricDay.storeId} = ${storeId} and ${metricDay.sku} = ${sku}`)
  return found ?? null
}

describe('totals of a store', () => {
  it('are added up from its SKUs, without distinct counts', async () => {
    await write([
      row('A', { net_sales: '1050.25', units: '2', orders: '1' }),
      row('B', { net_sales: '0.75', units: '1', orders: '1' }),
    ])

    expect(await stored()).toMatchObject({ m: { net_sales: 1051, units: 3 }, derived: ['net_sales', 'units'] })
  })

  it('follow when a SKU changes', async () => {
    await write([row('A', { net_sales: '100' }), row('B', { net_sales: '50' })])
    await write([row('A', { net_sales: '70' })])

    expect((await stored())?.m).toEqual({ net_sales: 120 })
  })

  it('are what the source says of the store itself, before and after its SKUs', async () => {
    await write([row('A', { net_sales: '100', units: '4' }), row('', { net_sales: '130' })])
    await write([row('A', { net_sales: '90', units: '5' })])

    expect(await stored()).toMatchObject({ m: { net_sales: 130, units: 5 }, derived: ['units'] })
  })

  it('stop being sums once the source says them', async () => {
    await write([row('A', { net_sales: '100', units: '4' })])
    await write([row('', { net_sales: '100' })])
    await write([row('A', { net_sales: '1', units: '4' })])

    expect(await stored()).toMatchObject({ m: { net_sales: 100, units: 4 }, derived: ['units'] })
  })

  it('add up stock, a level, over SKUs', async () => {
    await write([row('A', { stock_on_hand: '5' }), row('B', { stock_on_hand: '7' })])

    expect((await stored())?.m).toEqual({ stock_on_hand: 12 })
  })
})

describe('what is a correction', () => {
  const laterBy = (days: number) => new Date(afterwards.getTime() + days * 86_400_000)

  it.each([
    // provisional days of the source, days that the writer says, days since, history, corrected
    [0, undefined, 0, false, 1],
    [3, undefined, 2, false, 0],
    [3, undefined, 3, false, 1],
    [0, 7, 6, false, 0],
    [0, 7, 7, false, 1],
    [9, 7, 7, false, 0],
    [0, undefined, 400, true, 0],
  ])(
    'provisional %j, final after %j, %i days later, history %j: %i',
    async (provisional, final, days, history, count) => {
      await db.update(sources).set({ provisionalDays: provisional })
      const rows = (amount: string) => [row('A', { net_sales: amount }), row('', { orders: amount })]
      const of = {
        sourceId,
        mode: 'merge',
        history,
        ...(final === undefined ? {} : { finalAfterDays: final }),
      } as const
      await writeObservations(db, { ...of, rows: rows('100'), now: afterwards })

      const result = await writeObservations(db, { ...of, rows: rows('140'), now: laterBy(days) })

      expect(result).toMatchObject({ changed: 2, corrected: 2 * count })
      expect(await stored()).toMatchObject({
        m: { net_sales: 140, orders: 140 },
        was: count ? { net_sales: 100, orders: 100 } : null,
      })
    },
  )

  it.each([
    [false, ['2026-08-15', '2026-11-10', day]],
    [true, [day]],
  ])('history, %j, has these days judged', async (history, expected) => {
    for (const on of ['2020-01-01', '2026-08-15', '2026-11-10', day]) {
      const rows = [row('', { orders: '1' }, { day: on })]
      await writeObservations(db, { sourceId, rows, mode: 'replace-days', now: afterwards, history })
    }

    const marked = await db.execute(sql`select day::text as day from dirty_days order by day`)

    expect(marked.map(one => one.day)).toEqual(expected)
  })
})

describe('writing again', () => {
  it('rewrites nothing that is the same', async () => {
    const rows = [row('A', { net_sales: '10.50' }), row('', { orders: '3' })]
    const first = await write(rows)
    const before = await db.execute(sql`select *, xmin from metric_day order by sku`)
    const second = await write([row('A', { net_sales: '10.5' }), row('', { orders: '3.0' })], afterwards)
    const after = await db.execute(sql`select *, xmin from metric_day order by sku`)

    expect(first).toMatchObject({ inserted: 2, changed: 0, unchanged: 0 })
    expect(second).toMatchObject({ inserted: 0, changed: 0, unchanged: 2, corrected: 0 })
    expect(after).toEqual(before)
  })

  it('keeps measures that are not named', async () => {
    await write([row('', { orders: '3', sessions: '80' })])
    await write([row('', { orders: '4' })])

    expect((await stored())?.m).toEqual({ orders: 4, sessions: 80 })
  })

  it('lets the later of two rows with the same key win, measure by measure', async () => {
    const result = await write([row('', { orders: '3', sessions: '80' }), row('', { orders: '4' })])

    expect((await stored())?.m).toEqual({ orders: 4, sessions: 80 })
    expect(result.inserted).toBe(1)
  })

  it('keeps decimals exact that a double cannot hold', async () => {
    await write([row('A', { net_sales: '12345678901234567890.12345678901' }), row('B', { net_sales: '0.00000000009' })])

    const [found] = await db.execute(sql`select m->>'net_sales' as v from metric_day where sku = ''`)
    expect(found?.v).toBe('12345678901234567890.1234567891')
  })
})

describe('replacing days', () => {
  it('takes away SKUs and measures that are not given any more', async () => {
    await write([row('A', { net_sales: '1' }), row('B', { net_sales: '2' }), row('', { orders: '2', sessions: '9' })])
    const result = await write([row('B', { net_sales: '5' }), row('', { orders: '1' })], during, 'replace-days')

    expect(await stored('A')).toBeNull()
    expect(await stored()).toMatchObject({ m: { net_sales: 5, orders: 1 }, derived: ['net_sales'] })
    expect(result).toMatchObject({ changed: 2, removed: 1 })
  })

  it('leaves other days and other sources alone', async () => {
    const other = await ensureSource(db, 'push/other')
    await write([row('A', { units: '1' }), row('A', { units: '2' }, { day: '2026-11-19' })])
    await write([row('A', { units: '3' })], during, 'merge', other.id)
    await write([row('B', { units: '4' })], during, 'replace-days')

    const rows = await db.execute(sql`select source_id, sku, day, m from metric_day where sku <> '' order by 1, 2, 3`)
    expect(rows.map(found => [found.source_id, found.sku, found.day])).toEqual([
      [sourceId, 'A', '2026-11-19'],
      [sourceId, 'B', day],
      [other.id, 'A', day],
    ])
  })

  it('is the same when done twice', async () => {
    const rows = [row('A', { net_sales: '5' }), row('', { orders: '1' })]
    await write(rows, during, 'replace-days')
    const again = await write(rows, afterwards, 'replace-days')

    expect(again).toMatchObject({ inserted: 0, changed: 0, unchanged: 2, corrected: 0, removed: 0 })
  })
})

describe('corrections', () => {
  it('are changes of figures that were reported after the local day was over', async () => {
    await write([row('A', { net_sales: '100', units: '1' })], afterwards)
    const result = await write([row('A', { net_sales: '90', units: '1' })], new Date('2026-11-22T00:00:00Z'))

    expect(result).toMatchObject({ changed: 1, corrected: 1 })
    expect(await stored('A')).toMatchObject({ was: { net_sales: 100 }, correctedAt: new Date('2026-11-22T00:00:00Z') })
    expect(await stored()).toMatchObject({ was: { net_sales: 100 }, correctedAt: new Date('2026-11-22T00:00:00Z') })
  })

  it('are not changes of a day that still runs in the zone of the store', async () => {
    await write([row('', { orders: '1' })], during)
    await write([row('', { orders: '5' })], afterwards)

    expect(await stored()).toMatchObject({ m: { orders: 5 }, was: null, correctedAt: null })
  })

  it('are not figures that were not known before', async () => {
    await write([row('A', { units: '1' })], afterwards)
    await write([row('A', { net_sales: '5' }), row('B', { units: '2' })], new Date('2026-11-22T00:00:00Z'))

    expect(await stored()).toMatchObject({ m: { units: 3, net_sales: 5 }, correctedAt: null })
  })
})

describe('many rows at once', () => {
  const many = (from: number, to: number, units: string) =>
    Array.from({ length: to - from }, (_, i) => row(`S${from + i}`, { units, orders: '1' }))

  it('of which some stand already are counted and added up as if they came one by one', async () => {
    await write(many(200, 400, '1'), afterwards)
    const result = await write(many(0, 320, '3'), new Date('2026-11-22T00:00:00Z'))

    expect(result).toEqual({ inserted: 200, changed: 120, unchanged: 0, corrected: 120, removed: 0 })
    expect(await stored()).toMatchObject({ m: { units: 320 * 3 + 80 }, derived: ['units'], was: { units: 200 } })
    expect(await stored('S0')).toMatchObject({ m: { units: 3, orders: 1 }, derived: null, correctedAt: null })
  })

  it('mark their days also where nothing is added up', async () => {
    await write(Array.from({ length: 150 }, (_, i) => row(`S${i}`, { orders: '1' })))

    expect(await stored()).toBeNull()
    expect(await db.execute(sql`select store_id, day from dirty_days`)).toEqual([{ store_id: 1, day }])
  })

  it('are refused as a whole when one is of a store that does not exist', async () => {
    await expect(write([...many(0, 200, '1'), row('S', { units: '1' }, { storeId: 99 })])).rejects.toThrow(
      /does not exist/,
    )

    expect(await stored('S0')).toBeNull()
  })

  it('add up exactly where doubles end', async () => {
    await write(Array.from({ length: 150 }, (_, i) => row(`S${i}`, { net_sales: i % 2 ? '999999999999999' : '0.1' })))

    const [found] = await db.execute(sql`select m->>'net_sales' as v from metric_day where sku = ''`)
    expect(found?.v).toBe('74999999999999932.5')
  })
})

describe('what goes with the figures', () => {
  it('marks only days that changed for evaluation and notes when the source was heard of', async () => {
    await write([row('A', { units: '1' }), row('A', { units: '1' }, { day: '2026-11-19' })])
    await truncate(db, 'dirty_days')
    await write([row('A', { units: '2' }), row('A', { units: '1' }, { day: '2026-11-19' })], afterwards)

    expect(await db.execute(sql`select store_id, day from dirty_days`)).toEqual([{ store_id: 1, day }])
    const [source] = await db.select().from(sources).where(eq(sources.id, sourceId))
    expect(source?.lastSeenAt).toEqual(afterwards)
  })

  it('leaves days alone that are too old for any rule', async () => {
    await write([row('A', { units: '1' }, { day: '2025-01-01' })], afterwards)
    await write(
      Array.from({ length: 150 }, (_, i) => row(`S${i}`, { units: '1' }, { day: '2025-01-02' })),
      afterwards,
    )

    expect(await db.execute(sql`select from dirty_days`)).toEqual([])
  })

  it('refuses figures of a store that does not exist, and writes nothing', async () => {
    await expect(write([row('', { orders: '1' }), row('', { orders: '1' }, { storeId: 99 })])).rejects.toThrow(
      /does not exist/,
    )

    expect(await stored()).toBeNull()
  })

  it('refuses measure names that are none', async () => {
    await expect(write([row('A', { "x'); drop table stores; --": '1' })])).rejects.toThrow(/measure id/)
  })
})

describe('many writers', () => {
  it('of the same keys in different order all finish, and the totals hold', async () => {
    const rows = (value: number) =>
      ['A', 'B', 'C', 'D'].flatMap(sku =>
        [1, 2].flatMap(storeId =>
          ['2026-11-18', day].map(d => row(sku, { units: String(value) }, { storeId, day: d })),
        ),
      )

    await Promise.all(Array.from({ length: 12 }, (_, i) => write(i % 2 ? rows(i) : rows(i).reverse())))

    const found = await db.execute(sql`
      select count(*) as n from metric_day t where sku = '' and (m->>'units')::numeric = (
        select sum((p.m->>'units')::numeric) from metric_day p
        where p.store_id = t.store_id and p.day = t.day and p.sku <> '')`)
    expect(found[0]?.n).toBe('4')
  })
})

const observations = fc.array(
  fc.record({
    storeId: fc.constantFrom(1, 2),
    sku: fc.constantFrom('', 'A', 'B', 'C'),
    day: fc.constantFrom('2026-11-19', day),
    measures: fc.dictionary(
      fc.constantFrom('net_sales', 'units', 'orders', 'stock_on_hand'),
      fc
        .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 99 }))
        .map(([a, b]) => `${a}.${String(b).padStart(2, '0')}`),
      { minKeys: 1 },
    ),
  }),
  { minLength: 1, maxLength: 20 },
)

describe('any rows', () => {
  it('come to the same state however they are split into batches', async () => {
    await fc.assert(
      fc.asyncProperty(observations, fc.integer({ min: 1, max: 7 }), async (rows, size) => {
        await truncate(db, 'metric_day')
        await write(rows, afterwards)
        const whole = await state()
        await truncate(db, 'metric_day')
        for (let i = 0; i < rows.length; i += size) await write(rows.slice(i, i + size), during)
        expect(await state()).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  it('have totals that equal their parts, whatever changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(observations, fc.boolean()), { maxLength: 4 }), async batches => {
        await truncate(db, 'metric_day')
        for (const [rows, whole] of batches) await write(rows, during, whole ? 'replace-days' : 'merge')
        const wrong = await db.execute(sql`
          select t.* from metric_day t cross join unnest(t.derived) as d(key)
          where (t.m->>d.key)::numeric is distinct from (
            select sum((p.m->>d.key)::numeric) from metric_day p
            where p.store_id = t.store_id and p.source_id = t.source_id and p.day = t.day and p.sku <> '')`)
        expect(wrong).toEqual([])
        const missing = await db.execute(sql`
          select p.* from metric_day p cross join jsonb_object_keys(p.m) as k(key)
          where p.sku <> '' and k.key <> 'orders' and not exists (
            select from metric_day t where t.store_id = p.store_id and t.day = p.day and t.sku = '' and t.m ? k.key)`)
        expect(missing).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

function state() {
  return db.execute(sql`select store_id, sku, day, m, derived from metric_day order by 1, 2, 3`)
}
