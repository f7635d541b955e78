import type { Series } from '#src/domain/figure.ts'
import { type BoardHeat, type BoardView, pointText, queryOf } from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatDay, formatShort, minorDigits } from '#src/i18n/format/index.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** Where a heat map is read from when somebody comes near it; `?show=heat` of the page for browsers without script. */
export function heatLater({ place, kpi, filters }: BoardView, source: string, locale: Locale): Html | null {
  if (place.stores.length < 2) return null
  const title = fill(texts.heat, { kpi: kpi.label })[locale]
  return html`<section id="heat" aria-labelledby="heat-title" data-part="${source}${queryOf(filters, { kpi: kpi.id, day: '', lang: locale })}"><h2 id="heat-title">${title}</h2>
<p><a class="wide" href="${queryOf(filters, { kpi: kpi.id, day: '' }, { show: 'heat' })}#heat">${texts.showHeat[locale]}</a></p></section>`
}

/** Steps of a colour on either side of the middle day. */
const steps = 3
/** How far off the middle day a full step more is, as a part of it (judgement: a third, two thirds, twice). */
const bounds = [0.1, 0.3, 0.6] as const

/** Day by store: each cell in words, its colour by how far it is from the store's own middle day. */
export function heatMap({ kpi, rows: lines, period }: BoardHeat, locale: Locale): Html | null {
  const [first] = lines
  if (!first) return null
  const title = fill(texts.heat, { kpi: kpi.label })[locale]
  const days = first.points.map(
    ({ day }) =>
      html`<th scope="col"><abbr title="${formatDay(day, { readOn: period.to })[locale]}">${Number(day.slice(5, 7))}/${Number(day.slice(8))}</abbr></th>`,
  )
  const rows = lines.map(
    series => html`<tr><th scope="row">${series.place.label[locale]}</th>${heatCells(series, locale)}</tr>`,
  )
  const [up, down] = kpi.better === 'band' ? [texts.higher, texts.lower] : [texts.more, texts.less]
  const legend = [-3, -2, -1, 1, 2, 3].map(step => html`<span class="key ${heatClass(step)}"></span>`)
  return html`<section id="heat" aria-labelledby="heat-title"><h2 id="heat-title">${title}</h2>
<p class="help legend">${down[locale]} ${legend} ${up[locale]} <span>${texts.heatLead[locale]}</span></p>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="heat"><thead><tr><th scope="col">${texts.store[locale]}</th>${days}</tr></thead><tbody>${rows}</tbody></table></div></section>`
}

function heatCells(series: Series, locale: Locale): readonly Html[] {
  const { kpi, currency, points } = series
  const known = points.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b)
  const middle = known[Math.floor(known.length / 2)] ?? 0
  return points.map(point => {
    const { value } = point
    if (value === null) return html`<td>${point.unbounded ? pointText(point, series)[locale] : '–'}</td>`
    const off = middle === 0 ? 0 : (value - middle) / Math.abs(middle)
    const size = bounds.filter(bound => Math.abs(off) >= bound).length
    const sign = kpi.better === 'lower' ? -Math.sign(off) : Math.sign(off)
    const shown =
      kpi.unit === 'money' || kpi.unit === 'count'
        ? bare(value, kpi.unit, currency, locale)
        : pointText(point, series)[locale]
    return html`<td class="${heatClass(Math.min(steps, size) * sign)}${point.belowSample ? ' dim' : ''}">${shown}</td>`
  })
}

/** Whole units without the sign of the currency: the row is in one. */
function bare(value: number, unit: 'money' | 'count', currency: string | null, locale: Locale): string {
  const scale = unit === 'money' ? 10 ** minorDigits(currency ?? 'USD') : 1
  return formatShort(Math.round(value / scale), 'count')[locale]
}

function heatClass(step: number): string {
  return step === 0 ? 'h0' : step > 0 ? `up${step}` : `down${-step}`
}
