import { type Locale, type Localized, locales } from '#src/i18n/locale.ts'
import { type Html, html } from './html.ts'

const names: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語', 'zh-CN': '简体中文' }

const texts = {
  product: { en: 'LinkStar KPI bot', ja: 'LinkStar KPI ボット', 'zh-CN': 'LinkStar KPI 机器人' },
  languages: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
} satisfies Record<string, Localized>

/** What stands around any page. */
export interface Frame {
  readonly locale: Locale
  readonly title: string
  readonly again: string | null
  /** Addresses of further style sheets. */
  readonly styles?: readonly string[]
  /** The address of a module that the page runs; its policy has to allow that. */
  readonly script?: string
  /** How the page is laid out: a class of its body. */
  readonly layout?: string
}

/** A page with a title, and the way to its other languages. */
export function frame({ locale, title, again, styles = [], script, layout }: Frame, body: Html): string {
  const page = html`<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${texts.product[locale]}</title>
<link rel="stylesheet" href="/page/style.css">${styles.map(href => html`<link rel="stylesheet" href="${href}">`)}
${script ? html`<script type="module" src="${script}"></script>` : null}</head>
<body${layout ? html` class="${layout}"` : null}>
<main>
<header><p>${texts.product[locale]}</p><h1>${title}</h1></header>
${body}
${again === null ? null : languages(locale, again)}
</main>
</body>
</html>`
  return `<!doctype html>\n${page.markup}\n`
}

/** A message in a frame. */
export function note(tone: 'bad' | 'good' | 'warning', text: string): Html {
  return html`<div class="note ${tone}" role="${tone === 'bad' ? 'alert' : 'status'}"><p>${text}</p></div>`
}

function languages(locale: Locale, again: string): Html {
  return html`<footer><nav aria-label="${texts.languages[locale]}">${languageLinks(locale, again)}</nav></footer>`
}

/** The names of all languages, each but the reader's own a link; `again` is the page's address, ending in `lang=`. */
export function languageLinks(locale: Locale, again: string): readonly Html[] {
  return locales.map(one =>
    one === locale
      ? html`<span lang="${one}" aria-current="true">${names[one]}</span> `
      : html`<a lang="${one}" hreflang="${one}" href="${again}${one}">${names[one]}</a> `,
  )
}
