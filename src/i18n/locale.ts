/** The languages the bot speaks, in the order a fallback is looked for. BCP 47 tags. */
export const locales = ['en', 'ja', 'zh-CN'] as const

/** One of the languages the bot speaks. */
export type Locale = (typeof locales)[number]

/** The same text in every language. A text that lacks one does not compile. */
export type Localized = Readonly<Record<Locale, string>>

/** Builds a text from what each language says. */
export function localized(text: (locale: Locale) => string): Localized {
  return { en: text('en'), ja: text('ja'), 'zh-CN': text('zh-CN') }
}

/** What a person wrote, a name or an id: the same in every language. */
export function verbatim(text: string): Localized {
  return { en: text, ja: text, 'zh-CN': text }
}

/** The text that says nothing. */
export const empty: Localized = verbatim('')

/**
 * Puts values into the `{name}` gaps of a text. A gap without a value stays visible, so that a forgotten one is
 * noticed; values are inserted as they are and never read as a template again.
 */
export function fill(template: Localized, values: Readonly<Record<string, Localized | string | number>>): Localized {
  return localized(locale =>
    template[locale].replace(/\{(\w+)\}/g, (gap, name: string) => {
      const value = values[name]
      if (value === undefined) return gap
      return typeof value === 'object' ? value[locale] : String(value)
    }),
  )
}

/** Joins texts with the list comma of each language: `, ` or `、`. */
export function join(parts: readonly Localized[], separator: Localized = listComma): Localized {
  return localized(locale => parts.map(part => part[locale]).join(separator[locale]))
}

const listComma: Localized = { en: ', ', ja: '、', 'zh-CN': '、' }

/** The language of a tag such as `zh_CN`, `ja-JP`, `zh-Hant` or `fr`; English where we do not speak it. */
export function localeOf(tag: string | null | undefined): Locale {
  const language = (tag ?? '').toLowerCase().split(/[-_]/)[0]
  if (language === 'ja') return 'ja'
  if (language === 'zh') return 'zh-CN'
  return 'en'
}
