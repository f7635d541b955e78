import type { FastifyInstance } from 'fastify'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { BotLog } from './bot-log.ts'
import type { BotTool, Vault } from './bot-tool.ts'
import type { Action, Card, ChoiceSource } from './card.ts'
import type { Check, CheckupContext } from './checkup.ts'
import type { DirectAnswers } from './direct-answers.ts'
import type { Directory } from './directory.ts'
import type { EvidencePhotos } from './evidence-photos.ts'
import type { FileImports, ImportingPerson } from './file-imports.ts'
import type { LinkedIdentity, Moved, Undelivered } from './platform-news.ts'
import type { Allowance, Inbox, MessageStore, SlidingPlace, Uploads } from './shared-work.ts'
import type { Sheets } from './sheets.ts'
import type { SignInWay } from './sign-in.ts'

export type { BotLog } from './bot-log.ts'
export type { BotTool, BotToolContext, ToolGroups, ToolStore, Vault } from './bot-tool.ts'
export type { ChoiceSource } from './card.ts'
export type { DirectAnswers, Piece, SaidHow, SayAttempt, Speaker } from './direct-answers.ts'
export type { Directory, DirectoryChannel, DirectoryPerson } from './directory.ts'
export type { EvidencePhotos } from './evidence-photos.ts'
export type { FileImports, ImportFile, ImportingPerson } from './file-imports.ts'
export type { LinkedIdentity, Moved, Undelivered } from './platform-news.ts'
export type { Allowance, Inbox, MessageStore, SlidingPlace, StoredMessage, Taken, Uploads } from './shared-work.ts'

/** What a messenger can do. Proved flag by flag in the contract tests. */
export interface Capabilities {
  /** A message that stands already can be changed, in person at least; elsewhere `update` says the new state below. */
  readonly edit: boolean
  /** A person can be mentioned so that they are notified. */
  readonly mention: boolean
  readonly images: boolean
  readonly buttons: boolean
  /** A button can ask for input before its line is sent. */
  readonly forms: boolean
  /** An answer in a group can be shown to the asker alone. */
  readonly ephemeral: boolean
  readonly threads: boolean
  /** One shared message is shown to each reader in their own language. */
  readonly perReaderLanguage: boolean
  /** The platform itself drops a second message with the same delivery id. */
  readonly dropsDuplicates: boolean
  /** A message can be found again by the delivery id it carries. */
  readonly findsByDeliveryId: boolean
}

/** A picture that was drawn: PNG bytes and size in pixels. `id` names its content and language. */
export interface DrawnPicture {
  readonly id: string
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** A file to be brought into a conversation. */
export interface CarriedFile {
  /** With its ending; plain letters, digits, `-`, `_` and `.`. */
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/** What a pure renderer is told besides the card. */
export interface RenderOptions {
  readonly locale: Locale
  /** For each image block, in order of appearance: the platform's handle of the picture, or `null` where drawing or
   * upload failed: the text then says that the picture is missing. */
  readonly pictures: readonly (string | null)[]
  /** The platform's own id of each person who is linked there, by our id. */
  readonly handles: ReadonlyMap<number, string>
}

/** A rendered card. `lost` names what could not be shown in any form; text, facts, mentions and actions never are. */
export interface Rendered<M> {
  readonly messages: readonly M[]
  readonly lost: readonly string[]
}

/** Where a message goes: a conversation of one messenger. */
export interface Address {
  /** Chat workspace or tenant; empty where the messenger has only one. */
  readonly workspace: string
  /** The platform's id of the channel, group or person. */
  readonly channel: string
  readonly kind: 'direct' | 'group'
  /** The message to answer under, where the messenger has threads. */
  readonly thread?: string
}

/** A message to send. */
export interface Outgoing {
  /** Names the delivery for good: the same id is never shown twice. */
  readonly deliveryId: string
  /** What the message is about, such as `alert/42`: a `Reply.standing` of the same subject is its new state. */
  readonly subject?: string
  readonly to: Address
  readonly card: Card
  /** What is new about a message that stands, for places where it cannot be changed; absent: the card itself tells. */
  readonly news?: Card
  readonly locale: Locale
  /** Drawn pictures of the image blocks, in order; `null` where drawing failed. */
  readonly pictures: readonly (DrawnPicture | null)[]
  readonly handles: ReadonlyMap<number, string>
  readonly signal: AbortSignal
}

/** Where a message stands, as JSON that the messenger understands: kept to edit it later. */
export type MessageRef = string

/** One chat platform. All methods throw `TransportError` when the platform does not take the message. */
export interface Messenger {
  readonly id: string
  readonly can: Capabilities
  /** Pacing towards the platform: at least so many milliseconds between two messages in one conversation. */
  readonly gapMs: number
  /** Shows a card's `approval` in the platform's own approval; without it no such card is sent there. */
  readonly takesApprovals?: boolean
  /** Tables that people edit together; absent where the platform has none that an app may write. */
  readonly sheets?: Sheets
  /** People sign in to our pages with their account there; absent where the platform has nothing of the kind. */
  readonly signIn?: SignInWay
  send(message: Outgoing): Promise<MessageRef>
  /**
   * Brings a file, with what the card says of it. Absent where the messenger carries no files: the card and its link are
   * sent instead. As repeatable as `send`.
   */
  sendFile?(message: Outgoing, file: CarriedFile): Promise<MessageRef>
  /** Changes a message that stands; only called when `can.edit`. */
  update?(ref: MessageRef, message: Outgoing): Promise<MessageRef>
  /**
   * Where messages cannot be changed: a later state of a message that stands. May stay silent and keep the reference when
   * it is not worth a new message. Without it every later state is sent anew.
   */
  follow?(ref: MessageRef, message: Outgoing): Promise<MessageRef>
  /**
   * What `Address.thread` is for answering under a message that stands; `null` where it cannot be answered under. A
   * messenger with `can.threads` has it.
   */
  threadOf?(ref: MessageRef): string | null
  /** Looks for a message by its delivery id; only called when `can.findsByDeliveryId` and an attempt was doubtful. */
  find?(deliveryId: string, to: Address): Promise<MessageRef | null>
  /** Registers the routes the platform calls, inside their own Fastify plugin. */
  routes?(app: FastifyInstance): Promise<void>
  /** Opens long connections. Called once the service listens. */
  start?(): Promise<void>
  /** Finishes what runs and closes connections. */
  stop?(): Promise<void>
}

/** What a person asked, however they did: typed text, slash command, menu, button, form. */
export interface Invocation {
  readonly messenger: string
  readonly workspace: string
  /** The platform's id of the person. */
  readonly person: string
  /** What the platform told about the person, for linking and for a first language and zone. */
  readonly profile?: {
    readonly name?: string
    readonly email?: string
    readonly locale?: Locale
    readonly timeZone?: string
  }
  /** The conversation; `channelName` is what people call it. */
  readonly channel: string
  readonly channelName?: string
  readonly kind: 'direct' | 'group'
  readonly thread?: string
  /** The command line, without the slash command's own name. */
  readonly line: string
  readonly via: 'typed' | 'slash' | 'button' | 'form'
}

/** What is said in return. */
export interface Reply {
  readonly cards: readonly Card[]
  /** The language of the person, or of the channel when the answer is for all of it. */
  readonly locale: Locale
  /** Only for the asker: where the messenger can, nobody else sees it. */
  readonly private: boolean
  readonly handles: ReadonlyMap<number, string>
  /** Set when the line was not carried out: what is wrong, for the error line of a form; the cards say it, too. */
  readonly refused?: Localized
  /** The line held a key: whoever keeps what people type keeps nothing of it. */
  readonly withheld?: true
  /** The first card is the new state of the message whose button was pressed: it may take its place. */
  readonly replaces?: boolean
  /** What now stands in all messages about a subject. They are edited anyway; the one that was pressed may show it at once. */
  readonly standing?: CurrentCard
  /**
   * The line lacks what this form asks for. A messenger that can open a form at once does so instead of saying the cards,
   * which carry the same form behind a button.
   */
  readonly form?: FormAction
}

/** A button that asks for what its line lacks. */
export type FormAction = Action & Required<Pick<Action, 'form'>>

/** The present card of a subject. */
export interface CurrentCard {
  readonly subject: string
  readonly card: Card
}

/** What a messenger is given. */
export interface BotDeps {
  /** Answers an invocation. Never throws: faults become cards. */
  readonly answer: (invocation: Invocation) => Promise<Reply>
  /** Says answers to people: retried, in the order of their questions, none lost. */
  readonly directAnswers: DirectAnswers
  /** Draws a card's pictures in order; `null` where drawing failed. */
  readonly draw: (card: Card, locale: Locale) => Promise<readonly (DrawnPicture | null)[]>
  /** Takes a delivery of the platform for this process: `false` when it was seen before, by any replica. */
  readonly claim: (key: string) => Promise<boolean>
  /** What the platform delivered and must not be lost once it was told that we have it. */
  readonly inbox: Inbox
  /** What was uploaded to the platform: once per content, over all replicas. */
  readonly uploads: Uploads
  /** Takes part of an allowance that all replicas share, at once: `false` when not enough of it is left. */
  readonly spend: (allowance: Allowance) => Promise<boolean>
  /** Takes a place of a sliding window that all replicas share: 0, or the seconds until one is free. */
  readonly takePlace: (place: SlidingPlace) => Promise<number>
  /** A signed address of a drawn picture under `/files/`, relative to the service's own address. */
  readonly pictureUrl: (picture: DrawnPicture) => string
  /** Who and what is there to choose from: people and channels that stand in the database for this messenger. */
  readonly directory: Directory
  /** Tells all replicas of this service something (PostgreSQL NOTIFY); at most 7 kB of JSON. */
  readonly publish: (topic: string, payload: unknown) => Promise<void>
  readonly subscribe: (topic: string, listener: (payload: unknown) => void) => Promise<() => Promise<void>>
  /** Messages that a messenger without a memory of its own keeps with us (the web console). */
  readonly messages: MessageStore
  /** Files that people bring; absent where nothing takes them. */
  readonly imports?: FileImports
  /** Photos behind ratings; absent where nothing takes them. */
  readonly photos?: EvidencePhotos
  /** The language that somebody chose, for what is said before anything is asked; `null`: none, or nobody we know. */
  readonly languageOf: (who: Pick<LinkedIdentity, 'workspace' | 'person'>) => Promise<Locale | null>
  /** What a form's field offers to a person, best matches first, at most 100; only what the person may see. */
  readonly choices: (source: ChoiceSource, query: string, by: ImportingPerson) => Promise<readonly Choice[]>
  /** Credentials that the messenger gets while it runs, such as tokens of installed workspaces; encrypted at rest. */
  readonly vault: Vault
  /**
   * Does something in at most one process at a time, for platforms that allow one connection only: `run` starts when
   * this process is chosen and should end soon after its signal. Another takes over within seconds when it dies. The
   * result gives the place up.
   */
  readonly alone: (name: string, run: (signal: AbortSignal) => Promise<void>) => () => Promise<void>
  /** Tells the administrators something, once per key, where they can be reached in person. */
  readonly tell: (key: string, card: Card) => Promise<void>
  /** Says that a message which the platform took did not arrive. `false`: nothing of ours went there. */
  readonly undelivered?: (report: Undelivered) => Promise<boolean>
  /** A conversation has another id of the platform from now on; what we know of it stays. */
  readonly moved?: (move: Moved) => Promise<void>
  /** Ties an id of the platform to the person with an e-mail that the platform vouches for. `false`: nobody has it. */
  readonly link: (identity: LinkedIdentity) => Promise<boolean>
  readonly now: () => Date
  readonly log: BotLog
  readonly publicUrl: string
  /** The service's own page for people, for links; absent where there is none, or only this machine reaches it. */
  readonly pageUrl?: string
}

/** Something to choose: `value` goes into the line. */
export interface Choice {
  readonly label: Localized
  readonly value: string
}

/** How a messenger registers itself. */
export interface BotFactory<Config = unknown> {
  readonly id: string
  readonly label: Localized
  /** Everybody can be written to by their e-mail address alone: used for people who are linked nowhere else. */
  readonly reachesByEmail?: boolean
  /** It is a page that people open: its path under the service's address, for links in other messengers. */
  readonly pagePath?: string
  /**
   * Reads its part of the environment: `null` when switched off. Throws `ConfigError` listing what is missing. `kept`
   * names what stands in its vault: a group's robot that was set up there may be enough to speak.
   */
  readonly readConfig: (env: Readonly<Record<string, string | undefined>>, kept?: readonly string[]) => Config | null
  readonly render: (card: Card, options: RenderOptions) => Rendered<unknown>
  /** Only now the platform's library is loaded: what is not configured costs neither time nor memory. */
  readonly create: (config: Config, deps: BotDeps) => Promise<Messenger>
  /** What to look at to see whether the platform accepts it: light, without the platform's library. */
  readonly checkup?: (config: Config, context: CheckupContext) => readonly Check[]
  /** What an administrator does with it from a shell: `npm run kpi -- <id> <name>`. */
  readonly tools?: readonly BotTool[]
}

/**
 * Gives the parts of a bot their types, and forgets the type of the configuration, so that all bots fit in one list:
 * `create` only ever gets what the same factory's `readConfig` returned.
 */
export function defineBot<Config>(factory: BotFactory<Config>): BotFactory {
  return factory as BotFactory // see above
}
