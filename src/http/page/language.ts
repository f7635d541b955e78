import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Locale, localeOf, locales } from '#src/i18n/locale.ts'

/** The language that a link of a page asks for (`?lang=ja`); `null`: none, or one that does not exist. */
export function languageIn(request: FastifyRequest): Locale | null {
  const { lang } = (request.query ?? {}) as Readonly<Record<string, unknown>> // none where an address cannot be read
  return known(lang)
}

/** The language of a click, else of a click before, else of the person or link, else of the browser. */
export function languageFor(request: FastifyRequest, own: Locale | null): Locale {
  return languageIn(request) ?? keptLanguage(request) ?? own ?? localeOf(request.headers['accept-language'])
}

/** Hours for which a browser reads on in the language that was clicked (judgement: a working day). */
const keptHours = 12

/** Whoever switches the language of a page reads on in it: the pages behind it need not carry it in their links. */
export async function keepLanguage(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const clicked = request.headers.accept?.includes('text/html') ? languageIn(request) : null
  if (clicked === null || clicked === keptLanguage(request)) return
  reply.header('set-cookie', `${cookie}=${clicked}; Path=/; Max-Age=${keptHours * 3_600}; HttpOnly; SameSite=Lax`)
}

const cookie = 'kpi_lang'

function keptLanguage(request: FastifyRequest): Locale | null {
  return known(/(?:^|;\s*)kpi_lang=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1])
}

function known(word: unknown): Locale | null {
  return locales.find(one => one === word) ?? null
}
