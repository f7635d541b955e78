import { findMeasure } from '#src/domain/measures/index.ts'
import type { DryFeed, DryRun, DryStore, Offer } from '#src/features/connections/index.ts'
import type { StoredStore } from '#src/features/stores/index.ts'
import { note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatDay, formatMoney, formatValue, unknownValue } from '#src/i18n/format/index.ts'
import { fill, join, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Drawing, layout } from './layout.ts'
import { texts } from './texts.ts'

/** What the page of stores shows. */
export interface StoresView {
  readonly offers: readonly Offer[]
  /** Shops that are connected, where none of those found is one of them. */
  readonly others: readonly string[]
  readonly dry: DryRun | null
  /** What was chosen before; `null`: nothing yet. */
  readonly chosen: Readonly<Record<string, string>> | null
  /** It does not run any more and never came to an end. */
  readonly broke: boolean
}

/** Periods to choose from, in months. */
const periods = [1, 3, 12, 24] as const

/** The page of stores: what was found, what to take, how far back, a trial, start. */
export function storesPage(drawing: Drawing, view: StoresView): string {
  const { connector, locale } = drawing
  const label = { connector: connector.label }
  const isRenewal = view.offers.length > 0 && view.offers.every(offer => offer.connected !== null)
  const names = join(view.others.map(verbatim))
  const body = html`<p>${fill(texts.storesLead, label)[locale]}</p>
${view.others.length > 0 ? note('warning', fill(texts.otherAccount, { ...label, names })[locale]) : null}
<form method="post" action="/connect/${connector.id}/stores">
${view.offers.map((offer, at) => storePart(offer, at, view.chosen, locale))}
${isRenewal ? null : sincePart(view.chosen, locale)}
${isRenewal ? null : reachPart(drawing, view.offers[0])}
<div class="row"><button class="primary" name="step" value="start">${(isRenewal ? texts.renew : texts.start)[locale]}</button>
<button name="step" value="try">${view.dry === null ? texts.tryDay[locale] : texts.tryAgain[locale]}</button>
<a class="button" href="/connect/${connector.id}/keys">${texts.backToKeys[locale]}</a></div>
<p class="help">${texts.tryLead[locale]}</p>
</form>
${dryPart(drawing, view)}`
  return layout(drawing, body)
}

function storePart(
  { found, connected, perhaps, fitting }: Offer,
  at: number,
  chosen: StoresView['chosen'],
  locale: Locale,
): Html {
  const country = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(found.market.toUpperCase())
  const named = perhaps[0] ?? fitting.find(store => store.name.toLowerCase() === found.name.toLowerCase())
  const same = chosen === null ? named : fitting.find(store => String(store.id) === chosen[`as-${at}`])
  const taken = chosen === null || chosen[`take-${at}`] !== undefined
  const as = html`<label for="as-${at}">${texts.as[locale]}</label>
<select id="as-${at}" name="as-${at}"><option value="new">${texts.asNew[locale]}</option>${fitting.map(
    store => html`<option value="${store.id}"${store === same ? html` selected` : null}>${store.name}</option>`,
  )}</select>`
  const name = html`<label for="name-${at}">${texts.name[locale]}</label>
<input id="name-${at}" name="name-${at}" value="${chosen?.[`name-${at}`] ?? found.name}" maxlength="80">`
  return html`<fieldset>
<legend>${found.name}</legend>
<label class="tick"><input type="checkbox" name="take-${at}"${taken ? html` checked` : null}> ${texts.take[locale]}</label>
<dl><dt>${texts.market[locale]}</dt><dd>${country ?? found.market}</dd>
<dt>${texts.zone[locale]}</dt><dd>${found.timeZone}</dd>
<dt>${texts.currency[locale]}</dt><dd>${found.currency}</dd></dl>
${connected ? note('good', fill(texts.already, { store: verbatim(connected.name) })[locale]) : html`${perhaps.length > 0 ? perhapsNote(perhaps, locale) : null}${fitting.length > 0 ? as : null}${name}`}
</fieldset>`
}

/** Nothing proves whose shop it is: the field below asks. */
function perhapsNote(perhaps: readonly StoredStore[], locale: Locale): Html {
  const stores = join(perhaps.map(store => verbatim(store.name)))
  return note('warning', fill(texts.perhaps, { stores })[locale])
}

function sincePart(chosen: StoresView['chosen'], locale: Locale): Html {
  const since = chosen?.since ?? '24m'
  const options = periods.map(months => {
    const label = months === 1 ? texts.month : fill(texts.months, { months })
    return html`<option value="${months}m"${since === `${months}m` ? html` selected` : null}>${label[locale]}</option>`
  })
  return html`<section><label for="since">${texts.since[locale]}</label><select id="since" name="since">${options}</select>
<label for="day">${texts.orDay[locale]} <span class="optional">(${texts.optional[locale]})</span></label><input type="date" id="day" name="day" min="2000-01-01" value="${chosen?.day ?? ''}"></section>`
}

function reachPart({ connector, locale }: Drawing, offer: Offer | undefined): Html | null {
  if (!offer) return null
  const rows = offer.feeds.map(feed => {
    const day =
      feed.earliest === null ? texts.fromBeginning : fill(texts.fromDay, sayDay(feed.earliest, connector.label))
    return html`<tr><th scope="row">${feed.label[locale]}</th><td>${(feed.fromNow ? texts.fromNow : day)[locale]}</td><td>${feed.scopes.join(', ') || '–'}</td></tr>`
  })
  return html`<section><h2>${texts.reach[locale]}</h2><table><thead><tr><th scope="col">${texts.feed[locale]}</th><th scope="col">${texts.earliest[locale]}</th><th scope="col">${texts.needs[locale]}</th></tr></thead><tbody>${rows}</tbody></table></section>`
}

function sayDay(day: string, connector: Localized) {
  return { day: formatDay(day, { year: true, weekday: false }), connector }
}

function dryPart(drawing: Drawing, { dry, broke, offers }: StoresView): Html | null {
  const { locale } = drawing
  if (dry === null) return null
  const head = broke
    ? note('warning', texts.broke[locale])
    : dry.state === 'running'
      ? note('warning', texts.trying[locale])
      : null
  const parts = dry.stores.map(store => {
    const offer = offers.find(one => one.found.externalId === store.externalId)
    return offer ? dryStore(drawing, store, offer) : null
  })
  return html`<div id="trial">${head}${parts}</div>`
}

function dryStore(drawing: Drawing, store: DryStore, { found, feeds }: Offer): Html {
  const { locale } = drawing
  const day = formatDay(store.day, { year: true })
  const parts = store.feeds.map(feed => {
    const label = feeds.find(one => one.id === feed.feed)?.label ?? verbatim(feed.feed)
    return html`<h3>${label[locale]}</h3>${dryFeed(drawing, feed, found.currency)}`
  })
  return html`<section><h2>${fill(texts.dryTitle, { store: verbatim(found.name), day })[locale]}</h2>${parts}</section>`
}

function dryFeed({ connector, locale }: Drawing, feed: DryFeed, currency: string): Html {
  const why = verbatim(feed.detail.join(', ') || '–')
  switch (feed.outcome) {
    case 'figures':
      return figuresTable(feed, currency, locale)
    case 'nothing':
      return html`<p>${texts.noFigures[locale]}</p>`
    case 'later':
      return html`<p class="tone-warning">${texts.later[locale]}</p>`
    case 'scope':
      return html`<p class="tone-bad">${fill(texts.scope, { names: why, connector: connector.label })[locale]}</p>`
    case 'refused':
      return html`<p class="tone-bad">${fill(texts.refused, { why })[locale]}</p>`
    case 'trouble':
      return html`<p class="tone-bad">${fill(texts.trouble, { why })[locale]}</p>`
    default:
      return feed.outcome satisfies never
  }
}

function figuresTable({ measures, here }: DryFeed, currency: string, locale: Locale): Html {
  const rows = Object.entries(measures).map(([id, value]) => {
    const differs = here[id] !== undefined && Number(here[id]) !== Number(value)
    return html`<tr><th scope="row">${findMeasure(id)?.label[locale] ?? id}</th><td class="number">${figure(id, value, currency)[locale]}</td><td class="number${differs ? ' tone-warning' : ''}">${figure(id, here[id], currency)[locale]}</td></tr>`
  })
  if (rows.length === 0) return html`<p>${texts.noFigures[locale]}</p>`
  return html`<table><thead><tr><th scope="col">${texts.figure[locale]}</th><th scope="col" class="number">${texts.theirs[locale]}</th><th scope="col" class="number">${texts.ours[locale]}</th></tr></thead><tbody>${rows}</tbody></table>`
}

function figure(id: string, value: string | undefined, currency: string): Localized {
  if (value === undefined) return unknownValue
  const unit = findMeasure(id)?.unit ?? 'count'
  return unit === 'money' ? formatMoney(Number(value), currency) : formatValue(Number(value), unit)
}
