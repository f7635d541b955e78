import type { Card } from '#src/chat/card.ts'
import { cardHtml } from '#src/http/page/card-html.ts'
import { frame, note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { pageNames } from '#src/http/page/page-names.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { splitActions } from './card-parts.ts'
import { texts } from './texts.ts'
import type { Outcome, Section, View } from './view.ts'

/** A page of settings with the way to the others. */
export function settingsPage(view: View, at: Section | null, sections: readonly Section[], body: Html): string {
  const { locale } = view
  const title = (at?.title ?? texts.settings)[locale]
  const links = sections.map(one => {
    const mark = one === at ? html` aria-current="page"` : null
    return html`<li><a href="${view.href(`/settings/${one.id}`)}"${mark}>${one.title[locale]}</a></li>`
  })
  const home = html`<li><a href="${view.href('/settings')}"${at === null ? html` aria-current="page"` : null}>${texts.settings[locale]}</a></li>`
  const boards = html`<li class="apart"><a href="/boards">${texts.boards[locale]}</a></li>`
  const manual = html`<li><a href="/docs?lang=${locale}">${pageNames.manual[locale]}</a></li>`
  const guide = html`<li><a href="${view.href('/guide')}">${pageNames.guide[locale]}</a></li>`
  const account = html`<li><a href="/account">${texts.account[locale]}</a></li>`
  const nav = html`<nav class="side" aria-label="${texts.settings[locale]}"><ul>${home}${links}${boards}${guide}${manual}${account}</ul></nav>`
  const [back, to] = at === null ? ['/boards', texts.boards] : [view.href('/settings'), texts.settings]
  const up = html`<p class="up"><a href="${back}">‹ ${to[locale]}</a></p>`
  return frame(
    {
      locale,
      title,
      again: `${view.path}?${otherWords(view)}lang=`,
      styles: ['/settings/style.css'],
      ...(at?.script && { script: at.script.url }),
      layout: at?.wide ? 'settings wide' : 'settings',
    },
    html`<a class="skip" href="#main">${texts.skip[locale]}</a><div class="columns">${nav}<div class="main" id="main" tabindex="-1">${up}${outcomeHtml(view)}${body}</div></div>`,
  )
}

/** What stands behind the `?` besides the language. */
function otherWords({ query }: View): string {
  const { lang: _, ...others } = query
  const words = new URLSearchParams(others).toString()
  return words === '' ? '' : `${words}&`
}

/** What became of the line that was sent. */
export function outcomeHtml(view: View): Html | null {
  const { outcome, locale } = view
  if (!outcome) return null
  if (outcome.kind === 'again') return html`<div id="answer">${note('warning', texts.again[locale])}</div>`
  return outcome.kind === 'done' ? answerHtml(view, outcome) : unfinishedHtml(view, outcome)
}

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>

/** What the bot said, its buttons to press, and the line that says it in chat. */
function answerHtml(view: View, { answer, line, where }: Of<'done'>): Html {
  const { locale } = view
  const place = where ? html`${where.name}: ` : null
  return html`<section id="answer" class="answer" role="status">${answer.cards.map(card => cardPart(view, card, where))}
<p class="same"><span>${texts.sameInChat[locale]}</span> ${place}<code>${line}</code></p></section>`
}

/** A card of an answer: its text, its links and its buttons. */
export function cardPart(view: View, card: Card, where: Of<'done'>['where'] = null): Html {
  const { rest, actions, links } = splitActions(card)
  const { locale } = view
  const from = where ? { where } : {}
  const buttons = actions.map(action => (action.form ? view.form(action, from) : view.press(action, from)))
  const ways = links.map(({ label, url }) => html`<a class="button" href="${url}">${label[locale]}</a>`)
  return html`<h2 class="tone-${card.tone}">${card.title[locale]}</h2>${cardHtml(rest, locale)}<div class="row">${ways}${buttons}</div>`
}

/** What is wrong stands beside the form it came from; here it is said once more, with what may be meant. */
function unfinishedHtml(view: View, { form, where, answer }: Of<'unfinished'>): Html {
  const { locale } = view
  const lines = (answer?.cards ?? []).flatMap(card => splitActions(card).actions).filter(action => !action.form)
  const near =
    lines.length > 0
      ? html`<p>${texts.instead[locale]}</p><div class="row">${lines.map(action => view.press(action, where ? { where } : {}))}</div>`
      : null
  return html`<div id="answer" class="note bad" role="alert"><p><strong>${texts.failed[locale]}</strong> ${form.text[locale]}</p>${near}</div>`
}

/** A page that says only one thing. */
export function plainPage(locale: Locale, title: string, why: string): string {
  return frame(
    { locale, title, again: null },
    html`<section><p>${why}</p><p><a href="/settings">${texts.back[locale]}</a></p></section>`,
  )
}
