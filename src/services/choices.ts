import type { BotDeps, Choice, ChoiceSource } from '#src/chat/messenger.ts'
import { nameKey } from '#src/domain/names.ts'
import { localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/storage/db.ts'
import { findIdentity } from '#src/storage/people.ts'
import type { Figures } from './figures.ts'
import { sees } from './scopes.ts'

/** As many as the messengers' own pickers take. */
const most = 100

/** Answers what a form's field offers: names that begin with or contain what was typed, only what the person may see. */
export function createChoices(db: Db, figures: Figures): BotDeps['choices'] {
  return async (source, query, by) => {
    const person = await findIdentity(db, by.messenger, by.workspace, by.person)
    if (!person?.active) return []
    const all = await listAll(figures, source, store => sees(person.scope, store))
    return matching(all, nameKey(query)).slice(0, most)
  }
}

type StoreTest = (store: Parameters<typeof sees>[1]) => boolean

async function listAll(figures: Figures, source: ChoiceSource, visible: StoreTest): Promise<readonly Choice[]> {
  const { kpis, stores, people } = await figures.catalog()
  switch (source) {
    case 'kpis':
      return kpis.map(({ id, label }) => ({ label, value: id }))
    case 'stores':
      return stores.filter(visible).map(({ slug, name }) => ({ label: verbatim(name), value: slug }))
    case 'people':
      return people.map(({ name, email }) => ({ label: verbatim(name), value: `@${email}` }))
    default:
      return source satisfies never
  }
}

function matching(choices: readonly Choice[], key: string): readonly Choice[] {
  if (key === '') return choices
  const keys = (choice: Choice) =>
    [...Object.values(localized(locale => choice.label[locale])), choice.value].map(nameKey)
  const begins = choices.filter(choice => keys(choice).some(name => name.startsWith(key)))
  const contains = choices.filter(choice => !begins.includes(choice) && keys(choice).some(name => name.includes(key)))
  return [...begins, ...contains]
}
