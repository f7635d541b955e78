import type { Role } from '#src/contracts/command.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Lines of work that people train for, in the order in which they are shown. */
export const trackIds = ['operator', 'ads', 'service', 'warehouse', 'store-manager', 'leader', 'administrator'] as const
export type TrackId = (typeof trackIds)[number]

/** A verb whose answer is looked at in a drill. */
export type AskedVerb = 'status' | 'trend' | 'why' | 'top' | 'forecast' | 'alerts' | 'suggest' | 'rules'

/** What is to be done: each is checked by what then stands in the database, questions by what was answered. */
export type Step =
  | { readonly do: 'ask'; readonly verb: AskedVerb; readonly kpi?: string }
  | { readonly do: 'note' }
  | { readonly do: 'target'; readonly kpi: string; readonly value: string }
  | { readonly do: 'rule'; readonly kpi: string; readonly limit: string }
  | { readonly do: 'stop-rule' }
  | { readonly do: 'ack' }
  | { readonly do: 'snooze' }
  | { readonly do: 'resolve' }
  | { readonly do: 'undo' }

/** How the last days of the practice store differ from what is usual: measure → factor; the measure of a SKU behind a slash. */
export interface Trouble {
  /** On so many days up to yesterday. */
  readonly days: number
  readonly factors: Readonly<Record<string, number>>
  /** Days before yesterday, counted from 1, without any figures. */
  readonly missing?: boolean
}

/** Something to practise. */
export interface Drill {
  readonly id: string
  readonly track: TrackId
  readonly title: Localized
  readonly situation: Localized
  /** Without it a step would be refused. */
  readonly role: Role
  readonly trouble: Trouble
  /** An alert that stands open when the drill begins: its KPI, and the limit that was broken. */
  readonly alert?: { readonly kpi: string; readonly limit: number; readonly value: number }
  readonly steps: readonly Step[]
}

/** Texts in the order of English, Japanese, Chinese. */
export function text(en: string, ja: string, zh: string): Localized {
  return { en, ja, 'zh-CN': zh }
}
