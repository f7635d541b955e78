import type { ImportingPerson } from '#src/chat/messenger.ts'
import type { Caller } from '#src/contracts/command.ts'
import { holds, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { findIdentity, findPerson, type Person } from '#src/features/people/index.ts'
import { findStore } from '#src/features/stores/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { PreviewStore } from './stores.ts'
import { texts } from './texts.ts'

/** Managers and administrators may import files. */
export function mayImport({ active, role }: Pick<Person, 'active' | 'role'>): boolean {
  return active && (role === 'manager' || role === 'administrator')
}

/** Who carries an import out, and for which stores. `id` null: an installation without people, at its shell. */
export type Importer = Pick<Person, 'scope'> & { readonly id: number | null }

/** Who types a line: in a conversation, on a page or at the shell. @throws UserError when the person may not import */
export async function importerOf(db: Db, { personId, unbounded }: Caller): Promise<Importer> {
  if (unbounded) return { id: personId, scope: ['all'] }
  const person = personId === null ? null : await findPerson(db, { id: personId })
  if (!person || !mayImport(person)) throw new UserError(texts.notAllowed)
  return person
}

/** Who brings a file. @throws UserError when the person may not */
export async function importer(db: Db, by: ImportingPerson): Promise<Person> {
  const identity = await findIdentity(db, by.messenger, by.workspace, by.person)
  const person = identity ?? (await findPerson(db, { email: by.person }))
  if (!person || !mayImport(person)) throw new UserError(texts.notAllowed)
  return person
}

/** All stores of a file must be the person's; new ones are judged by what they will be. @throws UserError */
export async function storesInScope(
  db: Db,
  { stores }: { readonly stores: readonly PreviewStore[] },
  person: Pick<Person, 'scope'>,
): Promise<void> {
  const outside: string[] = []
  for (const store of stores) {
    const known = (await findStore(db, store.slug)) ?? { ...store, id: 0, demo: false }
    if (!person.scope.some(key => covers(key, known))) outside.push(store.slug)
  }
  if (outside.length > 0) throw new UserError(fill(texts.outOfScope, { stores: outside.join(', ') }))
}

/** Whether a store is of the person's world, the company or the demo, and in their scope. */
export function mayWriteTo({ scope, demo }: Pick<Person, 'scope' | 'demo'>): (store: Store) => boolean {
  return store => store.demo === demo && scope.some(key => covers(key, store))
}

function covers(key: PlaceKey, store: Parameters<typeof holds>[1]): boolean {
  const place = parsePlaceKey(key)
  return place !== null && holds(place, store)
}
