import type { ResolvedPlace } from '#src/domain/place.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { words } from './words.ts'

const demoTitle = { en: '[{demo}] {title}', ja: '【{demo}】{title}', 'zh-CN': '【{demo}】{title}' }

/** Says first that a card is about the demo company, if it is. */
export function titled(title: Localized, places: readonly ResolvedPlace[]): Localized {
  return demoTitled(
    title,
    places.some(place => place.stores.some(store => store.demo)),
  )
}

/** As `titled`, where it is known already. */
export function demoTitled(title: Localized, demo: boolean): Localized {
  return demo ? fill(demoTitle, { demo: words.demo, title }) : title
}

/** Parts of a title, most important first. */
export function dotted(parts: readonly Localized[]): Localized {
  return localized(locale => parts.map(part => part[locale]).join(locale === 'ja' ? '・' : ' · '))
}
