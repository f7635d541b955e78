import type { Card, PersonRef } from '#src/chat/card.ts'
import type { Found } from '#src/chat/checkup.ts'
import type { CurrentCard, FormAction } from '#src/chat/messenger.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import type { Against, Period } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import type { Figures } from '#src/features/figures/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { MarketAccess } from './connector.ts'
import type { DataTable } from './data-table.ts'
import type { PageLinks } from './page-links.ts'

/** What a person may do, each including the ones before it. */
export const roles = ['viewer', 'operator', 'manager', 'administrator'] as const
export type Role = (typeof roles)[number]

/** A number as somebody typed it. `kind` says what was written with it. */
export interface Amount {
  /** `8%` is 0.08, `5万` 50000, `¥5,000` 5000 (major units). */
  readonly value: number
  /** Exact decimal of the same value. */
  readonly decimal: string
  readonly kind: 'plain' | 'percent' | 'money'
  /** ISO 4217 where a sign or code was written; `¥` alone is `null`: the store decides. */
  readonly currency: string | null
}

/** A line after its words were recognised. Every word stands in exactly one list. */
export interface Words {
  readonly line: string
  /** The command's name. */
  readonly verb: string
  /** The sub-verb such as `set`, by its canonical name; `null` when none was typed. */
  readonly subverb: string | null
  readonly kpis: readonly Kpi[]
  /** Base figures, where the command takes them; a name that a KPI has as well means the KPI. */
  readonly measures?: readonly Measure[]
  readonly places: readonly Place[]
  /** Places that were named to be left out, single SKUs among them, where the command takes that. */
  readonly except?: readonly Place[]
  /** Days that were named to be left out, where the command takes that. */
  readonly exceptDays?: readonly Period[]
  readonly periods: readonly Period[]
  /** What changes are to be held against, such as 同比; absent or empty: nothing was said. */
  readonly against?: readonly Against[]
  readonly amounts: readonly Amount[]
  readonly people: readonly PersonRef[]
  /** `#42` or a bare number where the command expects the number of a thing. */
  readonly ids: readonly number[]
  /** What stood in quotes. */
  readonly quoted: readonly string[]
  /** Words that nothing knew, as typed. */
  readonly unknown: readonly string[]
  /** Everything after verb and sub-verb as typed, for commands with a grammar of their own. */
  readonly rest: string
  /**
   * The line, as long as it is, with blanks in place of verb, sub-verb, names and quoted text: what a command that reads
   * moments, rules and the like by itself has to account for, word by word.
   */
  readonly open: string
  /** Where KPIs, places and periods stand in the line, for commands that read how words stand to each other. */
  readonly spans?: readonly WordSpan[]
}

/** A name or period in a line. */
export type WordSpan = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'kpi'; readonly kpi: Kpi }
  | { readonly kind: 'place' }
  | { readonly kind: 'period'; readonly period: Period }
)

/** Who asks, from where, and what they may see. */
export interface Caller {
  readonly personId: number | null
  readonly name: string
  readonly role: Role
  readonly locale: Locale
  readonly timeZone: string
  /** Stores the answer may speak of: the person's, and in a group only those that the channel may see too. */
  readonly stores: readonly Store[]
  /** True for a demo person or channel: totals are of demo stores; otherwise of real ones. */
  readonly demo: boolean
  readonly messenger: string
  readonly workspace: string
  /** The platform's id of the person, and of the conversation. */
  readonly externalId: string
  readonly channelExternalId: string
  /** Our row of the conversation; `null` in a conversation that we do not know yet. */
  readonly channelId: number | null
  readonly kind: 'direct' | 'group'
  readonly via: 'typed' | 'slash' | 'button' | 'form'
  /** Whoever has the machine: bounded by nobody's scope, whoever they act as. */
  readonly unbounded?: true
}

/** What a command may use. */
export interface CommandContext {
  readonly db: Db
  readonly figures: Figures
  readonly catalog: Catalog
  readonly caller: Caller
  readonly commands: readonly Command[]
  readonly now: Date
  /** Zone of the team, for things that belong to no store. */
  readonly teamTimeZone: string
  /** How the service itself is, for `health`. */
  readonly health: () => Promise<HealthReport>
  /** Looks at the whole installation, for `doctor`; absent where it cannot be seen. */
  readonly checkup?: () => Promise<readonly Found[]>
  /** What this installation is, for whoever helps; absent where nobody knows. */
  readonly installation?: Installation
  /** Asks that something be done soon: enqueued in the same transaction (a `Db` is also a transaction). */
  readonly enqueue: (db: Db, job: string, data: unknown) => Promise<void>
  /** How marketplaces are reached; absent where none can be connected. */
  readonly markets?: MarketAccess
  /** Signs addresses of pages that cards lead to; absent where no pages are served. */
  readonly pages?: PageLinks
  /** Whether a messenger brings files into its conversations; absent: none does. */
  readonly carriesFiles?: (messenger: string) => boolean
  /** The answer is taken as data, and the database takes no change: nothing is issued beside it. */
  readonly readsOnly?: true
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
}

/** What runs here. */
export interface Installation {
  readonly version: string
  /** Where people's requests for help go; `null`: to the administrators. */
  readonly supportEmail: string | null
  /** Where its pages open; absent: none are served. */
  readonly publicUrl?: string
}

/** State of the parts of the service. */
export interface HealthReport {
  readonly ready: boolean
  readonly checks: readonly {
    readonly name: string
    readonly ok: boolean
    readonly detail: string
    /** Name and detail for people; absent: as they stand. */
    readonly label?: Localized
    readonly said?: Localized
  }[]
}

/** What a command says: cards, private where only the asker should see them. */
export interface CommandAnswer {
  readonly cards: readonly Card[]
  readonly private?: boolean
  /** The first card is the new state of the message whose button was pressed. */
  readonly replaces?: boolean
  /** What now stands in all messages about a subject. */
  readonly standing?: CurrentCard
  /** Asks for what the line lacks; the cards carry it, too. */
  readonly form?: FormAction
  /** The same answer as rows, for files and programs, made when they are asked for; absent: what the cards say. */
  readonly tables?: () => readonly DataTable[]
  /** A number that the person was told, for the record. */
  readonly reference?: string
  /** The language to say it in, where the command changed it; absent: the caller's or the group's. */
  readonly locale?: Locale
}

/** What stands behind a verb and says what it does. */
export interface Subverb {
  /** What people type instead. */
  readonly aliases: readonly string[]
  /** The role it needs, where it differs from the verb's. */
  readonly role?: Role
  /** Everything behind it is read by the command itself, from `rest`. */
  readonly free?: boolean
}

/** A verb of the language. It never parses text, checks roles, formats for a platform or sends. */
export interface Command {
  readonly name: string
  /** What people type instead, in any language. The canonical name is understood in all of them. */
  readonly aliases: Readonly<Record<Locale, readonly string[]>>
  readonly summary: Localized
  /** Lines to show in help; KPI and place names in them are typed as they stand. */
  readonly examples: Readonly<Record<Locale, readonly string[]>>
  /** Sub-verbs by canonical name. */
  readonly subverbs?: Readonly<Record<string, Subverb>>
  readonly role: Role
  /** Which kinds of words it takes. What is typed beyond that is answered with a hint. */
  readonly takes: {
    readonly kpis?: boolean
    readonly measures?: boolean
    readonly places?: boolean
    /** Places that are left out: `except Amazon`. */
    readonly except?: boolean
    readonly periods?: boolean
    /** What changes are held against: 同比, 環比, MoM. */
    readonly against?: boolean
    readonly amounts?: boolean
    readonly people?: boolean
    readonly ids?: boolean
    readonly quoted?: boolean
    /** A quoted text that is somebody's or something's name is that name, not a text. */
    readonly quotedNames?: boolean
    /** Whole sentences, which the command reads from `open`: words that only fill stay there. */
    readonly sentences?: boolean
    /** Moments, days, lengths and zones, which the command reads from `open`. */
    readonly moments?: boolean
    /** What follows may be the line of another verb, as it is. */
    readonly lines?: boolean
    /** Unknown words are its own business (names of things that do not exist yet). */
    readonly free?: boolean
  }
  /** The sub-verb that is meant when none was typed, so that its role is asked for before `run`; `null`: none. */
  readonly implied?: (words: Words) => string | null
  /** True when no form of it changes anything: a nearly right word may then be assumed instead of asked about. */
  readonly readOnly?: boolean
  /** What it changes can be taken back: it runs in one transaction whose changes are kept. */
  readonly undoable?: boolean
  /**
   * What it does, with more than its name, lasts and is not taken back by `undo`: a bare `undo` behind it asks first. A list:
   * only these sub-verbs do.
   */
  readonly lasting?: boolean | readonly string[]
  /** @throws UserError when the words do not make sense together. */
  run(words: Words, context: CommandContext): Promise<CommandAnswer>
}

/** Gives a command its type. */
export function defineCommand(command: Command): Command {
  return command
}

/** What a verb is called in each language. */
export function verbLabel({ name, aliases }: Pick<Command, 'name' | 'aliases'>): Localized {
  return { en: name, ja: aliases.ja[0] ?? name, 'zh-CN': aliases['zh-CN'][0] ?? name }
}

/** Whether a role includes another. */
export function includes(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
