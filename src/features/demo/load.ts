import { localDay, shiftDays } from '#src/domain/days.ts'
import {
  analyzeFacts,
  expectWithin,
  hasDemo,
  insertPastFacts,
  lockDemo,
  markDirty,
  nameSkus,
  type PastFact,
} from '#src/features/demo/store/demo.ts'
import { removeDemoRows } from '#src/features/demo/store/remove-demo.ts'
import { ensureSource } from '#src/features/ingest/index.ts'
import { digestKind } from '#src/features/reports/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { nextRun } from '#src/platform/jobs/cron-times.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { raiseAlerts } from './alerts.ts'
import { fixRates, holdEvents, type OpenedStore, openStores, placesOf } from './company.ts'
import { connectStores } from './connect.ts'
import { demoFacts, type Making } from './facts.ts'
import { knownFigures } from './judged.ts'
import { demoMarket, homeZone } from './market.ts'
import { writeNotes } from './notes.ts'
import { hirePeople, openRooms, type Rooms } from './people.ts'
import { measurePeople } from './performance.ts'
import { products } from './products.ts'
import { removeConnections } from './store/connections.ts'
import { storyOf } from './story.ts'
import { type Planning, setTargets } from './targets.ts'

/** What the demo is made from: the moment that is its present, and a word that names its chance. */
export interface DemoOptions {
  readonly now: Date
  /** The same seed on the same day gives the same figures. */
  readonly seed?: string
}

/** Currency of the totals over all stores. */
const homeCurrency = 'CNY'

/**
 * Fills the database with a believable company: eight stores, 400 days, people, targets, notes, alerts, a digest that
 * is due soon. All or nothing; where it stands already, nothing.
 */
export async function loadDemo(db: Db, { now, seed = 'linkstar' }: DemoOptions): Promise<void> {
  await db.transaction(async tx => {
    await lockDemo(tx)
    if (await hasDemo(tx)) return
    await found(tx, now, seed)
  })
  await analyzeFacts(db)
}

async function found(db: Db, now: Date, seed: string): Promise<void> {
  const today = localDay(now, homeZone)
  const story = storyOf(today)
  const stores = await openStores(db)
  const places = placesOf(stores)
  const team = await hirePeople(db, places)
  const events = await holdEvents(db, story, team('wang.fang').id, places)
  const making: Making = { seed, now, story, events }
  await fillFacts(db, stores, making)
  await connectStores(db, stores, { now, seed, today })
  await fixRates(db, today, team('li.wei').id)
  const baseCurrency = await settle(db, seed)
  const planning: Planning = { today, now, events, team, places, baseCurrency }
  await setTargets(db, planning)
  await measurePeople(db, planning)
  await writeNotes(db, story, team, places)
  await raiseAlerts(db, { story, team, places, judged: knownFigures(making) })
  await scheduleDigests(db, await openRooms(db), now, team('wang.fang').id)
}

async function fillFacts(db: Db, stores: readonly OpenedStore[], making: Making): Promise<void> {
  const source = await ensureSource(db, 'demo', 'LinkStar demo')
  await expectWithin(db, source.id, 1, making.now) // so that yesterday's gap is a gap, whenever the demo is loaded
  for (const standing of stores) {
    const { store, id } = standing
    await insertPastFacts(db, source.id, rowsOf(standing, making))
    const names = products.map(({ code, name }) => ({ sku: `${store.prefix}-${code}`, name: name[store.market] }))
    await nameSkus(db, id, names)
    const yesterday = shiftDays(localDay(making.now, store.timeZone), -1)
    await markDirty(db, [{ storeId: id, day: yesterday }])
  }
}

function* rowsOf({ store, id }: OpenedStore, making: Making): Generator<PastFact> {
  for (const { slug: _slug, figures, ...fact } of demoFacts(store, making)) yield { ...fact, storeId: id, m: figures }
}

/** Notes what was set, so that it can be taken back; a base currency that somebody chose stays. */
async function settle(db: Db, seed: string): Promise<string> {
  const chosen = await readSetting(db, 'base_currency')
  const base = typeof chosen === 'string' ? chosen : homeCurrency
  if (chosen === null) await writeSetting(db, 'base_currency', homeCurrency)
  await writeSetting(db, 'demo', { seed, setBaseCurrency: chosen === null })
  return base
}

/** Every morning where the people are; headquarters' first post comes two minutes from now. */
async function scheduleDigests(db: Db, rooms: Rooms, now: Date, createdBy: number): Promise<void> {
  const soon = new Date(now.getTime() + 2 * 60_000)
  const posts = [
    { channelId: rooms.hq, cron: cronAt(soon, homeZone), timeZone: homeZone, waitMinutes: 1 },
    { channelId: rooms.japan, cron: '0 9 * * *', timeZone: 'Asia/Tokyo', waitMinutes: 120 },
    { channelId: rooms.us, cron: '30 8 * * *', timeZone: 'America/New_York', waitMinutes: 240 },
  ]
  for (const post of posts) {
    const nextRunAt = nextRun(post.cron, post.timeZone, now)
    if (nextRunAt !== null) await addSchedule(db, { ...post, kind: digestKind, nextRunAt, createdBy })
  }
}

function cronAt(instant: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
  const parts = new Map(clock.formatToParts(instant).map(part => [part.type, Number(part.value)]))
  return `${parts.get('minute')} ${parts.get('hour')} * * *`
}

/** Takes the demo company away, and nothing else: notes that its people wrote on real stores keep their names. */
export async function removeDemo(db: Db): Promise<void> {
  await db.transaction(async tx => {
    await lockDemo(tx)
    await removeConnections(tx, demoMarket.id)
    await removeDemoRows(tx)
    const own = await readSetting(tx, 'demo')
    await deleteSetting(tx, 'demo')
    const setBase = typeof own === 'object' && own !== null && 'setBaseCurrency' in own && own.setBaseCurrency === true
    if (setBase && (await readSetting(tx, 'base_currency')) === homeCurrency) await deleteSetting(tx, 'base_currency')
  })
}

/** Whether the demo company is loaded. */
export async function isDemo(db: Db): Promise<boolean> {
  return hasDemo(db)
}
