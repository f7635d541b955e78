import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { addEvent } from '#src/features/annotations/index.ts'
import { createStore, findStore, setRate } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type DemoEvent, daysAhead, demoEvents } from './events.ts'
import { demoDays } from './facts.ts'
import { randomOf } from './random.ts'
import { type DemoStore, demoStores } from './stores.ts'
import type { Story } from './story.ts'

/** A demo store as it stands in the database. Its slug there may differ from its name in the story. */
export interface OpenedStore {
  readonly store: DemoStore
  readonly id: number
  readonly slug: string
}

/** Stores the stores; where a real one has the slug, the demo's gets `demo-` in front. */
export async function openStores(db: Db): Promise<readonly OpenedStore[]> {
  const standing: OpenedStore[] = []
  for (const store of demoStores) {
    const slug = (await findStore(db, store.slug)) === null ? store.slug : `demo-${store.slug}`
    const { name, aliases, platform, market, currency, timeZone } = store
    const { id } = await createStore(db, { slug, name, aliases, platform, market, currency, timeZone, demo: true })
    standing.push({ store, id, slug })
  }
  return standing
}

/** Turns a place key of the story into the one that stands in the database. */
export function placesOf(stores: readonly OpenedStore[]): (key: PlaceKey) => PlaceKey {
  const slugs = new Map(stores.map(({ store, slug }) => [`store:${store.slug}`, `store:${slug}`]))
  return key => slugs.get(key) ?? key
}

/** Stores the events of the demo's time; answers them by the store they count for. */
export async function holdEvents(
  db: Db,
  story: Story,
  by: number,
  places: (key: PlaceKey) => PlaceKey,
): Promise<ReadonlyMap<string, readonly DemoEvent[]>> {
  const events = demoEvents(firstDay(story.today), shiftDays(story.today, daysAhead), story)
  for (const event of events) await addEvent(db, { ...event, place: places(event.place), by, demo: true })
  return new Map(
    demoStores.map(({ slug, market }) => [
      slug,
      events.filter(event => ['all', `market:${market}`, `store:${slug}`].includes(event.place)),
    ]),
  )
}

/** The first day of the demo's figures. */
export function firstDay(today: Day): Day {
  return shiftDays(today, 1 - demoDays)
}

/** First days of the months from the demo's first one to the next one. */
export function monthsOf(today: Day): readonly Day[] {
  const months: Day[] = []
  let month = `${firstDay(today).slice(0, 7)}-01`
  const last = `${shiftDays(`${today.slice(0, 7)}-28`, 7).slice(0, 7)}-01`
  while (month <= last) {
    months.push(month)
    month = `${shiftDays(`${month.slice(0, 7)}-28`, 7).slice(0, 7)}-01`
  }
  return months
}

/** Yuan for a dollar and a yen in a month: invented, near what was usual. */
export function yuanRates(month: Day): Readonly<Record<'USD' | 'JPY', string>> {
  const random = randomOf(`rates/${month}`)
  return { USD: (7.08 + random() * 0.12).toFixed(4), JPY: (0.0468 + random() * 0.0016).toFixed(6) }
}

/** Stores a rate for each month that has begun. */
export async function fixRates(db: Db, today: Day, by: number): Promise<void> {
  for (const since of monthsOf(today).filter(month => month <= today)) {
    const rates = yuanRates(since)
    await setRate(db, { from: 'USD', to: 'CNY', since, rate: rates.USD, by, demo: true })
    await setRate(db, { from: 'JPY', to: 'CNY', since, rate: rates.JPY, by, demo: true })
  }
}
