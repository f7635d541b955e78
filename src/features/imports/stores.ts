import { localDay, shiftDays } from '#src/domain/days.ts'
import { marketHabits } from '#src/domain/markets.ts'
import { findMeasureByName } from '#src/domain/measures/index.ts'
import { nameKey } from '#src/domain/names.ts'
import { commonMarket } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import type { FoundStore } from '#src/features/imports/columns/scan.ts'
import type { StoreOfRow } from '#src/features/imports/rows/read-row.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { ImportOptions } from './options.ts'
import { texts } from './texts.ts'

/** A store that a file speaks of. */
export interface PreviewStore {
  /** As the file calls it. */
  readonly name: string
  readonly slug: string
  /** Made when the import is applied. */
  readonly isNew: boolean
  readonly platform: string
  readonly market: string
  readonly currency: string
  readonly timeZone: string
}

/** Real stores: a file never speaks of the demo company. */
export async function realStores(db: Db): Promise<readonly StoredStore[]> {
  return (await listStores(db)).filter(store => !store.demo)
}

/** The market that helps to read a file: what is said, or what all stores have in common. */
export function likelyMarket(stores: readonly StoredStore[], options: ImportOptions): string | undefined {
  if (options.market) return options.market
  return commonMarket(stores) ?? undefined
}

/** Finds or plans the stores that a file names; without a column of stores, the one that is said or the only one. */
export async function resolveStores(
  db: Db,
  found: readonly FoundStore[],
  options: ImportOptions,
): Promise<readonly PreviewStore[]> {
  const all = await listStores(db)
  const real = all.filter(store => !store.demo)
  const named = found.map(store => (store.name === '' ? { ...store, name: nameWithoutColumn(real, options) } : store))
  const taken = new Set(all.map(store => store.slug))
  const missing = named.filter(store => !standing(real, store.name)).map(store => store.name)
  if (missing.length > 0 && !options.market)
    throw new UserError(fill(texts.whichMarket, { stores: missing.slice(0, 10).join(', ') }))
  return named.map(store => {
    const known = standing(real, store.name)
    return known ? { ...pick(known), name: store.name, isNew: false } : planned(store, options, taken)
  })
}

/** The store that is said; else the only one there can be. @throws UserError */
function nameWithoutColumn(stores: readonly StoredStore[], options: ImportOptions): string {
  const name = options.store ?? onlyStore(stores, options)
  if (name === undefined) throw new UserError(texts.whichStore)
  return name
}

/**
 * The only store, or of several the only one of the platform (and market) that an export is of; a file of Amazon is
 * never one of a Rakuten store. The first file of a platform makes a store called after platform and market.
 */
function onlyStore(stores: readonly StoredStore[], { platform = 'other', market }: ImportOptions): string | undefined {
  if (platform === 'other') return stores.length === 1 ? stores[0]?.slug : undefined
  const own = stores.filter(store => store.platform === platform)
  const there = own.filter(store => market === undefined || store.market === market)
  const candidates = there.length > 0 ? there : own.length > 0 ? own : stores.filter(one => one.platform === 'other')
  if (candidates.length === 0) return market && `${platform}-${market}`
  return candidates.length === 1 && (own.length > 0 || stores.length === 1) ? candidates[0]?.slug : undefined
}

function standing(stores: readonly StoredStore[], name: string): StoredStore | undefined {
  const key = nameKey(name)
  return stores.find(store => [store.slug, store.name, ...store.aliases].some(known => nameKey(known) === key))
}

function pick(store: StoredStore): Omit<PreviewStore, 'name' | 'isNew'> {
  const { slug, platform, market, currency, timeZone } = store
  return { slug, platform, market, currency, timeZone }
}

function planned(store: FoundStore, options: ImportOptions, taken: Set<string>): PreviewStore {
  const market = options.market ?? ''
  const usual = marketHabits(market)
  const currency = options.currency ?? store.currency ?? usual?.currency
  const timeZone = options.zone ?? usual?.timeZone
  if (!currency || !timeZone) throw new UserError(fill(texts.unknownMarket, { market }))
  const slug = freeSlug(store.name, taken)
  taken.add(slug)
  return { name: store.name, slug, isNew: true, platform: options.platform ?? 'other', market, currency, timeZone }
}

const longestSlug = 40

/** A name that people can type in a line: letters and digits joined by hyphens, not a word that means a figure. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('i\u0307', 'i') // İ in lower case
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const plain = words.replace(/^-+|-+$/g, '').slice(0, longestSlug) || 'store'
  const base = plain === 'all' || findMeasureByName(plain) ? `${plain}-store` : plain
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.has(slug)) return slug
  }
}

/** Spellings of names that are remembered (judgement). */
const maxSpellings = 2_000

/** How rows find their store. */
export function storeFinder(stores: readonly PreviewStore[], now: Date): (name: string) => StoreOfRow | null {
  const byName = new Map<string, StoreOfRow>()
  for (const store of stores) {
    const latest = shiftDays(localDay(now, store.timeZone), 1)
    const { slug, currency, timeZone } = store
    byName.set(nameKey(store.name), { slug, currency, timeZone, latest })
  }
  const [only, ...others] = byName.values()
  const asWritten = new Map<string, StoreOfRow | null>([['', others.length === 0 ? (only ?? null) : null]])
  return name => {
    const known = asWritten.get(name)
    if (known !== undefined) return known
    const found = byName.get(nameKey(name)) ?? null
    if (asWritten.size < maxSpellings) asWritten.set(name, found)
    return found
  }
}
