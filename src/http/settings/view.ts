import type { Action } from '#src/chat/card.ts'
import type { CommandContext, Role } from '#src/contracts/command.ts'
import type { DispatchParts, PersonAnswer } from '#src/features/conversation/index.ts'
import type { Channel, Person } from '#src/features/people/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import type { HashedAsset } from '#src/http/page/hashed-assets.ts'
import type { Html } from '#src/http/page/html.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** What the pages of settings are made of. */
export interface SettingsParts extends DispatchParts {
  readonly publicUrl: string
}

/** A line that was sent and not carried out: what was typed stays, and what is wrong stands beside it. */
export interface Unfinished {
  /** The line with its gaps, by which the form is known again. */
  readonly line: string
  readonly where: number | null
  readonly values: Readonly<Record<string, string>>
  readonly text: Localized
  /** The field that was left empty; `null`: the text says which. */
  readonly empty: string | null
}

/** What became of the line that was sent. */
export type Outcome =
  | { readonly kind: 'done'; readonly line: string; readonly where: Channel | null; readonly answer: PersonAnswer }
  | {
      readonly kind: 'unfinished'
      readonly form: Unfinished
      readonly where: Channel | null
      readonly answer: PersonAnswer | null
    }
  | { readonly kind: 'again' }

/** How a form stands in a page. */
export interface FormOptions {
  /** The conversation in which its line is typed; absent: in private. */
  readonly where?: Channel
  /** Fields of which several may be chosen. */
  readonly several?: readonly string[]
  /** Fields whose entry stands in the line without quotes. */
  readonly plain?: readonly string[]
  /** Stands open instead of behind its name. */
  readonly open?: boolean
  /** Stands behind its name, opened. */
  readonly expanded?: boolean
  /** A sentence above the fields. */
  readonly hint?: Localized
  /** What to choose from where the field says a list of the catalogue, by the field's name. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>
}

/** Something to choose; where there is much of it, under the name of its group. */
export interface Choice {
  readonly label: Localized
  readonly value: string
  readonly group?: Localized
}

/** Who looks at a page, in which language, and what they sent. */
export interface View {
  readonly parts: SettingsParts
  readonly open: OpenSession
  readonly person: Person
  readonly locale: Locale
  readonly zone: string
  readonly context: CommandContext
  /** What stands behind the `?`. */
  readonly query: Readonly<Record<string, string>>
  readonly path: string
  readonly outcome: Outcome | null
  /** An address in the language of this page. */
  href(path: string): string
  /** A line as a form: behind its name, unless it stands open. */
  form(action: Action, options?: FormOptions): Html
  /** A line as a button alone. */
  press(action: Action, options?: Pick<FormOptions, 'where'>): Html
}

/** How a part of the company stands: for the first page. */
export interface SectionState {
  readonly text: Localized
  /** `missing`: somebody should do something here. */
  readonly tone: 'fine' | 'missing' | 'none'
}

/** One page of settings. */
export interface Section {
  readonly id: string
  readonly title: Localized
  readonly about: Localized
  /** The line that shows the same in chat. */
  readonly line: string
  readonly role: Role
  readonly wide?: boolean
  /** A script that helps while something is typed; the page does without it. */
  readonly script?: HashedAsset
  state(view: View): Promise<SectionState>
  body(view: View): Promise<Html>
  /** What the page does with a form of its own kind, which names a `step`; absent: it has none. */
  post?(view: View, body: URLSearchParams): Promise<Posted>
}

/** A page that answers a form of its own kind. */
export interface Posted {
  readonly html: Html
  readonly status: number
  /** A piece of a page, for a script of it. */
  readonly bare?: true
}
