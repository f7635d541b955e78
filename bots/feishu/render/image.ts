import { type Locale, type Localized, locales } from '#src/i18n/locale.ts'
import { type Element, plainText } from './elements.ts'
import { byPlatformLocale, platformLocales } from './language.ts'

/** Uploaded pictures of one drawing, by the language they were drawn in. */
export type ImageKeys = Readonly<Partial<Record<Locale, string>>>

/** The handle of a picture for the renderer. */
export function handleOf(keys: ImageKeys): string {
  return locales.flatMap(locale => (keys[locale] ? [`${locale}:${keys[locale]}`] : [])).join(' ')
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/image */
export function imageElement(handle: string, alt: Localized, locale: Locale): Element {
  const keys = keysOf(handle)
  const key = keys[locale] ?? Object.values(keys)[0] ?? handle
  const all = { en: keys.en ?? key, ja: keys.ja ?? key, 'zh-CN': keys['zh-CN'] ?? key }
  const several = new Set(Object.values(all)).size > 1
  return {
    tag: 'img',
    img_key: key,
    ...(several && { i18n_img_key: byPlatformLocale(all) }),
    alt: plainText(alt, locale),
    scale_type: 'fit_horizontal',
    preview: true,
  }
}

function keysOf(handle: string): ImageKeys {
  const found = handle.split(' ').flatMap(part => {
    const at = part.indexOf(':')
    const locale = locales.find(one => one === part.slice(0, at))
    return locale && locale in platformLocales ? [[locale, part.slice(at + 1)] as const] : []
  })
  return Object.fromEntries(found)
}
