import { paceLine } from '#src/cards/pace-lines.ts'
import { asOfLine } from '#src/cards/quality-lines.ts'
import { type BoardView, type PanelKind, queryOf } from '#src/features/boards/index.ts'
import { smallPrint } from '#src/features/figures/index.ts'
import { blockHtml } from '#src/http/page/card-html.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { filters } from './filters-form.ts'
import { scorecard } from './stores.ts'
import { texts } from './texts.ts'
import { tiles } from './tiles.ts'
import { type ChartPlace, notes, skuTable, trend } from './trend.ts'

/** What a page of a board is drawn with. */
export interface BoardPage {
  readonly view: BoardView
  readonly locale: Locale
  readonly title: string
  /** What is said above all figures, such as that they are some seconds old; absent: nothing. */
  readonly said?: readonly Localized[]
  /** The board's address. */
  readonly path: string
  readonly chart: ChartPlace
  /** The form for a note; `null`: the reader writes none. */
  readonly noteForm: Html | null
  /** The score of the person, team or place; `null`: there is none to show. */
  readonly score: Html | null
  /** The table of stores, or where it is read from later; `null`: there is one store. */
  readonly stores: Html | null
  /** The heat map, or where it is read from later. */
  readonly heat: Html | null
  /** What can be done with the board. */
  readonly actions: Html | null
}

/** The figures of a board in the order of its panels, and how far they can be trusted. */
export function boardBody(page: BoardPage): Html {
  const { view, locale, title, actions, score } = page
  const { board } = view
  const about = board.about?.[locale] ?? null
  return html`<header class="board-head"><div><h1>${title}</h1>${about === null ? null : html`<p>${about}</p>`}</div>${actions}</header>
${filters(view, page.path, locale)}
${standing(view, page.said ?? [], locale)}
${board.subject ? score : null}${board.panels.map(kind => panel(kind, page))}
${board.panels.includes('trend') ? null : skuTable(view, locale)}
${board.panels.includes('tiles') ? null : smallLines(view, locale)}`
}

/** How the month stands, and as of when: what the reader should know before any figure. */
function standing(
  { figures, zone, today, period, pace, latest, unread, notOver }: BoardView,
  said: readonly Localized[],
  locale: Locale,
): Html {
  const asOf = asOfLine(figures, { zone, today })
  const newest = latest === null ? null : fill(texts.latest, { day: formatDay(latest, { year: true }) })[locale]
  const left = unread.map(
    text => html`<p class="problem">${fill(texts.unread, { text: text.slice(0, 60) })[locale]}</p>`,
  )
  return html`<div class="trust">${left}${notOver ? html`<p class="not-over">${notOver[locale]}</p>` : null}${said.map(text => html`<p>${text[locale]}</p>`)}${pace ? html`<p class="pace">${paceLine(pace, period)[locale]}</p>` : null}${newest === null ? null : html`<p>${newest}</p>`}${asOf ? blockHtml(asOf, locale) : null}</div>`
}

/** What is missing, what the signs mean, which rates were used. */
function smallLines({ figures, zone, today }: BoardView, locale: Locale): Html {
  const said = asOfLine(figures, { zone, today })?.text.en
  const lines = smallPrint(figures, { zone, today }).filter(block => block.type !== 'text' || block.text.en !== said)
  return html`<div class="trust">${lines.map(block => blockHtml(block, locale))}</div>`
}

function panel(kind: PanelKind, { view, locale, chart, noteForm, stores, score, heat }: BoardPage): Html | null {
  switch (kind) {
    case 'tiles':
      return html`${tiles(view, locale)}${smallLines(view, locale)}`
    case 'trend':
      return html`${trend(view, chart, locale)}${skuTable(view, locale)}`
    case 'stores':
      return stores
    case 'heat':
      return heat
    case 'scorecard':
      return html`${view.board.subject ? null : score}${scorecard(view, locale)}`
    case 'notes':
      return notes(view, noteForm, locale)
    default:
      return kind satisfies never
  }
}

/** The form by which a note is written about the days that are shown: also what a click on a day fills in. */
export function noteForm(view: BoardView, formToken: string, action: string, locale: Locale): Html {
  const { period, place, kpi, filters: said } = view
  const hidden = { form: formToken, place: place.key, kpi: kpi.id, back: queryOf(said) }
  const fields = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<details id="write"><summary>${texts.addNote[locale]}: ${kpi.label[locale]}</summary><form id="note" method="post" action="${action}" data-open="${texts.openDay[locale]}" data-cancel="${texts.cancel[locale]}">${fields}
<div class="fields"><div><label for="note-from">${texts.from[locale]}</label><input id="note-from" name="from" type="date" required value="${period.to}"></div>
<div><label for="note-to">${texts.to[locale]}</label><input id="note-to" name="to" type="date" required value="${period.to}"></div></div>
<label for="note-text">${texts.note[locale]}</label><input id="note-text" name="text" required maxlength="500" autocomplete="off">
<div class="row"><button class="primary">${texts.save[locale]}</button></div></form></details>`
}
