import { shownAttainment, standing, toneOf } from '#src/cards/attained.ts'
import { changeCell, changeLabel, figureValue, goalText, valueCell } from '#src/cards/figure-cells.ts'
import { completeness } from '#src/cards/quality-lines.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import type { Figure } from '#src/domain/figure.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { type BoardView, queryOf } from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { spark } from './spark.ts'
import { texts } from './texts.ts'

/** A tile for each KPI: value, how it stands against target and before, the last days, how far it can be trusted. */
export function tiles(view: BoardView, locale: Locale): Html {
  const all = view.figures.map((figure, at) => tile(figure, at, view, locale))
  return html`<section class="plain" aria-labelledby="tiles"><h2 id="tiles" class="quiet">${texts.tiles[locale]}</h2><ul class="tiles">${all}</ul></section>`
}

function tile(figure: Figure, at: number, view: BoardView, locale: Locale): Html {
  const { kpi } = figure
  const value = figure.unbounded ? unboundedText(figure.unbounded)[locale] : figureValue(figure)[locale]
  const dim = valueCell(figure, true).dim === true
  const size = sizeOf(value)
  const href = queryOf(view.filters, { kpi: kpi.id, day: '' })
  const isChosen = kpi.id === view.kpi.id && view.filters.kpi !== ''
  return html`<li><a class="tile" href="${href}#trend"${isChosen ? html` aria-current="true"` : null}>
<span class="name">${kpi.label[locale]}</span>
<span class="value ${size} ${dim ? 'dim' : ''}">${value}</span>
${change(figure, locale)}${spark(view.sparks[at])}${goal(figure, locale)}${badges(figure, locale)}</a></li>`
}

function change(figure: Figure, locale: Locale): Html | null {
  const { text, tone, dim } = changeCell(figure)
  if (dim) return html`<span class="change"></span>`
  return html`<span class="change ${tone ? `tone-${tone}` : ''}">${text[locale]} <span class="than">${changeLabel([figure])[locale]}</span></span>`
}

function goal(figure: Figure, locale: Locale): Html | null {
  const { target, kpi, currency } = figure
  const text = target && goalText(target, kpi, currency)
  if (!text) return null
  const share = shownAttainment(figure)
  const tone = toneOf(standing(figure)) ?? 'none'
  const reached = share === null ? null : html` <b class="tone-${tone}">${attainmentText(share)[locale]}</b>`
  return html`${share === null ? null : bar(share, tone)}<span class="goal">${texts.target[locale]} ${text[locale]}${reached}</span>`
}

/** Long values are set smaller, so that none breaks in two: a tile of a phone holds about nine digits of the largest, eleven of the next. */
function sizeOf(value: string): string {
  const wide = value.replace(/[^\u2e80-\uffef]/g, '').length
  const width = value.length + wide * 0.7
  return width > 17 ? 'words' : width > 11.5 ? 'longest' : width > 9.5 ? 'long' : ''
}

/** How much of the target is reached, as a length; the number says the same. */
function bar(share: number, tone: string): Html {
  const length = Math.round(Math.min(1, Math.max(0, share)) * 100)
  return html`<svg class="bar bar-${tone}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="100" height="4"/><rect class="part" width="${length}" height="4"/></svg>`
}

/** What the reader should know before they trust the value. */
function badges(figure: Figure, locale: Locale): Html | null {
  const { quality, running, value } = figure
  if (value === null && !figure.unbounded) return null
  const partial = completeness(figure)
  const found = [
    ...(running
      ? [{ text: texts.running, tone: '' }]
      : quality.provisional
        ? [{ text: texts.provisional, tone: '' }]
        : []),
    ...(partial ? [{ text: partial, tone: 'warning' }] : []),
    ...(quality.belowSample ? [{ text: texts.few, tone: '' }] : []),
    ...(quality.corrected.length > 0 ? [{ text: texts.corrected, tone: '' }] : []),
  ]
  if (found.length === 0) return null
  return html`<span class="badges">${found.map(({ text, tone }) => html`<span class="badge ${tone}">${text[locale]}</span> `)}</span>`
}
