import { type Locale, type Localized, locales } from '#src/i18n/locale.ts'

/** Names of our languages in cards: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/configure-multi-language-content */
export const platformLocales = { en: 'en_us', ja: 'ja_jp', 'zh-CN': 'zh_cn' } as const satisfies Record<Locale, string>

/** A text in all languages as the platform keys it. */
export function byPlatformLocale(text: Localized): Readonly<Record<string, string>> {
  return Object.fromEntries(locales.map(locale => [platformLocales[locale], text[locale]]))
}

/** The language hint in a client's description, such as `… LarkLocale/ja_JP …`; `undefined` when there is none. */
export function localeHint(userAgent: string | undefined): Locale | undefined {
  const [, tag] = /LarkLocale\/([A-Za-z]{2})/.exec(userAgent ?? '') ?? []
  if (tag === undefined) return undefined
  const known = { zh: 'zh-CN', ja: 'ja', en: 'en' } as const
  return known[tag.toLowerCase() as keyof typeof known] // other languages: no hint
}
