import type { Action, Block, Card, FactsBlock, ListBlock, TableBlock, Tone } from '#src/chat/card.ts'
import type { RenderOptions } from '#src/chat/messenger.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

const colours: Readonly<Record<Tone, string>> = {
  good: '#1a7f37',
  warning: '#9a6700',
  bad: '#b42318',
  critical: '#8b0000',
  info: '#0b5cad',
}

const noPicture: Localized = {
  en: 'The picture could not be drawn. The figures are complete.',
  ja: '画像を作成できませんでした。数値はそのままご利用いただけます。',
  'zh-CN': '图片生成失败，数据不受影响。',
}

/** Text of people is data: everything that could be markup is written as text. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, sign => (sign === '\n' ? '\n' : ''))
    .replace(/[&<>"']/g, sign => entities[sign] ?? sign)
}

/** A card as HTML that mail programs show: tables, inline styles, no scripts, pictures by content id. */
export function htmlOf(card: Card, options: RenderOptions, links: ReadonlyMap<string, string>): string {
  const { locale } = options
  const pictures = options.pictures.values()
  const blocks = card.blocks.map(block => blockOf(block, locale, links, () => pictures.next().value ?? null))
  const title = `<h1 style="font-size:18px;margin:0 0 12px;color:${colours[card.tone]}">${escaped(card.title[locale])}</h1>`
  const body = `<div style="max-width:640px;border-left:4px solid ${colours[card.tone]};padding:4px 16px">${title}${blocks.join('')}</div>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"></head><body style="font-family:sans-serif;font-size:14px;color:#1f2328">${body}</body></html>`
}

function blockOf(
  block: Block,
  locale: Locale,
  links: ReadonlyMap<string, string>,
  nextPicture: () => string | null,
): string {
  switch (block.type) {
    case 'text': {
      const style = block.style === 'strong' ? 'font-weight:bold' : block.style === 'muted' ? 'color:#59636e' : ''
      return `<p style="${style}">${escaped(block.text[locale])}</p>`
    }
    case 'facts':
      return factsOf(block, locale)
    case 'table':
      return tableOf(block, locale)
    case 'list':
      return listOf(block, locale)
    case 'image': {
      const cid = nextPicture()
      const alt = escaped(block.alt[locale])
      if (cid === null) return `<p style="color:#59636e">${alt}<br>${noPicture[locale]}</p>`
      return `<p><img src="cid:${escaped(cid)}" alt="${alt}" width="600" style="max-width:100%;height:auto"></p>`
    }
    case 'mention':
      return `<p>${block.people.map(person => `<b>@${escaped(person.name)}</b>`).join(' ')}</p>`
    case 'link':
      return `<p><a href="${escaped(block.url)}" style="color:#0b5cad;font-weight:bold">${escaped(block.label[locale])}</a></p>`
    case 'actions':
      return `<p>${block.actions.map(action => actionOf(action, locale, links)).join('<br>')}</p>`
    default:
      return block satisfies never
  }
}

function factsOf({ facts }: FactsBlock, locale: Locale): string {
  const rows = facts.map(({ label, value, detail, tone }) => {
    const more = detail ? ` <span style="color:#59636e">(${escaped(detail[locale])})</span>` : ''
    const colour = tone ? `color:${colours[tone]};` : ''
    return `<tr><td style="padding:2px 12px 2px 0;color:#59636e">${escaped(label[locale])}</td><td style="${colour}font-weight:bold">${escaped(value[locale])}${more}</td></tr>`
  })
  return `<table cellspacing="0" cellpadding="0">${rows.join('')}</table>`
}

function tableOf({ columns, rows }: TableBlock, locale: Locale): string {
  const side = (at: number) => (columns[at]?.align === 'end' ? 'right' : 'left')
  const head = columns.map(
    ({ label }, at) => `<th style="text-align:${side(at)};padding:4px 8px">${escaped(label[locale])}</th>`,
  )
  const body = rows.map(row => {
    const cells = row.map(({ text, tone, dim }, at) => {
      const colour = dim ? 'color:#8c959f' : tone ? `color:${colours[tone]}` : ''
      return `<td style="text-align:${side(at)};padding:4px 8px;border-top:1px solid #d1d9e0;${colour}">${escaped(text[locale])}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table cellspacing="0" style="border-collapse:collapse;margin:8px 0"><tr>${head.join('')}</tr>${body.join('')}</table>`
}

function listOf({ heading, items }: ListBlock, locale: Locale): string {
  const title = heading ? `<p style="margin:8px 0 0">${escaped(heading[locale])}</p>` : ''
  return `${title}<ul>${items.map(item => `<li>${escaped(item[locale])}</li>`).join('')}</ul>`
}

/** A link where the line can be confirmed on a page; otherwise what to type. */
function actionOf({ label, line }: Action, locale: Locale, links: ReadonlyMap<string, string>): string {
  const url = links.get(line)
  const name = escaped(label[locale])
  if (url === undefined) return `${name}: <code>${escaped(line)}</code>`
  return `<a href="${escaped(url)}" style="display:inline-block;padding:8px 16px;background:#0b5cad;color:#fff;text-decoration:none">${name}</a> <code>${escaped(line)}</code>`
}
