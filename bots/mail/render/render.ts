import type { Card } from '#src/chat/card.ts'
import type { Rendered, RenderOptions } from '#src/chat/messenger.ts'
import { plainText } from '#src/chat/plain.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { htmlOf } from './html.ts'

/** A card as the parts of a mail. */
export interface MailParts {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The longest subject (RFC 5322 recommends lines of 78 characters; longer ones are cut by most programs anyway). */
const maxSubject = 120

/** A card in one language, as text and as HTML. A picture's handle is its content id. Nothing but pictures is lost. */
export function render(card: Card, options: RenderOptions): Rendered<MailParts> {
  return { messages: [mailOf(card, options, new Map())], lost: [] }
}

/** As `render`, with addresses under which a line can be confirmed. */
export function mailOf(card: Card, options: RenderOptions, links: ReadonlyMap<string, string>): MailParts {
  const { locale } = options
  const addresses = [...links].map(([line, url]) => `> ${line}\n${url}`).join('\n\n')
  const text = [plainText(card, locale), addresses].filter(part => part !== '').join('\n\n')
  return { subject: subjectOf(card, locale), text, html: htmlOf(card, options, links) }
}

function subjectOf(card: Card, locale: Locale): string {
  const line = card.title[locale].replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  return line.length <= maxSubject ? line : `${line.slice(0, maxSubject - 1)}…`
}
