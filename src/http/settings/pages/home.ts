import { type Html, html } from '#src/http/page/html.ts'
import { texts } from '#src/http/settings/texts.ts'
import type { Section, SectionState, View } from '#src/http/settings/view.ts'

/** The first page: what is still to be done, and all that can be set. */
export async function homeBody(view: View, sections: readonly Section[]): Promise<Html> {
  const { locale } = view
  const states = new Map<Section, SectionState>()
  for (const section of sections) states.set(section, await section.state(view))
  const missing = sections.filter(section => states.get(section)?.tone === 'missing')
  const todo = missing.map(
    section =>
      html`<li><a href="${view.href(`/settings/${section.id}`)}">${section.title[locale]}</a><span>${states.get(section)?.text[locale] ?? ''}</span></li>`,
  )
  const cards = sections.map(section => {
    const state = states.get(section)
    return html`<li class="card ${state?.tone ?? ''}"><a href="${view.href(`/settings/${section.id}`)}"><strong>${section.title[locale]}</strong><span class="state">${state?.text[locale] ?? ''}</span><span class="help">${section.about[locale]}</span></a></li>`
  })
  return html`${missing.length > 0 ? html`<section class="todo"><h2>${texts.missing[locale]}</h2><ul>${todo}</ul></section>` : null}
<h2 class="quiet">${texts.all[locale]}</h2><ul class="cards">${cards}</ul>`
}
