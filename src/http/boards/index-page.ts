import { type BoardList, boardPath, type ListedBoard } from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** Why somebody sees no store: none is theirs, or there is none yet, which an administrator can change. */
export type NoStores = 'none-yours' | 'none-yet' | 'yours-to-begin'

/** Every board that somebody may open, their own first. `none`: why there is no store where there is none. */
export function listBody(list: BoardList, locale: Locale, none: NoStores): Html {
  const nothing = list.stores.length === 0
  return html`<header class="board-head"><h1>${texts.boards[locale]}</h1></header>
${nothing ? noStores(none, locale) : null}
<section aria-labelledby="own"><div class="head"><h2 id="own">${texts.own[locale]}</h2><a class="button" href="/boards/own/new">${texts.make[locale]}</a></div>
${list.own.length === 0 ? html`<p class="help">${texts.noBoards[locale]}</p>` : links(list.own, locale)}</section>
${list.stores.length > 1 ? html`<section class="lead-link"><a class="wide" href="/boards/all/stores">${texts.everything[locale]}</a></section>` : null}
${group(texts.markets, list.markets.length > 1 ? list.markets : [], locale)}
${group(texts.platforms, list.platforms.length > 1 ? list.platforms : [], locale)}
${group(texts.stores, list.stores, locale)}
${group(texts.teams, list.teams, locale)}
${group(texts.people, list.people, locale)}`
}

function noStores(why: NoStores, locale: Locale): Html {
  const guide = html`<div class="row"><a class="button primary" href="/guide">${texts.begin[locale]}</a></div>`
  return html`<section><p>${texts[why][locale]}</p>${why === 'yours-to-begin' ? guide : null}</section>`
}

function group(title: Localized, boards: readonly ListedBoard[], locale: Locale): Html | null {
  if (boards.length === 0) return null
  const id = `group-${boards[0]?.key.kind ?? ''}`
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title[locale]}</h2>${links(boards, locale)}</section>`
}

function links(boards: readonly ListedBoard[], locale: Locale): Html {
  return html`<ul class="links">${boards.map(({ key, label, of }) => {
    const by = of === null ? null : html` <span class="help">${fill(texts.of, { name: verbatim(of) })[locale]}</span>`
    return html`<li><a href="${boardPath(key)}">${label[locale]}</a>${by}</li>`
  })}</ul>`
}
