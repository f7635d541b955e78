import type { Action, Field, Tone } from '#src/chat/card.ts'

/** A card in one language: what the page draws, as JSON. Every text is data; the page never reads it as markup. */
export interface View {
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly ViewBlock[]
}

export type ViewBlock =
  | { readonly type: 'text'; readonly text: string; readonly style: 'plain' | 'strong' | 'muted' }
  | { readonly type: 'facts'; readonly facts: readonly ViewFact[] }
  | {
      readonly type: 'table'
      readonly columns: readonly { readonly label: string; readonly align: 'start' | 'end' }[]
      readonly rows: readonly (readonly ViewCell[])[]
    }
  | { readonly type: 'list'; readonly heading: string; readonly items: readonly string[]; readonly folded: boolean }
  | ViewImage
  | { readonly type: 'mention'; readonly people: readonly ViewPerson[] }
  | { readonly type: 'link'; readonly label: string; readonly url: string }
  | { readonly type: 'actions'; readonly actions: readonly ViewAction[] }

export interface ViewFact {
  readonly label: string
  readonly value: string
  readonly detail?: string
  readonly tone?: Tone
}

export interface ViewCell {
  readonly text: string
  readonly tone?: Tone
  readonly dim?: boolean
}

/** A picture; without `url` the page shows `alt` and `missing`. */
export interface ViewImage {
  readonly type: 'image'
  readonly alt: string
  readonly url: string | null
  /** In pixels; `null` when unknown. */
  readonly width: number | null
  readonly height: number | null
  /** Why there is no picture; empty when there is one. */
  readonly missing: string
}

/** A person who is asked for; `handle` is the e-mail under which the console knows them, `null` when it does not. */
export interface ViewPerson {
  readonly id: number
  readonly name: string
  readonly handle: string | null
}

export interface ViewAction {
  readonly label: string
  readonly line: string
  readonly style: NonNullable<Action['style']>
  readonly confirm?: string
  readonly form?: { readonly title: string; readonly submit: string; readonly fields: readonly ViewField[] }
}

export interface ViewField {
  readonly name: string
  readonly label: string
  readonly kind: Field['kind']
  readonly optional: boolean
  readonly initial: string
  readonly placeholder: string
  /** A list of the service that the page asks for: `/web/choices`. */
  readonly source?: Field['source']
  readonly options: readonly { readonly label: string; readonly value: string }[]
}
