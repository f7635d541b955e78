import type { Action } from '#src/chat/card.ts'
import { type Locale, type Localized, locales, verbatim } from '#src/i18n/locale.ts'

/** A button's action as it travels in a card: a text that is the same in all languages stands there once. */
export function packAction(action: Action): unknown {
  return packed(action)
}

function packed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(packed)
  if (typeof value !== 'object' || value === null) return value
  if (isLocalized(value)) return locales.every(one => value[one] === value.en) ? value.en : value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, packed(inner)]))
}

/** The action again; also of cards that carry every language of every text. */
export function unpackAction(value: Readonly<Record<string, unknown>>): Action {
  return unpacked(value) as Action // whoever made the card put an action into it
}

/** What holds a text in an action, its form, fields and options. */
const textKeys = new Set(['label', 'title', 'submit', 'placeholder', 'confirm'])

function unpacked(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return textKeys.has(key) ? verbatim(value) : value
  if (Array.isArray(value)) return value.map(one => unpacked(one))
  if (typeof value !== 'object' || value === null || isLocalized(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unpacked(inner, name)]))
}

function isLocalized(value: object): value is Localized {
  return locales.every(locale => typeof Reflect.get(value, locale) === 'string')
}

/** An action for one person: its texts in one language alone. */
export function inLanguage(action: Action, locale: Locale): Action {
  return spoken(action, locale) as Action // the same shape with other texts
}

function spoken(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map(one => spoken(one, locale))
  if (typeof value !== 'object' || value === null) return value
  if (isLocalized(value)) return verbatim(value[locale])
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoken(inner, locale)]))
}
