import type { Card } from '#src/chat/card.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { listAdministrators } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Tells administrators, and who is responsible for a target of a store: once for a key, each in their own language. */
export async function tellAboutStore(db: Db, storeId: number, key: string, card: Card, now: Date): Promise<void> {
  const slugs = (await listStores(db)).filter(({ id }) => id === storeId).map(({ slug }) => slug)
  await tellPeople(db, await ownersAndAdministrators(db, slugs), key, card, now)
}

/** Administrators, and who is responsible for a target of one of the stores. */
export async function ownersAndAdministrators(db: Db, slugs: readonly string[]): Promise<readonly number[]> {
  const administrators = (await listAdministrators(db)).map(person => person.id)
  return [...new Set([...administrators, ...(await ownersOf(db, slugs))])]
}

/** Who is responsible for a target of one of the stores. */
async function ownersOf(db: Db, slugs: readonly string[]): Promise<readonly number[]> {
  const places = slugs.map(slug => `store:${slug}`)
  const targets = (await listTargets(db, { places })).filter(target => !target.withdrawn)
  return [...new Set(targets.flatMap(({ owner }) => (owner ? [owner.id] : [])))]
}
