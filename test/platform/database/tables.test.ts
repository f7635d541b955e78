import { describe, expect, it } from 'vitest'
import { addEvent, deleteEvent, listEvents } from '#src/features/annotations/store/events.ts'
import { addNote, deleteNote, findNote, listNotes, type NewNote } from '#src/features/annotations/store/notes.ts'
import { defineKpi, listDefinitions, withdrawKpi } from '#src/features/figures/store/definitions.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { deleteRate, listRates, setRate } from '#src/features/stores/store/rates.ts'
import {
  createStore,
  ensureStore,
  findStore,
  findStores,
  listStores,
  updateStore,
} from '#src/features/stores/store/stores.ts'
import {
  addTarget,
  findTarget,
  listTargets,
  type NewTarget,
  withdrawTarget,
} from '#src/features/targets/store/targets.ts'
import { baseCurrency, deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { kpi } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const plain = { platform: 'other', market: 'us', currency: 'USD', timeZone: 'America/New_York' }
const west = await createStore(db, { ...plain, slug: 'West', name: 'West', aliases: ['W'] })
const east = await createStore(db, { ...plain, slug: 'east', name: 'East' })
const tokyo = await createStore(db, {
  ...plain,
  slug: 'tokyo',
  name: 'Tokyo',
  market: 'jp',
  currency: 'JPY',
  demo: true,
})

describe('stores', () => {
  it('are found by their slug in any case', async () => {
    expect(await findStore(db, 'WEST')).toEqual(west)
    expect(west).toMatchObject({ slug: 'west', aliases: ['W'], demo: false })
    expect(await findStore(db, 'north')).toBeNull()
    expect((await listStores(db)).map(store => store.slug)).toEqual(['east', 'tokyo', 'west'])
    expect(await findStores(db, [])).toEqual([])
  })

  it('have a slug of their own', async () => {
    await expect(createStore(db, { ...plain, slug: 'west', name: 'Another' })).rejects.toThrow()
    expect(await ensureStore(db, { ...plain, slug: 'west', name: 'Another' })).toEqual(west)
  })

  it('keep what is not changed', async () => {
    const store = await createStore(db, { ...plain, slug: 'temp', name: 'Temp', demo: true })

    expect(await updateStore(db, store.id, { name: 'New' })).toEqual({ ...store, name: 'New' })
    expect(await updateStore(db, 999_999, { name: 'New' })).toBeNull()
  })
})

describe('targets', () => {
  const set = (over: Partial<NewTarget> = {}) =>
    addTarget(db, {
      kpiId: 'sales',
      place: 'store:west',
      period: 'month',
      value: 5_000_000,
      currency: 'USD',
      validFrom: '2026-11-01',
      setBy: null,
      ...over,
    })

  it('name their owner and who set them', async () => {
    const person = await createPerson(db, {
      name: 'Mei Lin',
      email: 'mei@example.com',
      role: 'manager',
      scope: ['all'],
    })
    const id = person?.id ?? null

    const target = await set({ ownerId: id, setBy: id })

    expect(target).toMatchObject({
      value: 5_000_000,
      weight: 10,
      owner: { id, name: 'Mei Lin' },
      setBy: { name: 'Mei Lin' },
    })
    expect(await findTarget(db, target.id)).toEqual(target)
  })

  it('are listed for the KPIs and places asked for, with their history', async () => {
    await set({ kpiId: 'orders', place: 'all', currency: null, value: 300 })
    await set({ kpiId: 'orders', place: 'all', currency: null, value: 400 })

    const found = await listTargets(db, { kpiIds: ['orders'], places: ['all'] })

    expect(found.map(target => target.value)).toEqual([300, 400])
    expect(await listTargets(db, { places: [] })).toEqual([])
  })

  it('end with the period that runs when they are withdrawn, once', async () => {
    const target = await set({ place: 'store:east', validFrom: '2026-01-01' })

    const end = await withdrawTarget(db, target.id, null, new Date('2026-11-21T00:00:00Z'))

    expect(end).toMatchObject({ withdrawn: true, value: null, validFrom: '2026-11-01' })
    expect(await findTarget(db, target.id)).toEqual(target)
    expect(await withdrawTarget(db, end?.id ?? 0, null, new Date())).toBeNull()
  })

  it('that lie ahead end where they would begin', async () => {
    const target = await set({ place: 'store:east', period: 'week', validFrom: '2027-02-01' })

    expect(await withdrawTarget(db, target.id, null, new Date('2026-11-21T00:00:00Z'))).toMatchObject({
      validFrom: '2027-02-01',
    })
  })
})

describe('notes', () => {
  const write = (over: Partial<NewNote>) =>
    addNote(db, {
      text: 'Typhoon',
      authorId: null,
      authorName: 'Ken',
      place: 'store:west',
      kpiId: null,
      fromDay: '2026-11-03',
      toDay: '2026-11-05',
      ...over,
    })
  const read = async (stores: (typeof west)[], from: string, to: string, kpiId?: string) =>
    (await listNotes(db, { stores, from, to, ...(kpiId ? { kpiId } : {}) })).map(note => note.text)

  it('touch the days asked for', async () => {
    await write({ text: 'days' })

    expect(await read([west], '2026-11-05', '2026-11-09')).toEqual(['days'])
    expect(await read([west], '2026-11-06', '2026-11-09')).toEqual([])
  })

  it('about a KPI are shown beside it, those about the place beside all', async () => {
    const days = { fromDay: '2026-12-01', toDay: '2026-12-01' }
    await write({ ...days, text: 'place' })
    await write({ ...days, text: 'sales', kpiId: 'sales' })

    expect(await read([west], '2026-12-01', '2026-12-01', 'orders')).toEqual(['place'])
    expect(await read([west], '2026-12-01', '2026-12-01', 'sales')).toEqual(['place', 'sales'])
  })

  it('are handed out only to readers of all their stores, demo and real apart', async () => {
    const days = { fromDay: '2026-12-10', toDay: '2026-12-10' }
    await write({ ...days, text: 'west' })
    await write({ ...days, text: 'us', place: 'market:us' })
    await write({ ...days, text: 'jp', place: 'market:jp' })
    await write({ ...days, text: 'nowhere', place: 'store:gone' })

    expect(await read([west], '2026-12-10', '2026-12-10')).toEqual(['west'])
    expect(await read([west, east], '2026-12-10', '2026-12-10')).toEqual(['west', 'us'])
    expect(await read([tokyo], '2026-12-10', '2026-12-10')).toEqual(['jp'])
  })

  it('are gone once deleted', async () => {
    const note = await write({ fromDay: '2026-12-20', toDay: '2026-12-20' })

    expect(await findNote(db, note.id)).toEqual(note)
    expect([await deleteNote(db, note.id), await deleteNote(db, note.id)]).toEqual([true, false])
    expect(await read([west], '2026-12-20', '2026-12-20')).toEqual([])
    expect(await findNote(db, note.id)).toBeNull()
  })
})

it('a rate of the same pair and day is replaced, exactly as given', async () => {
  const pair = { from: 'JPY', to: 'USD', since: '2026-11-01' }
  await setRate(db, { ...pair, rate: '0.0067', by: null })
  await setRate(db, { ...pair, rate: '0.00671234567890123', by: null })

  expect(await listRates(db)).toEqual([{ ...pair, rate: '0.00671234567890123', demo: false }])
  expect([await deleteRate(db, pair), await deleteRate(db, pair)]).toEqual([true, false])
})

it('events are those that touch the days', async () => {
  const event = {
    name: 'Prime Day',
    place: 'market:us',
    fromDay: '2026-06-23',
    toDay: '2026-06-26',
    kind: 'sale',
    factor: 3,
  } as const
  const added = await addEvent(db, { ...event, by: null })

  expect(added).toMatchObject({ ...event, demo: false })
  expect(await listEvents(db, '2026-06-26', '2026-06-30')).toEqual([added])
  expect(await listEvents(db, '2026-06-27', '2026-06-30')).toEqual([])
  expect(await deleteEvent(db, added.id)).toBe(true)
})

it('definitions keep their history', async () => {
  const margin = kpi({ id: 'margin', formula: 'net_sales - cogs' })
  await defineKpi(db, { ...margin, formula: 'net_sales' }, '2026-11-01', null)
  await defineKpi(db, margin, '2026-01-01', null)
  await withdrawKpi(db, margin, '2026-12-01', null)

  const found = await listDefinitions(db)

  expect(found.map(({ validFrom, kpi: { formula }, withdrawn }) => [validFrom, formula, withdrawn])).toEqual([
    ['2026-01-01', 'net_sales - cogs', false],
    ['2026-11-01', 'net_sales', false],
    ['2026-12-01', 'net_sales - cogs', true],
  ])
})

it('settings hold any value, and the base currency is USD until it is set', async () => {
  expect(await baseCurrency(db)).toBe('USD')

  await writeSetting(db, 'base_currency', 'CNY')
  await writeSetting(db, 'demo_seed', { seed: 7, days: [1, 2] })

  expect(await baseCurrency(db)).toBe('CNY')
  expect(await readSetting(db, 'demo_seed')).toEqual({ seed: 7, days: [1, 2] })
  await deleteSetting(db, 'demo_seed')
  expect(await readSetting(db, 'demo_seed')).toBeNull()
})

it('a rate of the demo company does not touch the real one of the same day', async () => {
  const pair = { from: 'EUR', to: 'USD', since: '2026-11-01' }
  await setRate(db, { ...pair, rate: '1.1', by: null })
  await setRate(db, { ...pair, rate: '2', by: null, demo: true })

  expect(await deleteRate(db, { ...pair, demo: true })).toBe(true)
  expect(await listRates(db)).toEqual([{ ...pair, rate: '1.1', demo: false }])
})

describe('the demo company and the real one', () => {
  it('share the name of a place with several stores, but neither its targets nor its notes', async () => {
    const person = await createPerson(db, {
      name: 'Demo',
      email: 'demo@example.com',
      role: 'manager',
      scope: ['all'],
      demo: true,
    })
    const id = person?.id ?? null
    const target = {
      kpiId: 'units',
      place: 'market:jp',
      period: 'month',
      value: 1,
      validFrom: '2026-11-01',
      setBy: id,
    } as const
    await addTarget(db, target)
    const tokyoReal = await createStore(db, { ...plain, slug: 'tokyo-real', name: 'Tokyo', market: 'jp' })
    const day = '2027-01-05'
    await addNote(db, {
      text: 'demo',
      authorId: id,
      authorName: 'Demo',
      place: 'market:jp',
      kpiId: null,
      fromDay: day,
      toDay: day,
    })

    const targets = [true, false].map(demo => listTargets(db, { kpiIds: ['units'], demo }))
    const notes = [tokyo, tokyoReal].map(store => listNotes(db, { stores: [store], from: day, to: day }))

    expect((await Promise.all(targets)).map(found => found.length)).toEqual([1, 0])
    expect((await Promise.all(notes)).map(found => found.length)).toEqual([1, 0])
  })
})
