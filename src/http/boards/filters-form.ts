import { type Day, monthOf, shiftDays } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { marketLabel, platformLabel } from '#src/domain/place-names.ts'
import { type BoardView, namedPeriod, queryOf } from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** Usual periods to press, and a form for days, place and SKU. All of it stands in the address. */
export function filters(view: BoardView, action: string, locale: Locale): Html {
  return html`<div class="filters">${periods(view, locale)}<details class="filter"><summary>${texts.filter[locale]}${said(view, locale)}</summary>${form(view, action, locale)}</details></div>`
}

/** What the filters leave, beside the word that opens them. */
function said({ board, place, filters: { place: key } }: BoardView, locale: Locale): Html | null {
  return key === '' || placeKey(board.place) === key ? null : html`: <b>${place.label[locale]}</b>`
}

function periods({ filters: said, today, period, wordsFrom }: BoardView, locale: Locale): Html {
  const links = usual(today).map(({ word, label }) => {
    const named = namedPeriod({ period: word }, wordsFrom)
    const isShown = named?.from === period.from && named.to === period.to
    return html`<a class="chip" href="${queryOf(said, { period: word, day: '' })}"${isShown ? html` aria-current="true"` : null}>${label[locale]}</a>`
  })
  return html`<nav class="chips" aria-label="${texts.period[locale]}">${links}</nav><p class="period">${period.label[locale]}</p>`
}

function usual(today: Day): readonly { readonly word: string; readonly label: Localized }[] {
  const before = shiftDays(monthOf(today).from, -1).slice(0, 7)
  return [
    { word: 'yesterday', label: texts.yesterday },
    { word: '7d', label: texts.week },
    { word: '30d', label: texts.days },
    { word: 'mtd', label: texts.month },
    { word: before, label: texts.lastMonth },
  ]
}

function form(view: BoardView, action: string, locale: Locale): Html {
  const { filters: said, period, figures, kpi } = view
  const hidden = said.lang === '' ? null : html`<input type="hidden" name="lang" value="${said.lang}">`
  const kpis = figures.map(
    one =>
      html`<option value="${one.kpi.id}"${one.kpi.id === kpi.id ? html` selected` : null}>${one.kpi.label[locale]}</option>`,
  )
  const sku = parsePlaceKey(said.place)
  return html`<form method="get" action="${action}">${hidden}<div class="fields">
<div><label for="from">${texts.from[locale]}</label><input id="from" name="from" type="date" value="${period.from}"></div>
<div><label for="to">${texts.to[locale]}</label><input id="to" name="to" type="date" value="${period.to}"></div>
<div><label for="place">${texts.place[locale]}</label><select id="place" name="place"><option value="">${texts.whole[locale]}</option>${placeOptions(view, locale)}</select></div>
<div><label for="sku">${texts.sku[locale]} <span class="optional">${texts.skuHelp[locale]}</span></label><input id="sku" name="sku" maxlength="80" value="${sku?.kind === 'store' ? (sku.sku ?? '') : ''}"></div>
<div><label for="kpi">${texts.kpi[locale]}</label><select id="kpi" name="kpi">${kpis}</select></div></div>
<div class="row"><button class="primary">${texts.apply[locale]}</button><a class="button" href="${action}${queryOf({ period: '', place: '', kpi: '', day: '', lang: said.lang })}">${texts.reset[locale]}</a></div></form>`
}

function placeOptions({ board, filters: { place } }: BoardView, locale: Locale): readonly Html[] {
  const chosen = parsePlaceKey(place)
  const own = chosen?.kind === 'store' ? placeKey({ kind: 'store', slug: chosen.slug }) : place
  return placesOn(board.reader.stores).map(({ key, label }) => {
    return html`<option value="${key}"${key === own ? html` selected` : null}>${label[locale]}</option>`
  })
}

/** Markets and marketplaces where there are several, then the stores. */
function placesOn(
  stores: BoardView['board']['reader']['stores'],
): readonly { readonly key: string; readonly label: Localized }[] {
  const several = (ids: readonly string[]) => (new Set(ids).size > 1 ? [...new Set(ids)].sort() : [])
  const option = (place: Place, label: Localized) => ({ key: placeKey(place), label })
  if (stores.length < 2) return stores.map(({ slug, name }) => option({ kind: 'store', slug }, verbatim(name)))
  return [
    ...several(stores.map(({ market }) => market)).map(id => option({ kind: 'market', id }, marketLabel(id))),
    ...several(stores.map(({ platform }) => platform)).map(id => option({ kind: 'platform', id }, platformLabel(id))),
    ...stores.map(({ slug, name }) => option({ kind: 'store', slug }, verbatim(name))),
  ]
}
