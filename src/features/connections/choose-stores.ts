import { z } from 'zod'
import type { Connector, Feed, FoundStore } from '#src/contracts/connector.ts'
import { feedsOfStore } from '#src/contracts/feeds-of.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import {
  type Choice,
  type Connected,
  isThis,
  listConnectedStores,
  type OwnStore,
  parseSince,
  takeStores,
} from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { DryRun } from './dry-run.ts'
import { type ConnectParts, forgetGiven } from './give-keys.ts'
import { endPage, type OpenPage } from './pages.ts'
import { texts } from './texts.ts'

const Found = z.object({
  externalId: z.string(),
  formerId: z.string().optional(),
  accountTold: z.literal(true).optional(),
  perhaps: z.array(z.number()).optional(),
  feeds: z.array(z.string()).optional(),
  name: z.string(),
  market: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  extra: z.record(z.string(), z.string()).optional(),
  note: z.object({ en: z.string(), ja: z.string(), 'zh-CN': z.string() }).optional(),
})

/** What a page keeps between its steps. */
interface PageData {
  readonly found?: unknown
  readonly consentReady?: unknown
  readonly dry?: DryRun | null
  /** What was chosen when a day was tried. */
  readonly chosen?: Readonly<Record<string, string>> | null
}

/** The JSON of a page. */
export function dataOf(page: OpenPage): PageData {
  return typeof page.data === 'object' && page.data !== null ? page.data : {}
}

/** The stores that the keys of a page open. */
export function foundStores(page: OpenPage): readonly OwnStore[] {
  return z.array(Found).catch([]).parse(dataOf(page).found) as readonly OwnStore[] // `extra` is absent or there
}

/** A store found, and what it may become. */
export interface Offer {
  readonly found: FoundStore
  /** Connected already: it stays this store. */
  readonly connected: StoredStore | null
  /** Stores that it may be, where nothing proves whose account it is: somebody has to say it. */
  readonly perhaps: readonly StoredStore[]
  /** Stores that are there with the same currency and zone. */
  readonly fitting: readonly StoredStore[]
  /** How far back each feed can go. */
  readonly feeds: readonly FeedReach[]
}

/** How far back a feed goes. */
export interface FeedReach {
  readonly id: string
  readonly label: Localized
  /** `null`: since the store began. */
  readonly earliest: Day | null
  /** Only of the moment: nothing of the past can be had. */
  readonly fromNow: boolean
  readonly scopes: readonly string[]
}

/** What can be chosen on the page of the stores. */
export async function offersOf(parts: ConnectParts, connector: Connector, page: OpenPage): Promise<readonly Offer[]> {
  const [stores, connected] = [await listStores(parts.db), await listConnectedStores(parts.db)]
  return foundStores(page).map(found => {
    const known = connected.find(one => one.connector === connector.id && isThis(one, found))
    const real = stores.filter(store => !store.demo)
    return {
      found,
      connected: stores.find(store => store.id === known?.storeId) ?? null,
      perhaps: stores.filter(store => found.perhaps?.includes(store.id)),
      fitting: real.filter(store => store.currency === found.currency && store.timeZone === found.timeZone),
      feeds: feedsOfStore(connector, found).map(feed => reachOf(feed, found, parts.now())),
    }
  })
}

/**
 * Shops of the marketplace that are connected, where none of those found is one of them: whoever meant to renew one
 * agreed with another account. Empty: there is nothing to say, or it is asked.
 */
export async function otherShops(
  parts: ConnectParts,
  connector: Connector,
  offers: readonly Offer[],
): Promise<readonly StoredStore[]> {
  if (offers.some(offer => offer.connected !== null || offer.perhaps.length > 0)) return []
  const own = (await listConnectedStores(parts.db)).filter(one => one.connector === connector.id)
  const ids = new Set(own.map(one => one.storeId))
  return (await listStores(parts.db)).filter(store => ids.has(store.id))
}

/** How far back a feed of a store can go. */
export function reachOf(feed: Feed<unknown>, { timeZone }: FoundStore, now: Date): FeedReach {
  const today = localDay(now, timeZone)
  const { id, label, scopes, historyDays } = feed
  const fromNow = feed.grain === 'snapshot'
  return {
    id,
    label,
    scopes,
    fromNow,
    earliest: fromNow || historyDays === null ? null : shiftDays(today, -historyDays),
  }
}

/** The stores chosen on the form. @throws UserError where nothing was, or a name is missing. */
export function choicesOf(page: OpenPage, sent: Readonly<Record<string, unknown>>): readonly Choice[] {
  const choices = foundStores(page).flatMap((found, at): readonly Choice[] => {
    if (sent[`take-${at}`] === undefined) return []
    const as = String(sent[`as-${at}`] ?? found.perhaps?.[0] ?? 'new')
    if (/^\d{1,9}$/.test(as)) return [{ found, as: { storeId: Number(as) } }]
    const name = String(sent[`name-${at}`] ?? found.name).trim()
    if (name === '') throw new UserError(texts.noName)
    return [{ found, as: { name: name.slice(0, 80), given: name !== found.name.trim() } }]
  })
  if (choices.length === 0) throw new UserError(texts.nothingTaken)
  return choices
}

/** Connects the stores chosen, plans their history and ends the page. @throws UserError */
export async function startStores(
  parts: ConnectParts,
  connector: Connector,
  page: OpenPage,
  sent: Readonly<Record<string, unknown>>,
): Promise<readonly Connected[]> {
  const { connectionId } = page
  if (connectionId === null) throw new UserError(texts.keysFirst)
  const [day, months] = [String(sent.day ?? '').trim(), String(sent.since ?? '')] // a renewal has neither
  const since = parseSince(day || months || '24m', parts.now())
  const sinceGiven = day !== '' || months !== ''
  const choices = choicesOf(page, sent)
  requireOffered(choices, await offersOf(parts, connector, page))
  const taken = await takeStores(parts, connector, { connectionId }, choices, { since, sinceGiven })
  await forgetGiven(parts, page)
  await endPage(parts, page)
  return taken
}

/** A form may name only what the page offered. @throws UserError */
function requireOffered(choices: readonly Choice[], offers: readonly Offer[]): void {
  for (const { found, as } of choices) {
    if (!('storeId' in as)) continue
    const offer = offers.find(one => one.found.externalId === found.externalId)
    if (!offer?.fitting.some(store => store.id === as.storeId)) throw new UserError(texts.noName)
  }
}
