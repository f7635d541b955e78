import type { Command } from '#src/contracts/command.ts'
import type { Catalog, CatalogPerson } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { namesOf as namesOfMeasure } from '#src/domain/measures/index.ts'
import type { Against } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { allNames, ambiguousCodes, marketNames, type PlaceName, platformNames } from '#src/domain/place-names.ts'
import { againstWords } from './against-words.ts'
import { everydaySpellings } from './everyday.ts'
import { lettersOf, nameKey, normalisePlain } from './text.ts'

/** What a name in a line may stand for. */
export type Meaning =
  | { readonly kind: 'verb'; readonly command: Command }
  | { readonly kind: 'subverb'; readonly command: Command; readonly name: string }
  | { readonly kind: 'kpi'; readonly kpi: Kpi }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'store'; readonly store: Store }
  | {
      readonly kind: 'platform' | 'market'
      readonly id: string
      /** Typed as `platform:rakuten`: never narrowed to a store. */
      readonly exact: boolean
    }
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly person: CatalogPerson }
  | { readonly kind: 'me' }
  | { readonly kind: 'against'; readonly against: Against }
  | { readonly kind: 'filler' }

/** One spelling of something, as it is offered to people. */
export interface Name {
  readonly text: string
  readonly key: string
  /** Which letters it has, as bits: names that share too few need not be compared. */
  readonly letters: number
  readonly meaning: Meaning
  /** Only where no blank stands in it: `amazon-us`, but not `amazon us`. */
  readonly unbroken?: true
}

/** Words that carry no meaning of their own in a command. They stand in no list. */
export const fillers: readonly string[] = (
  'of for in on at during the a an and by with from to vs versus show please me give what is how about are our my we did do was were has have i see tell much many ' +
  'hello hi hey thanks thank could can would you like want need let us know get kindly sell sold sells selling only ' +
  "what's who's how's where's it's " +
  '的 地 得 在 和 与 跟 及 对 请 帮 看 看看 查 查看 查询 一下 吗 呢 吧 是 多少 怎么样 给我 告诉我 帮我 帮我看 帮我看看 帮我看下 帮我看一下 帮我查 帮我查查 帮我查下 帮我查一下 帮我查询 帮我算 帮忙 帮忙看 帮忙看下 帮忙查 帮忙查一下 给我看 给我看看 给我看一下 给我查 麻烦 麻烦看下 我想看 我想看看 我想知道 我想查 我要看 我要查 想查 想知道 看下 看一下 查一查 查下 查一下 你好 您好 嗨 早上好 早 辛苦了 了解 了解一下 请问 谢谢 能不能 可以 呀 啊 哦 呢 嘛 一下吧 我们 我们的 卖 卖了 显示 想看 怎样 如何 有多少 卖得怎么样 只看 仅看 而言 来说 ' +
  'の 分の は が を に で と も や について を見せて 見せて 教えて ください は？ です ですか を教えて どう 表示 表示して 見たい 知りたい うちの いくら どれくらい 見せてください 教えてください 教えてほしい 教えて下さい 見せて下さい 確認したい を確認したい 知りたいです 見たいです こんにちは おはよう おはようございます お疲れ様です お疲れさまです すみません お願い お願いします をお願い をお願いします ありがとう 出して  を出して でしたか でした でしょうか 売れた 売れました 売れている お手数ですが お手数をおかけしますが 恐れ入りますが 恐縮ですが を教えていただけますか 教えていただけますか を教えていただけますでしょうか 教えていただけますでしょうか を教えてもらえますか 教えてもらえますか 教えていただけないでしょうか を教えていただけないでしょうか をご確認いただけますか をご確認いただけますでしょうか をご確認ください をご教示ください をご教示いただけますか をご教示いただけますでしょうか をお知らせください お知らせください を送ってください 送ってください をお送りください おしえて おしえてください みせて みせてください おねがい おねがいします をおねがいします 下さい お願いいたします よろしくお願いします だけ のみ'
).split(' ')

const selves = ['@me', 'myself', '我', '本人', '私', '自分']

/** Everything a line may name. Built once per catalog; who may see which store is asked when a name is used. */
export function namesOf(catalog: Catalog, commands: readonly Command[]): readonly Name[] {
  return [
    ...commands.flatMap(verbNames),
    ...catalog.stores.flatMap(store => storeNames(store, catalog)),
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
      spellings([...Object.values(kpi.label), kpi.id, ...kpi.aliases], { kind: 'kpi', kpi }),
    ),
    ...catalog.measures.flatMap(measure => spellings(namesOfMeasure(measure), { kind: 'measure', measure })),
    ...catalog.people.flatMap(person => spellings(callsOf(person), { kind: 'person', person })),
    ...spellings(selves, { kind: 'me' }),
    ...spellings(fillers, { kind: 'filler' }),
    ...againstWords.flatMap(([against, words]) => spellings(words, { kind: 'against', against })),
  ]
}

/** The whole name, each part of it, the address, and what stands before its @ with the parts of that: who is meant by a part of several people is asked. */
function callsOf({ name, email }: CatalogPerson): readonly string[] {
  const [mailbox = ''] = email.split('@')
  const parts = [...name.split(/\s+/u), mailbox, ...mailbox.split(/[._-]/u)].filter(part => [...part].length > 1)
  return [...new Set([name, email, ...parts])].map(call => `@${call}`)
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

/**
 * The names of a store. One that only says platform and market counts as typed in one (`amazon-jp`); with a blank it is
 * left to those two words, so that `amazon jp us` reads the same in any order, unless several stores share them.
 */
function storeNames(store: Catalog['stores'][number], { stores }: Catalog): readonly Name[] {
  const { platform, market, slug } = store
  const twins = stores.filter(other => other.platform === platform && other.market === market)
  const plain = twins.length > 1 || ambiguousCodes.has(market) ? [] : [`${platform} ${market}`, `${market} ${platform}`]
  const names = spellings([slug, store.name, ...store.aliases, `store:${slug}`], { kind: 'store', store })
  return names.map(name => (plain.includes(name.key) ? { ...name, unbroken: true as const } : name))
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
      return [
        ...spellings([...code, ...Object.values(label), ...aliases], { kind, id, exact: false }),
        ...spellings([`${kind}:${id}`], { kind, id, exact: true }),
      ]
    }),
    ...others.flatMap(id => spellings([`${kind}:${id}`], { kind, id, exact: true })),
  ]
}

/** Each spelling once; names of several words also written as one. */
function spellings(texts: readonly string[], meaning: Meaning): readonly Name[] {
  const names = new Map<string, Name>()
  for (const text of texts.flatMap(everydaySpellings)) {
    const key = nameKey(text)
    const spelling = normalisePlain(text).trim()
    const together = key.replaceAll(' ', '')
    if (key !== '' && !names.has(key)) names.set(key, { text: spelling, key, letters: lettersOf(key), meaning })
    if (together !== '' && !names.has(together))
      names.set(together, { text: spelling, key: together, letters: lettersOf(together), meaning })
  }
  return [...names.values()]
}
