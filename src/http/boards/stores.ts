import { shownAttainment, standing, toneOf } from '#src/cards/attained.ts'
import { valueCell } from '#src/cards/figure-cells.ts'
import { visitBasesLine } from '#src/cards/visit-bases.ts'
import type { Figure } from '#src/domain/figure.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { type BoardView, queryOf, type StoreTable } from '#src/features/boards/index.ts'
import { tableOf } from '#src/features/figures/index.ts'
import { blockHtml } from '#src/http/page/card-html.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** The stores of a board side by side, or where their table is read from later; `null` where there is one. */
export function storesPanel(view: BoardView, source: string, locale: Locale): Html | null {
  const { stores, storeKpis, filters, kpi } = view
  if (stores !== null) return storeTable({ stores, storeKpis, filters }, locale)
  return html`<section id="stores" aria-labelledby="stores-title" data-part="${source}${queryOf(filters, { day: '', lang: locale })}"><h2 id="stores-title">${texts.byStore[locale]}</h2>
<p><a class="wide" href="${queryOf(filters, { kpi: kpi.id, day: '' }, { show: 'stores' })}#stores">${texts.showStores[locale]}</a></p></section>`
}

/** The stores of a board side by side; `null` where there is one. */
export function storeTable({ stores, storeKpis, filters }: StoreTable, locale: Locale): Html | null {
  if (stores.length === 0) return null
  const title = texts.byStore[locale]
  const bases = visitBasesLine(stores.flatMap(({ figures }) => figures))
  const head = storeKpis.map(kpi => html`<th scope="col" class="number">${kpi.label[locale]}</th>`)
  const rows = stores.map(({ place, figures }) => {
    const cells = figures.map(figure => cell(figure, locale))
    return html`<tr><th scope="row"><a href="${queryOf(filters, { place: place.key, day: '' })}">${place.label[locale]}</a></th>${cells}</tr>`
  })
  return html`<section id="stores" aria-labelledby="stores-title"><h2 id="stores-title">${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="wide"><thead><tr><th scope="col">${texts.store[locale]}</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>${bases && blockHtml(bases, locale)}</section>`
}

/** Value, and below it how much of the target is reached. */
function cell(figure: Figure, locale: Locale): Html {
  const { text, dim } = valueCell(figure, true)
  const share = shownAttainment(figure)
  const tone = toneOf(standing(figure))
  return html`<td class="number${dim ? ' dim' : ''}">${text[locale]}${share === null ? null : html`<small class="tone-${tone ?? 'none'}">${attainmentText(share)[locale]}</small>`}</td>`
}

/** All KPIs of the board with target, attainment and change, as `status` lists them. */
export function scorecard({ figures }: BoardView, locale: Locale): Html | null {
  const blocks = tableOf(figures, { empty: true })
  if (blocks.length === 0) return null
  const title = texts.scorecard[locale]
  return html`<section id="scorecard" aria-labelledby="scorecard-title"><h2 id="scorecard-title">${title}</h2>
<div class="scroll inner" tabindex="0" role="region" aria-label="${title}">${blocks.map(block => blockHtml(block, locale))}</div></section>`
}
