import type { Localized } from '#src/i18n/locale.ts'

/**
 * Everything the bot says: plain data with texts in every language, no markup and no platform's vocabulary.
 * A text never formats, links or mentions: renderers escape all of it. Cards are stored as JSON.
 */
export interface Card {
  readonly title: Localized
  readonly tone: Tone
  readonly blocks: readonly Block[]
  /** The same as a task: a messenger with tasks of its own may show that in the card's place. */
  readonly task?: CardTask
  /** The same as a request in the platform's own approval: only sent to messengers that take those. */
  readonly approval?: CardApproval
}

/** Something that waits for a decision, as an approval of the platform shows it. */
export interface CardApproval {
  /** Names it for good, such as `proposal/12`. */
  readonly name: string
  readonly title: Localized
  readonly facts: readonly Pick<Fact, 'label' | 'value'>[]
  readonly applicant: PersonRef | null
  /** Who is asked now, and who decided so far. */
  readonly people: readonly (PersonRef & { readonly how: 'asked' | 'approved' | 'rejected' })[]
  readonly state: 'waiting' | 'approved' | 'rejected' | 'withdrawn'
  /** What deciding it types; `reject` has a gap `{reason}` for what was said with it. */
  readonly lines: { readonly approve: string; readonly reject: string; readonly withdraw: string }
}

/** Something that somebody is to do until a day. */
export interface CardTask {
  /** As somebody wrote it. */
  readonly what: string
  readonly about: Localized
  /** Such as 2026-12-15. */
  readonly due: string
  readonly done: boolean
  /** It was taken back or is somebody else's now: what stands of it goes away. */
  readonly gone?: true
  /** It was done, and is not any more: somebody took that back. */
  readonly reopened?: true
  /** What completing it types. */
  readonly line: string
}

/** How good the news is. `info` is neither; `critical` is for what cannot wait. */
export type Tone = 'good' | 'warning' | 'bad' | 'critical' | 'info'

/** One part of a card. A renderer that does not draw every kind does not compile. */
export type Block =
  | TextBlock
  | FactsBlock
  | TableBlock
  | ListBlock
  | ImageBlock
  | MentionBlock
  | LinkBlock
  | ActionsBlock

/** A paragraph. `strong` is the line that says what matters most, `muted` the small print. */
export interface TextBlock {
  readonly type: 'text'
  readonly text: Localized
  readonly style?: 'plain' | 'strong' | 'muted'
}

/** Labelled values, two or three of them side by side where there is room. */
export interface FactsBlock {
  readonly type: 'facts'
  readonly facts: readonly Fact[]
}

/** One labelled value. `detail` is said smaller behind it. */
export interface Fact {
  readonly label: Localized
  readonly value: Localized
  readonly detail?: Localized
  readonly tone?: Tone
}

/** Rows and columns; the first column names the row. Every row has as many cells as there are columns. */
export interface TableBlock {
  readonly type: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A column of a table: numbers are aligned at the end. */
export interface Column {
  readonly label: Localized
  readonly align?: 'start' | 'end'
}

/** A cell of a table. `dim` is for what cannot be judged (too few cases, no data). */
export interface Cell {
  readonly text: Localized
  readonly tone?: Tone
  readonly dim?: boolean
}

/** Items under a heading, such as notes. A messenger that can fold may fold a `folded` list. */
export interface ListBlock {
  readonly type: 'list'
  readonly heading?: Localized
  readonly items: readonly Localized[]
  readonly folded?: boolean
}

/** A picture that is drawn when it is needed, in the language of the place where it is shown. */
export interface ImageBlock {
  readonly type: 'image'
  readonly picture: Picture
  /** What a reader who cannot see the picture should know. */
  readonly alt: Localized
}

/** The recipe of a picture: which drawing, from which data (JSON). Opaque to messengers. */
export interface Picture {
  readonly drawing: string
  readonly data: unknown
}

/** People whose attention is asked for. A messenger mentions those it knows and names the others. */
export interface MentionBlock {
  readonly type: 'mention'
  readonly people: readonly PersonRef[]
  /** Nobody has reacted: a messenger that can call people harder than by a mention does so, at 2 as hard as allowed. */
  readonly urgent?: 1 | 2
}

/** A person as a card names them: our id and the name to show. */
export interface PersonRef {
  readonly id: number
  readonly name: string
}

/**
 * The way to a page that opens in a browser: of this service, or a procedure that a manager keeps. Never an address out of
 * other people's texts.
 */
export interface LinkBlock {
  readonly type: 'link'
  readonly label: Localized
  /** Absolute, http or https. */
  readonly url: string
  /** What stands there is a file of ours. `brought`: a messenger that can carry files brings it along. */
  readonly file?: { readonly id: string; readonly name: string; readonly brought: boolean }
}

/** Buttons. */
export interface ActionsBlock {
  readonly type: 'actions'
  readonly actions: readonly Action[]
}

/** A button is a command line that somebody presses. */
export interface Action {
  readonly label: Localized
  /** What pressing types, such as `ack 42`. With a form: a template such as `ack 42 {reason}`. */
  readonly line: string
  readonly style?: 'primary' | 'danger' | 'plain'
  /** Asked before the line is sent, where something is overwritten. */
  readonly confirm?: Localized
  /** Blanks to fill in before the line is sent. */
  readonly form?: Form
}

/** Blanks of a command line. A text that the person enters is put in quotes at the gap with the field's name. */
export interface Form {
  readonly title: Localized
  readonly submit: Localized
  readonly fields: readonly Field[]
}

/** One blank. An optional one that stays empty leaves its gap empty. */
export interface Field {
  readonly name: string
  readonly label: Localized
  readonly kind: 'text' | 'number' | 'date' | 'select' | 'person'
  readonly optional?: boolean
  readonly initial?: string
  readonly placeholder?: Localized
  /** For `select`: what to choose from; `value` is what goes into the line. */
  readonly options?: readonly { readonly label: Localized; readonly value: string }[]
  /** For `select`, instead of `options`: a list that is too long or too personal to stand in the card. */
  readonly source?: ChoiceSource
}

/** Lists that fields offer: KPIs, single stores, places (stores, platforms, markets or all of them), people. */
export const choiceSources = ['kpis', 'stores', 'places', 'people'] as const
export type ChoiceSource = (typeof choiceSources)[number]

/** Puts what a person entered into the gaps of a form's line. Text is quoted, and its own quotes are made typographic. */
export function fillLine(action: Action, values: Readonly<Record<string, string>>): string {
  const fields = new Map((action.form?.fields ?? []).map(field => [field.name, field]))
  const line = action.line.replace(/\{(\w+)\}/g, (_gap, name: string) => {
    const value = (values[name] ?? '').trim()
    if (value === '') return ''
    return fields.get(name)?.kind === 'text' ? quoted(value) : value
  })
  return line.replace(/ {2,}/g, ' ').trim()
}

/** The line that rejects what waits for a decision, with what was said. */
export function rejectLine({ lines }: Pick<CardApproval, 'lines'>, reason: string): string {
  return lines.reject.replace('{reason}', () => quoted(reason.trim()))
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '”').replace(/\s+/g, ' ')}"`
}
