import type { OpenSession } from '#src/features/sign-in/index.ts'
import { languageLinks } from '#src/http/page/frame.ts'
import { Html, html } from '#src/http/page/html.ts'
import { pageNames } from '#src/http/page/page-names.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { BoardAssets } from './assets.ts'
import { inlineStyle } from './headers.ts'
import { texts } from './texts.ts'

const styleElement = new Html(`<style>${inlineStyle}</style>`)

/** What stands around a board. */
export interface BoardFrame {
  readonly locale: Locale
  readonly title: string
  /** The page's own address for another language, ending in `lang=`. */
  readonly again: string
  readonly assets: BoardAssets
  /** Who looks; `null`: somebody outside, by a link, who is led nowhere else. */
  readonly open: OpenSession | null
  /** What the page says once it is shown without network; absent: it is never kept. */
  readonly offline?: Html
}

/** A page of figures: navigation, a title, what there is to see, other languages. */
export function boardFrame(around: BoardFrame, body: Html): string {
  return `${frameStart(around)}${body.markup}${frameEnd(around)}`
}

/** All that stands before what there is to see: it can be sent before that is known. */
export function frameStart({ locale, title, assets, open }: Omit<BoardFrame, 'again'>): string {
  const inside = open !== null
  const page = html`<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f6f9">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0f1319">
<title>${title} · KPI</title>
${styleElement}
${inside ? html`<link rel="manifest" href="/boards/manifest.json?lang=${locale}"><link rel="icon" href="/boards/icon.svg" type="image/svg+xml">` : null}
<script type="module" src="${assets.script.url}" data-vega="${assets.vega.url}" data-interpreter="${assets.interpreter.url}"></script>
</head>
<body class="board">
<a class="skip" href="#main">${texts.skip[locale]}</a>
${open ? navigation(locale) : null}
<main id="main" tabindex="-1">
`
  return `<!doctype html>\n${page.markup}`
}

/** All that stands behind it. */
export function frameEnd({
  locale,
  again,
  offline,
  open,
}: Pick<BoardFrame, 'locale' | 'again' | 'offline' | 'open'>): string {
  const help = html`<nav class="help" aria-label="${texts.help[locale]}"><a href="/docs?lang=${locale}">${pageNames.manual[locale]}</a> <a href="/guide?lang=${locale}">${pageNames.guide[locale]}</a></nav>`
  const page = html`
<footer>${open ? help : null}<nav aria-label="Language">${languageLinks(locale, again)}</nav></footer>
</main>
${offline ?? null}
</body>
</html>
`
  return page.markup
}

function navigation(locale: Locale): Html {
  return html`<nav class="top" aria-label="${texts.menu[locale]}"><a class="brand" href="/boards">LinkStar KPI</a>
<span class="links"><a href="/boards">${texts.boards[locale]}</a><a href="/settings">${texts.settings[locale]}</a><a href="/account">${texts.account[locale]}</a></span></nav>`
}
