import type { FastifyRequest } from 'fastify'
import { type Locale, localeOf, locales } from '#src/i18n/locale.ts'

/** The language that a link of a page asks for (`?lang=ja`); `null`: none, or one that does not exist. */
export function languageIn(request: FastifyRequest): Locale | null {
  const { lang } = (request.query ?? {}) as Readonly<Record<string, unknown>> // none where an address cannot be read
  return locales.find(one => one === lang) ?? null
}

/** The language of a click, else of the person, else of the browser. */
export function languageFor(request: FastifyRequest, own: Locale | null): Locale {
  return languageIn(request) ?? own ?? localeOf(request.headers['accept-language'])
}
