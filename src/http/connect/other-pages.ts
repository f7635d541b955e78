import type { OpenPage } from '#src/features/connections/index.ts'
import type { Connected } from '#src/features/sync/index.ts'
import { note } from '#src/http/page/frame.ts'
import { html } from '#src/http/page/html.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { type Drawing, layout } from './layout.ts'
import { texts } from './texts.ts'

/** What a link shows. Looking at it uses nothing up: chats look at every link by themselves. */
export function startPage(drawing: Drawing, page: OpenPage, token: string): string {
  const { connector, locale } = drawing
  const until = formatDateTime(page.until, page.person.timeZone ?? 'UTC', { named: true, year: true })
  const body = html`<section>
<p>${fill(texts.hello, { name: verbatim(page.person.name) })[locale]}</p>
<p class="help">${fill(texts.until, { time: until })[locale]}</p>
<form method="post" action="/connect/${connector.id}/start"><input type="hidden" name="page" value="${token}">
<div class="row"><button class="primary">${texts.begin[locale]}</button></div></form>
</section>`
  return layout(drawing, body)
}

/** A link or cookie that opens nothing. */
export function gonePage(drawing: Drawing): string {
  const { connector, locale } = drawing
  const why = fill(texts.goneWhy, { line: verbatim(`connect ${connector.id}`) })[locale]
  return layout(drawing, html`<section><h2>${texts.gone[locale]}</h2><p>${why}</p></section>`)
}

/** The stores are connected; `progress`: the page on which one sees how far their figures are. */
export function donePage(drawing: Drawing, taken: readonly Connected[], progress: string): string {
  const { locale } = drawing
  const rows = taken.map(
    ({ store }) =>
      html`<li><strong>${store.name}</strong> <span class="help">${store.slug} · ${store.currency} · ${store.timeZone}</span></li>`,
  )
  const isRenewal = taken.every(one => one.renewed)
  const notes = taken.flatMap(({ found }) => (found.note ? [note('warning', found.note[locale])] : []))
  const body = html`<section><h2 class="tone-good">✓ ${(isRenewal ? texts.renewed : texts.done)[locale]}</h2>
<ul class="plain">${rows}</ul>
${notes}<p>${(isRenewal ? texts.renewedLead : texts.doneLead)[locale]}</p>
<div class="row"><a class="button primary" href="${progress}">${texts.progress[locale]}</a></div></section>`
  return layout(drawing, body)
}
