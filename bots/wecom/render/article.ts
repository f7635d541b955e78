import { article as limits } from '#bots/wecom/limits.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Block, Card, TableBlock } from '#src/chat/card.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { bytesOf, cutBytes } from './bytes.ts'
import { html, safe } from './markup.ts'
import { commandText, responsible } from './sections.ts'
import { signs } from './template-card.ts'
import type { ArticlePart, DrawOptions } from './types.ts'

/** Text and pictures in one message, in the order of the card. `null` when it is too long for one. */
export function drawArticle(card: Card, options: DrawOptions): ArticlePart | null {
  const { locale, pictures } = options
  let at = 0
  const body = card.blocks.map(block => blockHtml(block, locale, block.type === 'image' ? pictures[at++] : undefined))
  const title = signs[card.tone] + safe(card.title[locale])
  const content = [`<h2>${html(title)}</h2>`, ...body].filter(part => part !== '').join('')
  if (bytesOf(content) > limits.contentBytes) return null
  const lead = card.blocks.flatMap(block => (block.type === 'text' ? [safe(block.text[locale])] : []))
  return {
    kind: 'article',
    title: cutBytes(title, limits.titleBytes),
    digest: cutBytes(lead.slice(0, 2).join(' '), limits.digestBytes),
    content,
    pictures: pictures.filter(picture => picture !== null),
  }
}

function blockHtml(block: Block, locale: Locale, picture: string | null | undefined): string {
  switch (block.type) {
    case 'text':
      return textHtml(html(block.text[locale]), block.style)
    case 'facts':
      return `<ul>${block.facts
        .map(({ label, value, detail }) => {
          const more = detail ? ` <small>${html(detail[locale])}</small>` : ''
          return `<li>${html(label[locale])}: <strong>${html(value[locale])}</strong>${more}</li>`
        })
        .join('')}</ul>`
    case 'table':
      return tableHtml(block, locale)
    case 'list':
      return `${block.heading ? `<h4>${html(block.heading[locale])}</h4>` : ''}<ul>${block.items
        .map(item => `<li>${html(item[locale])}</li>`)
        .join('')}</ul>`
    case 'image':
      return imageHtml(fill(picture ? texts.picture : texts.noPicture, { alt: block.alt })[locale], picture ?? null)
    case 'mention':
      return block.people.length === 0 ? '' : `<p>${html(responsible(block.people, locale))}</p>`
    case 'link':
      return `<p><a href="${html(block.url)}">${html(block.label[locale])}</a></p>`
    case 'actions':
      return `<h4>${html(texts.commands[locale])}</h4><ul>${block.actions
        .map(action => `<li>${html(commandText(action, locale).replaceAll('`', '“').replace(/“$/, '”'))}</li>`)
        .join('')}</ul>`
    default:
      return block satisfies never
  }
}

function textHtml(text: string, style: 'plain' | 'strong' | 'muted' | undefined): string {
  if (style === 'strong') return `<p><strong>${text}</strong></p>`
  return style === 'muted' ? `<p style="color:#888888;font-size:13px">${text}</p>` : `<p>${text}</p>`
}

function imageHtml(alt: string, picture: string | null): string {
  const caption = `<p style="color:#888888;font-size:13px">${html(alt)}</p>`
  return picture === null ? caption : `<p><img src="picture:${picture}" style="width:100%"/></p>${caption}`
}

function tableHtml({ columns, rows }: TableBlock, locale: Locale): string {
  const cell = (text: string, at: number, bold = false) => {
    const align = columns[at]?.align === 'end' ? 'right' : 'left'
    const said = bold ? `<strong>${html(text)}</strong>` : html(text)
    return `<td style="text-align:${align};padding:4px 6px;border-bottom:1px solid #e5e5e5">${said}</td>`
  }
  const head = columns.map((column, at) => cell(column.label[locale], at, true)).join('')
  const body = rows.map(cells => `<tr>${cells.map((one, at) => cell(one.text[locale], at)).join('')}</tr>`)
  return `<table style="width:100%;border-collapse:collapse;font-size:14px"><tr>${head}</tr>${body.join('')}</table>`
}
