import type { z } from 'zod'
import type { Observed } from '#src/domain/orders/fold-days.ts'
import type { OrderLine } from '#src/domain/orders/order-line.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { HttpRequest, HttpResponse } from './market-http.ts'
import type { Said } from './said.ts'

export type { Observed } from '#src/domain/orders/fold-days.ts'
export type {
  CancelledBy,
  LineAmounts,
  LineRefund,
  LineReturn,
  OrderLine,
  ReturnReason,
} from '#src/domain/orders/order-line.ts'
export type { HttpRequest, HttpResponse } from './market-http.ts'
export { piecesOf } from './order-pieces.ts'
export { type FaultKind, SourceFault } from './source-fault.ts'

/** Days that a connector is asked for: whole local days of the store, both included. */
export interface Window {
  readonly from: Day
  readonly to: Day
}

/** Ways to prove who we are; several may combine (Shopee: signed requests and a refresh token used once). */
export type AuthKind = 'authorisation-code' | 'client-credentials' | 'refresh-token' | 'static-key' | 'signed-requests'

/** A pinned version of the marketplace's interface and the day it ends; `null`: not announced. */
export interface ApiVersion {
  readonly api: string
  readonly pinned: string
  readonly sunset: Day | null
}

/** How often an operation may be called: all replicas share it in the database. */
export interface Budget {
  readonly id: string
  /** Calls a second that come back, and how many may be saved up. */
  readonly perSecond: number
  readonly burst: number
  /** Header of an answer that tells the calls a second which are really given, in lower case. */
  readonly rateHeader?: string
  /** Whose allowance it is. */
  readonly per: 'application' | 'connection' | 'store'
  /** Calls in a calendar day of a zone, where the marketplace counts so (eBay: Pacific days). */
  readonly daily?: { readonly calls: number; readonly timeZone: string }
}

/** A store that a grant opens. */
export interface FoundStore {
  /** The marketplace's own id (marketplace, profile, shop). */
  readonly externalId: string
  /** The id that it may have been connected under before the marketplace told its own; absent: none. */
  readonly formerId?: string
  /** The marketplace told whose account it is: another account never has this id. Absent: it may be made of the keys. */
  readonly accountTold?: true
  readonly name: string
  /** ISO 3166 alpha-2, lower case. */
  readonly market: string
  readonly timeZone: string
  /** ISO 4217. */
  readonly currency: string
  /** Ids of the connector's feeds that it has, where they depend on the keys; absent: all. */
  readonly feeds?: readonly string[]
  /** What the connector needs for its calls besides the id, such as a cipher. No secrets. */
  readonly extra?: Readonly<Record<string, string>>
  /** What this grant does not open, and what to do for it: said when the store is connected. */
  readonly note?: Localized
}

/** A bearer of calls, kept sealed until shortly before it expires. */
export interface Token {
  readonly value: string
  readonly expiresAt: Date
  /** A refresh token that replaces the one used: stored in the same write, before the token is used. */
  readonly refreshToken?: string
}

/** What a connector may use; nothing else reaches it. */
export interface ConnectorContext<Keys> {
  readonly keys: Keys
  /** Addresses by the name of their variable, without a slash at the end. */
  readonly addresses: Readonly<Record<string, string>>
  readonly http: (request: HttpRequest) => Promise<HttpResponse>
  /**
   * The token of a name, minted where there is none or it expires. One caller mints, all replicas share. `refresh` is
   * the latest refresh token: that of the keys, until the marketplace gave another.
   */
  readonly token: (name: string, mint: (refresh: string | null) => Promise<Token>) => Promise<string>
  /** Forgets a token that was refused, so that the next call mints. */
  readonly forgetToken: (name: string) => Promise<void>
  /** A salted hash of a buyer's id. */
  readonly pseudonym: (id: string) => string
  /**
   * Notes at once how far the step got. Should it fail or the process die afterwards, the next try begins with this as
   * its `state`; a step that returns says its next state itself. Call it before and after whatever must not be done
   * twice, and between calls that come back slowly.
   */
  readonly keep: (state: unknown) => Promise<void>
  readonly now: () => Date
  readonly signal: AbortSignal
}

/** Why days are asked for. `detail`: for more of days that are there (`Feed.detail`); `dry`: nothing is stored. */
export type PullKind = 'tip' | 'restate' | 'backfill' | 'replay' | 'detail' | 'dry'

/** What one step is asked. */
export interface PullRequest {
  readonly store: FoundStore
  readonly window: Window
  readonly kind: PullKind
  /** What the step before handed on; `null` at the first. JSON. */
  readonly state: unknown
  /** What the last finished pull of the feed kept (the server's own upper bound); `null` at the first. JSON. */
  readonly cursor: unknown
}

/** How a pull goes on. */
export type PullNext =
  | { readonly kind: 'again'; readonly state: unknown; readonly notBefore?: Date }
  /** `through`: the last day of which the feed says that it is whole; `null`: none. */
  | { readonly kind: 'done'; readonly through: Day | null; readonly cursor?: unknown }
  /** The marketplace says that there is nothing for these days; `zeros`: it says that this means zero. */
  | {
      readonly kind: 'nothing'
      readonly reason: 'no-data' | 'not-entitled'
      readonly zeros: boolean
      /** What is missing; absent: the usual sentence. */
      readonly why?: Said
    }

/** The result of a step, stored in one transaction: lines of orders, or whole days with all that a day source tells. */
export interface PullStep {
  readonly orders?: readonly OrderLine[]
  /** More lines than are held at once, read while they are stored; a fault in between undoes the whole step. */
  readonly orderPieces?: AsyncIterable<readonly OrderLine[]>
  readonly days?: readonly Observed[]
  /** Words of the marketplace that are not known and were counted as something else: told to administrators, each once. */
  readonly unknown?: readonly string[]
  readonly next: PullNext
}

/** One kind of figures of a store. */
export interface Feed<Keys> {
  /** Such as `orders`, `returns`, `traffic`, `ads`, `fees`, `stock`, `reviews`, `service`. The source is `<connector>/<id>`. */
  readonly id: string
  readonly label: Localized
  /** Measures that every whole day of it has, zeros included. */
  readonly tells: readonly string[]
  /** Of a `ledger`: measures that stand only on days on which an order line says them (history may not know them). */
  readonly tellsWhereKnown?: readonly string[]
  /** `ledger`: order lines, added up to days by us. `snapshot`: only of the moment, no history. */
  readonly grain: 'store' | 'sku' | 'ledger' | 'snapshot'
  /** It has rows of SKUs alone: those of the store come from another feed, which may tell the same measures. */
  readonly skusOnly?: true
  /**
   * Its money stands on the day on which the marketplace books or pays it, which is not the day of the order: a day with
   * orders and without money, or the other way round, is no surprise. Absent: on the day of the order.
   */
  readonly booked?: true
  /** Minutes between pulls of the newest days. */
  readonly everyMinutes: number
  /** Hours after the end of a local day until its figures are expected. */
  readonly dueHours: number
  /** Days after which a figure does not change any more. */
  readonly finalAfterDays: number
  /**
   * Days back that are read again about once a week, a part of them each night, for changes that leave no mark on the
   * order: money given back late. Absent: none beyond `finalAfterDays`.
   */
  readonly weeklyDays?: number
  /** How far back the marketplace tells; `null`: since the store began. */
  readonly historyDays: number | null
  /** Longest window of one pull in days. */
  readonly sliceDays: number
  /** Has more to tell of older days that takes long: fetched behind all history, in windows of so many days. */
  readonly detail?: { readonly label: Localized; readonly sliceDays: number; readonly youngestDays: number }
  /** Vendor's names of the permissions it needs. */
  readonly scopes: readonly string[]
  /** Without it nothing is complete, as without the first feed of a connector. */
  readonly isMain?: true
  /** One step. @throws SourceFault */
  readonly pull: (request: PullRequest, context: ConnectorContext<Keys>) => Promise<PullStep>
}

/** What the form says of a key: its name as the marketplace shows it, and where to find it. */
export interface KeyText {
  readonly label: Localized
  readonly help?: Localized
  /** It is longer than a line, as JSON is. */
  readonly lines?: true
}

/** What a consent page needs to know. */
export interface ConsentRequest {
  /** What the form of `Consent.keys` holds. */
  readonly keys: Readonly<Record<string, string>>
  readonly addresses: Readonly<Record<string, string>>
  /** Our page to come back to: it must be registered with the application, letter by letter. */
  readonly redirectUri: string
  readonly now: Date
}

/** The seller's consent on the marketplace's own page (authorisation code, RFC 6749 section 4.1). */
export interface Consent {
  /** What must be known before: the application's own keys. */
  readonly keys: z.ZodObject
  /** Where the seller's browser goes; `state` has to come back unchanged. */
  readonly authorizeUrl: (request: ConsentRequest & { readonly state: string }) => string
  /**
   * Trades what came back for all keys of the connection. It checks the marketplace's own signature of the query where
   * there is one. @throws SourceFault `authorisation` when the code is not accepted
   */
  readonly exchange: (
    request: ConsentRequest & { readonly query: Readonly<Record<string, string>> },
    http: ConnectorContext<unknown>['http'],
  ) => Promise<Readonly<Record<string, unknown>>>
}

/** The marketplace's own totals of one local day, or of the whole window where `day` is `null`. Money in minor units. */
export interface OwnTotals {
  readonly day: Day | null
  readonly measures: Readonly<Record<string, string>>
}

/** Orders prove that two grants are of one account: a marketplace reads each order to its own seller alone. */
export interface AccountProof<Keys> {
  /** `market`: stores of all sellers of a market have the same id; `keys`: other keys of a seller may give another id. */
  readonly ids: 'market' | 'keys'
  /** Whether the grant reads an order of a store. @throws SourceFault where it cannot be asked */
  readonly knowsOrder: (
    request: { readonly store: FoundStore; readonly orderId: string },
    context: ConnectorContext<Keys>,
  ) => Promise<boolean>
  /** Ids of some of the newest orders of a store, by one call. @throws SourceFault where it cannot be asked */
  readonly recentOrders: (
    request: { readonly store: FoundStore },
    context: ConnectorContext<Keys>,
  ) => Promise<readonly string[]>
}

/** How this process reaches marketplaces, and where people reach its pages. */
export interface MarketAccess {
  readonly connectors: readonly Connector[]
  /** The environment: addresses of marketplaces. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secretKey: string
  /** Absolute, without a slash at the end. */
  readonly publicUrl: string
}

/** A marketplace: data and small steps. It knows nothing of our database. */
export interface Connector<Keys = unknown> {
  /** Its folder and the word after `connect`. */
  readonly id: string
  readonly label: Localized
  /** Platform of its stores. */
  readonly platform: string
  /** Of the demo company: nobody connects it, and nothing waits for its history. Absent: a real one. */
  readonly simulated?: true
  /** What the file of keys or the form holds. */
  readonly keys: z.ZodType<Keys>
  /** What the form says of keys that have no usual name, or are found in a place of their own. */
  readonly keyTexts?: Readonly<Record<string, KeyText>>
  /** Name of the key that holds the refresh token; `null`: none. */
  readonly refreshKey: string | null
  readonly auth: readonly AuthKind[]
  /** Variables of the environment that replace addresses, with the platform's own (may depend on the keys). */
  readonly addresses: (keys: Keys) => Readonly<Record<string, string>>
  readonly versions: readonly ApiVersion[]
  readonly budgets: readonly Budget[]
  /** Names of fields that hold persons: cut at any depth before an answer is kept. */
  readonly personal: readonly string[]
  /** What ends, and when: grants, secrets. Told 14, 7, 3 and 1 days before. */
  readonly expiries?: (context: ConnectorContext<Keys>) => Promise<Readonly<Record<string, Date>>>
  /** Proves the authorisation by asking for the stores. @throws SourceFault `authorisation` */
  readonly listStores: (context: ConnectorContext<Keys>) => Promise<readonly FoundStore[]>
  /** Reads what new keys lead to, where their form and the list of stores prove too little. @throws SourceFault */
  readonly tryKeys?: (context: ConnectorContext<Keys>) => Promise<void>
  /** Consent by a button instead of keys from a file; absent: the marketplace has none. */
  readonly consent?: Consent
  /** The marketplace's own totals, to compare ours with; absent: it tells none. @throws SourceFault */
  readonly totals?: (
    request: { readonly store: FoundStore; readonly window: Window },
    context: ConnectorContext<Keys>,
  ) => Promise<readonly OwnTotals[]>
  /** How accounts are told apart whose ids of stores do not; absent: the ids name the account for good. */
  readonly account?: AccountProof<Keys>
  readonly feeds: readonly Feed<Keys>[]
}

/** Gives a connector its type; the registry holds connectors of all keys. */
export function defineConnector<Keys>(connector: Connector<Keys>): Connector {
  // The engine parses keys with `keys` before it hands them to the same connector: the types agree.
  return connector as unknown as Connector
}
