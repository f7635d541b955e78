import type { Locale } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

/** The languages by their own names. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語', 'zh-CN': '中文' }

const spellings: Readonly<Record<Locale, readonly string[]>> = {
  en: ['en', 'english', '英語', '英语', '英文', 'イングリッシュ'],
  ja: ['ja', 'jp', 'japanese', '日本語', '日语', '日文', '日本语'],
  'zh-CN': ['zh', 'zh-cn', 'cn', 'chinese', '中文', '中国語', '简体中文', '汉语', '普通话', '简体', '簡体字'],
}

/** The language that somebody names in any language; `null` when we do not speak it. */
export function findLanguage(name: string): Locale | null {
  const key = nameKey(name)
  const found = Object.entries(spellings).find(([, names]) => names.some(one => nameKey(one) === key))
  return (found?.[0] as Locale | undefined) ?? null // the keys of `spellings` are locales
}
