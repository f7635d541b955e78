import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { applyImport, previewImport, undoImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'kpi-together-'))
afterAll(() => rm(folder, { recursive: true }))

const now = new Date('2026-11-21T12:00:00Z')
let files = 0

async function preview(header: string, lines: readonly string[], by = db): Promise<number> {
  const path = join(folder, `${++files}.csv`)
  await writeFile(path, [header, ...lines].join('\n'))
  const options = { market: 'us', currency: 'USD', zone: 'America/New_York' }
  return (await previewImport(by, { name: `${files}.csv`, path }, options, { by: null, now })).id
}

const plain = 'Order ID,Order Date,Store,SKU,Quantity,Sales'
const dated = 'Order ID,Order Date,Ship Date,Store,SKU,Quantity,Sales'
const apply = (id: number) => applyImport(db, id, { now })

/** Net sales in minor units and orders of each day of a store; `null`: it has none. */
async function daysOf(store: string): Promise<readonly (readonly [string, number, number | null])[]> {
  const rows = await db.execute<{ day: string; sales: string; orders: string | null }>(sql`
    select t.day, t.m->>'net_sales' as sales, t.m->>'orders' as orders from metric_day t join stores s on s.id = t.store_id
    where s.slug = ${store} and t.sku = '' order by t.day`)
  return rows.map(row => [row.day, Number(row.sales), row.orders === null ? null : Number(row.orders)])
}

it.each(['a store that is new', 'the same store, known by now'])('files stored at the same time: %s', async what => {
  const first = what.includes('known') ? 10 : 0
  const ids = await Promise.all(
    [1, 2, 3, 4].map(nth => preview(plain, [`T${first + nth},2026-11-05,Crowd,A,1,${nth * 10}`])),
  )

  const done = await Promise.all(ids.map(apply))

  expect(done.map(({ alreadyApplied }) => alreadyApplied)).toEqual([false, false, false, false])
  const times = first === 0 ? 1 : 2
  expect(await daysOf('crowd')).toEqual([['2026-11-05', times * 10_000, times * 4]])
})

it.each(['stored', 'undone'])('a file that is %s while another one of the store is read', async what => {
  const store = `Read ${what}`
  const first = await preview(plain, [`R1,2026-11-05,${store},A,1,10`])
  if (what === 'undone') await apply(first)
  const changeFirst = () => (what === 'undone' ? undoImport(db, first, { now }) : apply(first))
  const afterAddingUp = new Proxy(db, {
    get: (target, key) => {
      if (key !== 'transaction') return Reflect.get(target, key)
      return async (work: Parameters<typeof db.transaction>[0]) => {
        await db.transaction(work)
        await changeFirst()
      }
    },
  })

  await apply(await preview(plain, [`R2,2026-11-05,${store},A,1,20`], afterAddingUp))

  const sum = what === 'undone' ? 2_000 : 3_000
  expect(await daysOf(`read-${what}`)).toEqual([['2026-11-05', sum, sum === 3_000 ? 2 : 1]])
})

it('a file whose store vanishes with the undoing of another one is stored, in a store of that name', async () => {
  const first = await preview(plain, ['V1,2026-11-05,Vanishing,A,1,10'])
  await apply(first)
  const second = await preview(plain, ['V2,2026-11-05,Vanishing,A,1,20'])
  let isUndone = false
  const undoBeforeLock: typeof db.transaction = work =>
    db.transaction(tx =>
      work(
        new Proxy(tx, {
          get: (target, key) => {
            if (key !== 'execute') return Reflect.get(target, key)
            return async (query: Parameters<typeof db.execute>[0]) => {
              if (JSON.stringify(query).includes('pg_advisory_xact_lock') && !isUndone) {
                isUndone = true
                await undoImport(db, first, { now })
              }
              return tx.execute(query)
            }
          },
        }),
      ),
    )
  const meanwhile = new Proxy(db, {
    get: (target, key) => (key === 'transaction' ? undoBeforeLock : Reflect.get(target, key)),
  })

  await applyImport(meanwhile, second, { now })

  expect(isUndone).toBe(true)
  expect(await daysOf('vanishing')).toEqual([['2026-11-05', 2_000, 1]])
})

it('a file whose preview was broken off is to be read again', async () => {
  const stopped = new Proxy(db, {
    get: (target, key) => {
      if (key === 'transaction') throw new Error('The process was killed')
      return Reflect.get(target, key)
    },
  })
  await expect(preview(plain, ['K1,2026-11-05,Killed,A,1,10'], stopped)).rejects.toThrow('killed')
  const [broken] = await db.execute<{ id: number }>(
    sql`update imports set state = 'preview' where id = (select max(id) from imports) returning id`,
  )

  await expect(apply(Number(broken?.id))).rejects.toThrow(`preview #${broken?.id} is gone`)
})

it('the same file stored twice at the same time is stored once', async () => {
  const ids = await Promise.all([1, 2].map(() => preview(plain, ['S1,2026-11-05,Same,A,1,10'])))

  const done = await Promise.all(ids.map(apply))

  expect(done.map(({ alreadyApplied }) => alreadyApplied).sort()).toEqual([false, true])
  expect(await daysOf('same')).toEqual([['2026-11-05', 1_000, 1]])
})

it.each([
  ['says the same of its order', 'Older', ['1,2026-11-05,Older,A,1,10', '2,2026-11-06,Older,A,1,5']],
  ['has more of its order on another day', 'Later', ['1,2026-11-06,Later,B,1,20']],
])('an older file is not undone before a newer one that %s', async (_what, store, newer) => {
  const older = await preview(plain, [`1,2026-11-05,${store},A,1,10`])
  await apply(older)
  const alone = await daysOf(store.toLowerCase())
  const other = await preview(plain, newer)
  await apply(other)
  const both = await daysOf(store.toLowerCase())

  await expect(undoImport(db, older, { now })).rejects.toThrow(`#${other}`)

  expect(await daysOf(store.toLowerCase())).toEqual(both)
  await undoImport(db, other, { now })
  expect(await daysOf(store.toLowerCase())).toEqual(alone)
  await undoImport(db, older, { now })
  expect(await daysOf(store.toLowerCase())).toEqual([])
})

it.each([
  [
    'a refund of an earlier order',
    plain,
    ['1,2026-11-05,One,A,2,20', '2,2026-11-05,One,B,1,5', '1,2026-11-07,One,A,-1,-10'],
  ],
  [
    'a later line, with shipments',
    dated,
    ['1,2026-11-05,2026-11-06,Two,A,2,25', '1,2026-11-07,2026-11-08,Two,B,1,-10'],
  ],
])('a day that only has %s has no order, which is no gap', async (_what, header, lines) => {
  await apply(await preview(header, lines))

  const store = header === plain ? 'one' : 'two'
  expect(await daysOf(store)).toEqual([
    ['2026-11-05', 2_500, store === 'one' ? 2 : 1],
    ['2026-11-06', 0, 0],
    ['2026-11-07', -1_000, 0],
  ])
  const odd = await db.execute(sql`
    select t.day, t.sku, k.key from metric_day t join stores s on s.id = t.store_id
    cross join (select distinct jsonb_object_keys(m) as key from metric_day t join stores s on s.id = t.store_id
      where s.slug = ${store} and sku = '') k where s.slug = ${store} and t.sku = '' and not t.m ? k.key`)
  expect([...odd]).toEqual([])
})
