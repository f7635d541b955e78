/** Markup that is ours. Everything else that goes into a page is text. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What may stand in a gap: text is escaped, `null` and `false` are nothing. */
export type Part = Html | string | number | null | false | readonly Part[]

/** A piece of a page: `` html`<p>${text}</p>` ``. Attributes stand in double quotes. */
export function html(pieces: TemplateStringsArray, ...gaps: readonly Part[]): Html {
  return new Html(pieces.map((piece, at) => piece + markupOf(gaps[at] ?? null)).join(''))
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup
  if (Array.isArray(part)) return part.map(markupOf).join('')
  return part === null || part === false ? '' : escaped(String(part))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[&<>"']/g, sign => entities[sign] ?? sign)
}
