import type { BotDeps, Choice, ChoiceSource } from '#src/chat/messenger.ts'
import { nameKey } from '#src/domain/names.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { findIdentity, listPeople, type Person } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** As many as the messengers' own pickers take. */
const most = 100

/** Answers what a form's field offers: names that begin with or contain what was typed, only what the person may see. */
export function createChoices(db: Db, figures: Figures): BotDeps['choices'] {
  return async (source, query, by) => {
    const person = await findIdentity(db, by.messenger, by.workspace, by.person)
    if (!person?.active) return []
    const all = await choicesFor({ db, figures }, source, person)
    return matching(all, nameKey(query)).slice(0, most)
  }
}

type StoreTest = (store: Parameters<typeof sees>[1]) => boolean

/** Everything that a field offers somebody, however much that is. */
export async function choicesFor(
  { db, figures }: { readonly db: Db; readonly figures: Figures },
  source: ChoiceSource,
  reader: Person,
): Promise<readonly Choice[]> {
  const { scope, demo } = reader
  const { kpis, stores } = await figures.catalog()
  const visible: StoreTest = store => sees(scope, store)
  switch (source) {
    case 'kpis':
      return kpis.map(({ id, label }) => ({ label, value: id }))
    case 'stores':
      return stores.filter(visible).map(storeChoice)
    case 'places':
      return [...widerPlaces(stores, visible, demo), ...stores.filter(visible).map(storeChoice)]
    case 'people':
      return (await listPeople(db))
        .filter(person => knows(reader, person, stores))
        .map(({ name, email }) => ({ label: verbatim(name), value: `@${email}` }))
    default:
      return source satisfies never
  }
}

/** Colleagues are those with whom somebody shares a store; administrators know everybody. */
function knows(reader: Person, person: Person, stores: readonly Store[]): boolean {
  if (reader.id === person.id || reader.role === 'administrator') return true
  return stores.some(store => sees(reader.scope, store) && sees(person.scope, store))
}

function storeChoice({ slug, name }: Store): Choice {
  return { label: verbatim(name), value: slug }
}

/** Everything, markets and platforms, as far as somebody sees all of their stores; demo and real ones apart. */
function widerPlaces(all: readonly Store[], visible: StoreTest, demo: boolean): readonly Choice[] {
  const ofDemo = demo || !all.some(store => visible(store) && !store.demo)
  const stores = all.filter(store => store.demo === ofDemo)
  const keys = [
    'all',
    ...stores.map(store => `market:${store.market}`),
    ...stores.map(store => `platform:${store.platform}`),
  ]
  return [...new Set(keys)]
    .filter(key => {
      const place = parsePlaceKey(key)
      const held = stores.filter(store => place !== null && holds(place, store))
      return held.length > 1 && held.every(visible)
    })
    .map(key => ({ label: placeLabel(key, stores), value: key }))
}

function matching(choices: readonly Choice[], key: string): readonly Choice[] {
  if (key === '') return choices
  const keys = (choice: Choice) =>
    [...Object.values(localized(locale => choice.label[locale])), choice.value].map(nameKey)
  const begins = choices.filter(choice => keys(choice).some(name => name.startsWith(key)))
  const contains = choices.filter(choice => !begins.includes(choice) && keys(choice).some(name => name.includes(key)))
  return [...begins, ...contains]
}
