import type { Store } from '#src/domain/place.ts'
import { ambiguousCodes, marketNames } from '#src/domain/place-names.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { allowedErrors, errorsBetween } from '#src/language/nearest.ts'
import { nameKey } from '#src/language/text.ts'

/** A place in a line that nobody knows, and where it stands. */
export interface OddPlace {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A quoted text as a place, where it stands in a line. */
export function oddPlace(line: string, text: string): OddPlace {
  const from = line.indexOf(`"${text}"`)
  return from < 0 ? { text, from: line.length, to: line.length } : { text, from, to: from + text.length + 2 }
}

/** Stores offered instead (judgement: what fits a phone). */
const maxOffered = 4

/**
 * The refusal of a line that names a store that there is not, or not for this caller: it says which, and offers the line
 * with the nearest stores; where none is near, the stores there are.
 */
export function unknownPlace(line: string, { text, from, to }: OddPlace, stores: readonly Store[]): UserError {
  const near = nearStores(text, stores)
  const offered = near.length > 0 ? near : stores.length <= maxOffered ? stores : []
  const suggestions = offered.slice(0, maxOffered).map(
    (store): Suggestion => ({
      label: verbatim(store.name),
      line: `${line.slice(0, from)}store:${store.slug}${line.slice(to)}`.trim(),
    }),
  )
  const name = verbatim(text)
  if (near.length === 0) return new UserError(fill(texts.unknown, { name }), suggestions)
  const nearest = join(near.slice(0, maxOffered).map(store => verbatim(store.name)))
  return new UserError(fill(texts.near, { name, nearest }), suggestions)
}

/** Words of many stores, by which none is known. */
const general = new Set(['shop', 'store', 'mart', 'market', 'outlet', 'official', 'online', 'flagship'])

/** Stores whose name, key or a word of them is nearly what was typed, nearest first. */
function nearStores(typed: string, stores: readonly Store[]): readonly Store[] {
  const key = nameKey(typed)
  const allowed = allowedErrors(key)
  const all = stores.flatMap(store => nameKey(store.name).split(' '))
  const telling = (word: string) =>
    word.length > 3 && !general.has(word) && all.filter(other => other === word).length <= stores.length / 3
  return stores
    .map(store => ({ store, errors: Math.min(...spellingsOf(store).map(name => distanceTo(name, key, telling))) }))
    .filter(({ errors }) => errors <= allowed)
    .sort((a, b) => a.errors - b.errors)
    .map(({ store }) => store)
}

function spellingsOf({ name, slug }: Store): readonly string[] {
  return [nameKey(name), nameKey(slug)]
}

/** Typing errors between two names; some more between words of them, as far as a word tells stores apart. */
function distanceTo(name: string, key: string, telling: (word: string) => boolean): number {
  const words = name.split(' ').filter(telling)
  const parts = key.split(' ').filter(telling)
  const shared = words.flatMap(word => parts.map(part => errorsBetween(word, part) + 1.5))
  const holds =
    key.length > 1 &&
    (` ${name} `.includes(` ${key} `) || (/[\u3040-\u30ff\u3400-\u9fff]/u.test(key) && name.includes(key)))
  return Math.min(errorsBetween(name, key), holds ? 1 : Number.POSITIVE_INFINITY, ...shared)
}

/** A code of a market that is also a word or a state: it is never guessed. `null` for every other word. */
export function unclearMarket(line: string, { text, from, to }: OddPlace): UserError | null {
  const code = text.toLowerCase()
  const market = ambiguousCodes.has(code) ? marketNames.find(({ id }) => id === code) : undefined
  if (!market) return null
  const meant = { label: market.label, line: `${line.slice(0, from)}market:${code}${line.slice(to)}` }
  return new UserError(fill(texts.unclear, { code: verbatim(text), market: market.label }), [meant])
}

const texts = {
  unknown: {
    en: '“{name}” is no store, platform or market that I know here, so nothing was done. `sources` lists the stores.',
    ja: '「{name}」という店舗・モール・国は見つからないため、何も実行していません。店舗は「データ元」で確認できます。',
    'zh-CN': '没有名为“{name}”的店铺、平台或市场，因此没有执行任何操作。可用“数据源”查看店铺。',
  },
  near: {
    en: '“{name}” is no store that I know here, so nothing was done. The nearest: {nearest}.',
    ja: '「{name}」という店舗は見つからないため、何も実行していません。近い名前：{nearest}',
    'zh-CN': '没有名为“{name}”的店铺，因此没有执行任何操作。相近的有：{nearest}。',
  },
  unclear: {
    en: '“{code}” alone is not read as a market: it is an ordinary word or a state as well. If you mean {market}, press the button, or write market:{code}.',
    ja: '「{code}」だけでは国と判断できません（一般の語や州名でもあるため）。{market}の場合はボタンを押すか、market:{code} と入力してください。',
    'zh-CN': '单独的“{code}”不会当作市场（也可能是普通单词或州名）。如果您指{market}，请点按钮，或输入 market:{code}。',
  },
} satisfies Record<string, Localized>
