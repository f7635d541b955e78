import type { Connector } from '#src/contracts/connector.ts'
import { fill, type Locale, type Localized, locales } from '#src/i18n/locale.ts'
import { type Html, html } from './html.ts'
import { texts } from './texts.ts'

/** What every page of a connector is drawn with. */
export interface Drawing {
  readonly connector: Connector
  readonly locale: Locale
  /** Which step is being taken; `null`: none. */
  readonly step: 'keys' | 'stores' | 'start' | null
  /** Said at the top, and first by a screen reader. */
  readonly problem?: Localized | null
  /** The page's own address for another language, ending in `lang=`; `null`: it cannot be asked for again. */
  readonly again: string | null
  /** Looks again by itself after so many seconds. */
  readonly refresh?: number | null
}

const names: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語', 'zh-CN': '简体中文' }

/** A whole page around its parts. */
export function layout(drawing: Drawing, body: Html): string {
  const { connector, locale, problem } = drawing
  return frame(
    { ...drawing, title: fill(texts.title, { connector: connector.label })[locale] },
    html`${drawing.step === null ? null : stepsOf(drawing)}
${problem ? note('bad', problem[locale]) : null}
${body}`,
  )
}

/** What stands around any page. */
export interface Frame {
  readonly locale: Locale
  readonly title: string
  readonly again: string | null
  readonly refresh?: number | null
}

/** A page with a title, and the way to its other languages. */
export function frame({ locale, title, again, refresh }: Frame, body: Html): string {
  const page = html`<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : null}
<title>${title} · ${texts.product[locale]}</title>
<link rel="stylesheet" href="/connect/style.css">
</head>
<body>
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

function stepsOf({ step, locale }: Drawing): Html {
  const steps = [
    ['keys', texts.stepKeys],
    ['stores', texts.stepStores],
    ['start', texts.stepStart],
  ] as const
  const items = steps.map(
    ([id, text]) => html`<li${id === step ? html` aria-current="step"` : null}>${text[locale]}</li>`,
  )
  return html`<ol class="steps" aria-label="${texts.steps[locale]}">${items}</ol>`
}

function languages(locale: Locale, again: string): Html {
  const links = locales.map(one =>
    one === locale
      ? html`<span lang="${one}" aria-current="true">${names[one]}</span> `
      : html`<a lang="${one}" hreflang="${one}" href="${again}${one}">${names[one]}</a> `,
  )
  return html`<footer><nav aria-label="${texts.languages[locale]}">${links}</nav></footer>`
}
