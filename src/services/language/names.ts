import type { Catalog, CatalogPerson } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import { allNames, ambiguousCodes, marketNames, type PlaceName, platformNames } from '#src/domain/place-names.ts'
import type { Command } from '#src/services/command.ts'
import { nameKey, normalisePlain } from './text.ts'

/** What a name in a line may stand for. */
export type Meaning =
  | { readonly kind: 'verb'; readonly command: Command }
  | { readonly kind: 'subverb'; readonly command: Command; readonly name: string }
  | { readonly kind: 'kpi'; readonly kpi: Kpi }
  | { readonly kind: 'store'; readonly store: Store }
  | { readonly kind: 'platform' | 'market'; readonly id: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly person: CatalogPerson }
  | { readonly kind: 'me' }
  | { readonly kind: 'filler' }

/** One spelling of something, as it is offered to people. */
export interface Name {
  readonly text: string
  readonly key: string
  readonly meaning: Meaning
}

/** Words that carry no meaning of their own in a command. They stand in no list. */
const fillers = (
  'of for in on at the a an and by with from to vs versus show please me give what is how about are ' +
  '的 地 得 在 和 与 跟 及 对 请 帮 看 看看 查 查看 查询 一下 吗 呢 吧 是 多少 怎么样 给我 告诉我 ' +
  'の は が を に で と も や について を見せて 見せて 教えて ください は？ です ですか を教えて どう'
).split(' ')

const selves = ['@me', 'myself', '我', '本人', '私', '自分']

/** Everything a line may name. Built once per catalog; who may see which store is asked when a name is used. */
export function namesOf(catalog: Catalog, commands: readonly Command[]): readonly Name[] {
  return [
    ...commands.flatMap(verbNames),
    ...catalog.stores.flatMap(store =>
      spellings([store.slug, store.name, ...store.aliases, `store:${store.slug}`], { kind: 'store', store }),
    ),
    ...placeNames(
      platformNames,
      catalog.stores.map(store => store.platform),
      'platform',
    ),
    ...placeNames(
      marketNames,
      catalog.stores.map(store => store.market),
      'market',
    ),
    ...spellings([allNames.id, ...Object.values(allNames.label), ...allNames.aliases], { kind: 'all' }),
    ...catalog.kpis.flatMap(kpi =>
      spellings([kpi.id, ...Object.values(kpi.label), ...kpi.aliases], { kind: 'kpi', kpi }),
    ),
    ...catalog.people.flatMap(person => spellings([`@${person.name}`, `@${person.email}`], { kind: 'person', person })),
    ...spellings(selves, { kind: 'me' }),
    ...spellings(fillers, { kind: 'filler' }),
  ]
}

function verbNames(command: Command): readonly Name[] {
  const verbs = [command.name, ...Object.values(command.aliases).flat()]
  return [
    ...spellings(verbs, { kind: 'verb', command }),
    ...Object.entries(command.subverbs ?? {}).flatMap(([name, { aliases }]) =>
      spellings([name, ...aliases], { kind: 'subverb', command, name }),
    ),
  ]
}

/** Known platforms or markets, and those that only a store of the catalog brings along. */
function placeNames(
  known: readonly PlaceName[],
  used: readonly string[],
  kind: 'platform' | 'market',
): readonly Name[] {
  const others = [...new Set(used)].filter(id => !known.some(name => name.id === id))
  return [
    ...known.flatMap(({ id, label, aliases }) => {
      const code = kind === 'market' && ambiguousCodes.has(id) ? [] : [id]
      return spellings([...code, `${kind}:${id}`, ...Object.values(label), ...aliases], { kind, id })
    }),
    ...others.flatMap(id => spellings([`${kind}:${id}`], { kind, id })),
  ]
}

/** Each spelling once; names of several words also written as one. */
function spellings(texts: readonly string[], meaning: Meaning): readonly Name[] {
  const names = new Map<string, Name>()
  for (const text of texts) {
    const key = nameKey(text)
    const together = key.replaceAll(' ', '')
    if (key !== '' && !names.has(key)) names.set(key, { text: normalisePlain(text).trim(), key, meaning })
    if (together !== '' && !names.has(together)) names.set(together, { text: together, key: together, meaning })
  }
  return [...names.values()]
}
