import type { Caller } from '#src/contracts/command.ts'
import { holds, type Place } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { findSkusByTitle, type TitledSku } from '#src/features/stores/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Repair } from '#src/language/corrections.ts'
import type { Recognition } from '#src/language/recognise.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A line in which titles of products stand as their SKUs. */
export interface Sold {
  readonly found: Recognition
  readonly assumed: Repair['assumed']
}

/** So many stretches of unknown words are looked up, and so many products offered (judgement: what fits a phone). */
const mostStretches = 3
const mostOffered = 6

interface Stretch {
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

/**
 * The line read with SKUs in place of titles of products that the caller's stores sell; `null`: no unknown word is part of
 * a title, or something else stays unknown. @throws UserError where several products have such a title: it asks which.
 */
export async function productLine(
  found: Recognition,
  { db, caller }: { readonly db: Db; readonly caller: Caller },
  read: (line: string) => Recognition,
): Promise<Sold | null> {
  const { command, unknown, openSkus } = found
  const reads = command === null || (command.readOnly === true && command.takes.places === true && !command.takes.free)
  if (!reads || unknown.length === 0 || openSkus.length > 0) return null
  for (const stretch of stretchesOf(found)) {
    const products = within(await findSkusByTitle(db, idsOf(caller), stretch.words), found.words.places, caller)
    const [first, ...others] = products.filter(({ sku }) => !/[\s,;"]/u.test(sku))
    if (!first) continue
    const better = read(lineWith(found, stretch, first))
    if (better.command === null || better.unknown.length > 0) continue
    if (others.length > 0) throw whichProduct(found, stretch, products, caller)
    const typed = found.line.text.slice(stretch.from, stretch.to)
    return { found: better, assumed: [{ typed, meant: `${first.name} (${first.sku})` }] }
  }
  return null
}

function idsOf({ stores, demo }: Caller): readonly number[] {
  return stores.filter(store => store.demo === demo).map(store => store.id)
}

/** Products of the places that are named; of all where none is. */
function within(products: readonly TitledSku[], places: readonly Place[], { stores }: Caller): readonly TitledSku[] {
  if (places.length === 0) return products
  const held = new Set(stores.filter(store => places.some(place => holds(place, store))).map(store => store.slug))
  return products.filter(({ slug }) => held.has(slug))
}

const particles = /^[のはがをもと的呢吗]+|[のはがをもでと的呢吗了]+$/gu
const small = /^(?:the|a|an|our|my|of|for|do|did|does|is|was|are|were|in|on|at)$/iu

/** Unknown words with nothing but blanks between, without the particles and small words at their ends. */
function stretchesOf({ unknown, line }: Recognition): readonly Stretch[] {
  const runs: { from: number; to: number; words: string[] }[] = []
  for (const { from, to, text } of unknown) {
    const word = text.replace(particles, '')
    if (small.test(word) || word === '') continue
    const start = from + text.indexOf(word)
    const last = runs.at(-1)
    const joins = last !== undefined && line.text.slice(last.to, from).trim() === ''
    if (last && joins) Object.assign(last, { to: start + word.length, words: [...last.words, word] })
    else runs.push({ from: start, to: Math.min(to, start + word.length), words: [word] })
  }
  const says = ({ words }: Stretch) => words.every(word => [...word].length >= (/^[\x20-\x7e]+$/u.test(word) ? 3 : 2))
  return runs.filter(says).slice(0, mostStretches)
}

function lineWith({ line, words }: Recognition, { from, to }: Stretch, { slug, sku }: TitledSku): string {
  const named = words.places.filter(place => place.kind === 'store')
  const isThere = named.length === 1 && named[0]?.kind === 'store' && named[0].slug === slug
  return `${line.text.slice(0, from)} ${isThere ? '' : `store:${slug}/`}sku:${sku} ${line.text.slice(to)}`
    .replace(/\s+/gu, ' ')
    .trim()
}

function whichProduct(
  found: Recognition,
  stretch: Stretch,
  products: readonly TitledSku[],
  { stores }: Caller,
): UserError {
  const suggestions = products.slice(0, mostOffered).map(one => ({
    label: verbatim(`${one.name} · ${stores.find(({ slug }) => slug === one.slug)?.name ?? one.slug} (${one.sku})`),
    line: lineWith(found, stretch, one),
  }))
  const typed = found.line.text.slice(stretch.from, stretch.to)
  return new UserError(fill(severalProducts, { name: verbatim(typed) }), suggestions)
}

const severalProducts: Localized = {
  en: 'Several products are called “{name}”. Which one do you mean?',
  ja: '「{name}」に当てはまる商品が複数あります。どれですか？',
  'zh-CN': '有多个商品名称包含“{name}”，您指的是哪一个？',
}
