import type { Block, Card, FactsBlock, ListBlock, TableBlock } from '#src/chat/card.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { type Html, html } from './html.ts'

/** The blocks of a card as a page shows them: what is pressed in chat is a line to type here. */
export function cardHtml(card: Card, locale: Locale): Html {
  return html`${card.blocks.map(block => blockHtml(block, locale))}`
}

/** One block of a card; where wide tables are scrolled sideways, `scrolls` lets the keyboard reach them. */
export function blockHtml(block: Block, locale: Locale, scrolls = false): Html | null {
  switch (block.type) {
    case 'text':
      return html`<p class="${block.style === 'muted' ? 'help' : ''}">${block.text[locale]}</p>`
    case 'facts':
      return factsHtml(block, locale)
    case 'table':
      return tableHtml(block, locale, scrolls)
    case 'list':
      return listHtml(block, locale)
    case 'image':
      return html`<p class="help">${block.alt[locale]}</p>`
    case 'mention':
      return html`<p>${block.people.map(({ name }) => html`@${name} `)}</p>`
    case 'link':
      return null // the way to this page
    case 'actions':
      return html`<ul class="plain">${block.actions.map(({ label, line }) => html`<li>${label[locale]}: <code>${line}</code></li>`)}</ul>`
    default:
      return block satisfies never
  }
}

function factsHtml({ facts }: FactsBlock, locale: Locale): Html {
  return html`<div class="facts">${facts.map(
    ({ label, value, detail, tone }) => html`<section><h2>${label[locale]}</h2>
<p class="${tone ? `tone-${tone}` : ''}">${value[locale]}</p>${detail ? html`<p class="help">${detail[locale]}</p>` : null}</section>`,
  )}</div>`
}

function tableHtml({ columns, rows }: TableBlock, locale: Locale, scrolls: boolean): Html {
  const place = (at: number) => (columns[at]?.align === 'end' ? 'number' : '')
  const head = columns.map(({ label }, at) => html`<th scope="col" class="${place(at)}">${label[locale]}</th>`)
  const body = rows.map(
    row =>
      html`<tr>${row.map(({ text, tone }, at) => html`<td class="${place(at)} ${tone ? `tone-${tone}` : ''}">${withItsNumber(text[locale])}</td>`)}</tr>`,
  )
  const named = columns.map(({ label }) => label[locale]).join(', ')
  const open = scrolls ? html`<section tabindex="0" aria-label="${named}">` : html`<section>`
  return html`${open}<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></section>`
}

function listHtml({ heading, items }: ListBlock, locale: Locale): Html {
  const isMarked = items.every(item => /^[^\p{L}\p{N}\p{P}] |^· |^\d+\. /u.test(item[locale])) // has its own bullets
  const lines = items.map(item => html`<li>${withItsNumber(item[locale])}</li>`)
  const list = html`<ul class="plain${isMarked ? ' marked' : ''}">${lines}</ul>`
  return html`<section>${heading ? html`<h2>${heading[locale]}</h2>` : null}${list}</section>`
}

/** An arrow stays on the line of its number. */
const withItsNumber = (text: string): string => text.replaceAll(/([▲▼]) /g, '$1\u00a0')
