import type { Locale, Localized } from '#src/i18n/locale.ts'

/** People and channels of one messenger, for pickers. */
export interface Directory {
  people(): Promise<readonly DirectoryPerson[]>
  /** E-mail addresses of everybody who may ask: people, and whoever is to become the first administrator. */
  emails(): Promise<readonly string[]>
  channels(): Promise<readonly DirectoryChannel[]>
  /** True while the demo company is loaded. */
  demo(): Promise<boolean>
  /** The verbs of the command language, for suggestions while typing. */
  verbs?(): readonly DirectoryVerb[]
}

/** A verb as a composer suggests it. */
export interface DirectoryVerb {
  readonly name: string
  readonly aliases: Readonly<Record<Locale, readonly string[]>>
  readonly summary: Localized
  readonly examples: Readonly<Record<Locale, readonly string[]>>
}

export interface DirectoryPerson {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly role: string
  /** Said in the picker: which stores the person sees. */
  readonly scope: string
}

export interface DirectoryChannel {
  readonly name: string
  readonly kind: 'direct' | 'group'
  readonly locale: Locale
  readonly scope: string
}
