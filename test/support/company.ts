import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { createPerson, link, type NewPerson, type Person } from '#src/features/people/store/people.ts'
import { createStore, type NewStore, type StoredStore } from '#src/features/stores/store/stores.ts'
import { addTarget, type NewTarget } from '#src/features/targets/store/targets.ts'
import type { Database } from '#src/platform/database/db.ts'

/** A small company in a database: stores, people, targets and figures, each with a line. */
export function company({ db }: Database) {
  async function addStore(slug: string, over: Partial<NewStore> = {}): Promise<StoredStore> {
    const usual = { name: slug, platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC' }
    return createStore(db, { slug, ...usual, ...over })
  }

  /** A person who is linked to the fake messenger as `<name>-dm`. */
  async function addPerson(name: string, over: Partial<NewPerson> = {}): Promise<Person> {
    const email = `${name}@example.com`
    const person = await createPerson(db, { name, email, role: 'operator', scope: ['all'], ...over })
    if (!person) throw new Error('the e-mail is taken')
    await link(db, { messenger: 'fake', workspace: '', externalId: `${name}-dm`, personId: person.id })
    return person
  }

  async function setTarget(kpiId: string, place: string, value: number, over: Partial<NewTarget> = {}) {
    const usual = { period: 'day', currency: null, validFrom: '2020-01-01', setBy: null } as const
    return addTarget(db, { kpiId, place, value, ...usual, ...over })
  }

  /** Stores `shop-1` to `shop-<count>`, each with a day's target of 100 dollars of sales. */
  async function addShops(
    count: number,
    ownerId: number,
    over: (number: number) => Partial<NewStore> = () => ({}),
  ): Promise<readonly StoredStore[]> {
    const shops: StoredStore[] = []
    for (let number = 1; number <= count; number++) {
      const shop = await addStore(`shop-${number}`, over(number))
      await setTarget('sales', `store:${shop.slug}`, 100_00, { currency: 'USD', ownerId })
      shops.push(shop)
    }
    return shops
  }

  /** Measures of a store and day, as a source would tell them: money in minor units. */
  async function tell(store: StoredStore, day: string, measures: Readonly<Record<string, number>>, now: Date) {
    const { id } = await ensureSource(db, 'push/test')
    const exact = Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, String(value)]))
    const row = { storeId: store.id, sku: '', day, measures: exact }
    await writeObservations(db, { sourceId: id, rows: [row], mode: 'merge', now })
  }

  return { db, figures: createFigures(db), addStore, addShops, addPerson, setTarget, tell }
}

/** Such a company. */
export type Company = ReturnType<typeof company>
