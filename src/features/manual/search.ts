import MiniSearch from 'minisearch'
import { type Locale, locales } from '#src/i18n/locale.ts'
import { type Section, sectionsIn } from './sections.ts'

/** A section that was found. */
export interface Hit extends Section {
  readonly locale: Locale
  /** What stands around the first word that was found. */
  readonly excerpt: string
}

const indexes = new Map<Locale, MiniSearch<Section>>()

/**
 * The sections that fit some words best: in the reader's language, else in the language in which the words were found.
 * Words may be misspelt or begun; Chinese and Japanese are compared by pairs of characters. Empty where nothing fits.
 */
export function searchManual(words: string, locale: Locale, limit = 5): readonly Hit[] {
  const query = words.slice(0, longest)
  const own = writtenIn(query, locale)
  for (const one of [own, ...locales.filter(other => other !== own)]) {
    const found = indexIn(one).search(query)
    if (found.length > 0) return hitsOf(found.slice(0, limit), query, one)
  }
  return []
}

/** The language that the script of some words tells, else the reader's. */
function writtenIn(words: string, locale: Locale): Locale {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)) return 'ja'
  return locale === 'en' && /\p{Script=Han}/u.test(words) ? 'zh-CN' : locale
}

/** Characters of a question that are looked at (judgement). */
const longest = 200

function indexIn(locale: Locale): MiniSearch<Section> {
  const known = indexes.get(locale)
  if (known) return known
  const index = new MiniSearch<Section>({
    fields: ['heading', 'pageTitle', 'text'],
    tokenize: tokensOf,
    processTerm: term => (fillers.has(term) ? null : term),
    searchOptions: {
      boost: { heading: 4, pageTitle: 2 },
      prefix: term => /^[\p{Script=Latin}\d]{4,}$/u.test(term),
      fuzzy: term => (/^[\p{Script=Latin}]{5,}$/u.test(term) ? 0.2 : false),
    },
  })
  index.addAll([...sectionsIn(locale)])
  indexes.set(locale, index)
  return index
}

/** Words of letters and digits, and pairs of characters where words are not set apart. */
export function tokensOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = plain.match(/[\p{Script=Latin}\p{N}_]+/gu) ?? []
  const runs = plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu) ?? []
  return [...words, ...runs.flatMap(pairsOf)]
}

function pairsOf(run: string): string[] {
  const signs = [...run]
  return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
}

/** Words of questions that say nothing about their subject. */
const fillers = new Set(
  'a an the of for in on to is are do does how can i my we our what where when it and or with me you does 怎么 如何 请问 什么 するに にする です ます した ので から には とは のは どう'.split(
    ' ',
  ),
)

function hitsOf(found: readonly { readonly id: string }[], query: string, locale: Locale): readonly Hit[] {
  const byId = new Map(sectionsIn(locale).map(section => [section.id, section]))
  return found.flatMap(({ id }) => {
    const section = byId.get(id)
    return section ? [{ ...section, locale, excerpt: excerptOf(section.text, query) }] : []
  })
}

/** Characters shown of a section (judgement: two lines of a phone). */
const shown = 150

function excerptOf(text: string, query: string): string {
  const low = text.toLowerCase()
  const first = tokensOf(query)
    .map(token => low.indexOf(token))
    .filter(at => at >= 0)
  const at = first.length > 0 ? Math.min(...first) : 0
  const from = at < shown / 2 ? 0 : text.lastIndexOf(' ', at - 30) + 1
  const piece = text.slice(from, from + shown)
  return `${from > 0 ? '… ' : ''}${piece}${from + shown < text.length ? ' …' : ''}`
}
