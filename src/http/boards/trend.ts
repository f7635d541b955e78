import { showExact } from '#src/cards/figure-cells.ts'
import { sentence } from '#src/cards/headline.ts'
import { noteText } from '#src/cards/notes-list.ts'
import { type BoardView, boardPath, pointText, queryOf, targetText } from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatChange, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** Where a chart is read from, for the board that a page shows. */
export interface ChartPlace {
  /** The address without its query. */
  readonly chart: string
  /** Notes may be written on it. */
  readonly mayWrite: boolean
}

/** Where the boards of people who are signed in read their charts. */
export function chartOf(view: BoardView, mayWrite: boolean): ChartPlace {
  return { chart: `${boardPath(view.board.key)}/chart`, mayWrite }
}

/** The days of a KPI: drawn by the script when it is there, and as a table for everybody. */
export function trend(view: BoardView, place: ChartPlace, locale: Locale): Html {
  const { kpi, filters, figures, trend: series } = view
  const figure = figures.find(one => one.kpi.id === kpi.id)
  const source = `${place.chart}${queryOf(filters, { kpi: kpi.id, day: '', lang: locale })}`
  const title = fill(texts.trend, { kpi: kpi.label })[locale]
  const known = series.points.some(({ value }) => value !== null)
  return html`<section id="trend" aria-labelledby="trend-title"><h2 id="trend-title">${title}</h2>
${figure ? html`<p class="lead">${sentence(figure)[locale]}</p>` : null}
${
  known
    ? html`<div class="chart" tabindex="0" role="group" aria-roledescription="chart" aria-label="${title}. ${texts.chartHelp[locale]}" data-chart="${source}" data-day="${queryOf(filters, { kpi: kpi.id, day: '' })}" data-failed="${texts.chartFailed[locale]}"${place.mayWrite ? html` data-note="note"` : null}><p class="help loading">${texts.loading[locale]}</p></div>
<p class="sr" aria-live="polite" id="told"></p>`
    : null
}
<details class="days"${filters.day === '' ? null : html` open`}><summary>${texts.dayTable[locale]}</summary>${dayTable(view, locale)}</details></section>`
}

function dayTable({ trend: series, filters, kpi, today, figures }: BoardView, locale: Locale): Html {
  const { points } = series
  const hasTarget = points.some(({ target }) => target !== null)
  const several = figures[0] !== undefined && figures[0].place.sku === ''
  const rows = [...points].reverse().map(point => {
    const label = formatDay(point.day, { readOn: today })[locale]
    const marks = `${point.provisional && point.value !== null ? '*' : ''}${point.corrected ? '†' : ''}`
    const href = `${queryOf(filters, { kpi: kpi.id, day: point.day })}#day`
    const isOpen = point.day === filters.day
    return html`<tr${isOpen ? html` aria-current="true"` : null}><th scope="row">${several ? html`<a href="${href}">${label}</a>` : label}</th><td class="number">${pointText(point, series)[locale]}${marks ? ` ${marks}` : null}</td>${hasTarget ? html`<td class="number">${targetText(point, series)?.[locale] ?? '–'}</td>` : null}</tr>`
  })
  const head = html`<tr><th scope="col">${texts.day[locale]}</th><th scope="col" class="number">${kpi.label[locale]}</th>${hasTarget ? html`<th scope="col" class="number">${texts.target[locale]}</th>` : null}</tr>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.dayTable[locale]}"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>`
}

/** The SKUs of the day that was asked for. */
export function skuTable({ skus, kpi, filters, today, place: shown }: BoardView, locale: Locale): Html | null {
  if (!skus) return null
  const title = fill(texts.skus, { kpi: kpi.label, day: formatDay(skus.day, { readOn: today }) })[locale]
  const close = `${queryOf(filters, { day: '' })}#trend`
  const rows = skus.rows.map(({ place, value, before, currency = null }) => {
    const show = (amount: number | null) => showExact(amount, null, { kpi, currency })[locale]
    const relative = kpi.unit === 'money' || kpi.unit === 'count'
    const change =
      value === null || before === null ? null : relative ? (before === 0 ? null : value / before - 1) : value - before
    const href = `${queryOf(filters, { place: place.key, day: '' })}#trend`
    return html`<tr><th scope="row"><a href="${href}">${skuName(place.label[locale], shown)}</a></th><td class="number">${show(value)}</td><td class="number">${show(before)}</td><td class="number">${formatChange(change, relative ? 'relative' : 'points', kpi.unit)[locale]}</td></tr>`
  })
  const head = html`<tr><th scope="col">${texts.sku[locale]}</th><th scope="col" class="number">${kpi.label[locale]}</th><th scope="col" class="number">${texts.weekBefore[locale]}</th><th scope="col" class="number">±</th></tr>`
  return html`<section id="day" aria-labelledby="day-title"><div class="head"><h2 id="day-title">${title}</h2><a class="close" href="${close}">${texts.closeDay[locale]}</a></div>
${rows.length === 0 ? html`<p class="help">${texts.noSkus[locale]}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>`}</section>`
}

/** A SKU without the store in front of it where all are of that store. */
function skuName(label: string, { stores }: BoardView['place']): string {
  const [only, ...others] = stores
  const before = `${only?.name} · `
  return others.length === 0 && label.startsWith(before) ? label.slice(before.length) : label
}

/** What was written about the days that are shown, and a form for more. */
export function notes(view: BoardView, form: Html | null, locale: Locale): Html {
  const items = view.notes.map(note => html`<li>${noteText(note, { readOn: view.today })[locale]}</li>`)
  return html`<section id="notes" aria-labelledby="notes-title"><h2 id="notes-title">${texts.notes[locale]}</h2>
${items.length === 0 ? html`<p class="help">${texts.noNotes[locale]}</p>` : html`<ul class="plain">${items}</ul>`}
${form}</section>`
}
