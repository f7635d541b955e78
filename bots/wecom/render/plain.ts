import { maxPieces, mentionTextBytes } from '#bots/wecom/limits.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import { plainText } from '#src/chat/plain.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { cutBytes, splitSections } from './bytes.ts'
import { safe } from './markup.ts'
import { pressOf } from './press.ts'
import type { Part, SelectionCard, TemplateCard } from './types.ts'

/** A whole card as text messages without any format, for a platform that refuses it as it is. */
export function plainCard(card: Card, locale: Locale): readonly Part[] {
  return textParts(plainText(card, locale), locale)
}

/** What stands for a message that the platform refuses; empty where nothing can. */
export function plainVersion(part: Part, locale: Locale): readonly Part[] {
  switch (part.kind) {
    case 'card':
      return textParts(cardText(part.card), locale)
    case 'selection':
      return textParts(selectionText(part.card), locale)
    case 'markdown':
      return textParts(withoutMarkup(part.content), locale)
    case 'article':
      return textParts([part.title, htmlText(part.content)].join('\n'), locale)
    case 'image':
      return textParts(texts.pictureRefused[locale], locale)
    case 'mention':
    case 'file':
    case 'text':
      return []
    default:
      return part satisfies never
  }
}

function textParts(text: string, locale: Locale): readonly Part[] {
  const lines = safe(text)
    .replaceAll('<', '＜')
    .split('\n')
    .filter(line => line.trim() !== '')
  const pieces = splitSections([{ head: [], lines }], mentionTextBytes)
  const shown = pieces.slice(0, maxPieces)
  const note = `\n${texts.cut[locale]}`
  const last = shown.at(-1) ?? ''
  const fitted = cutBytes(last, mentionTextBytes - Buffer.byteLength(note)) + note
  const said = pieces.length > shown.length ? [...shown.slice(0, -1), fitted] : shown
  return said.map(content => ({ kind: 'text', content }))
}

/** Everything that a card shows; its buttons as lines to type. */
function cardText(card: TemplateCard): string {
  const { main_title: head, sub_title_text: lead, quote_area: quote, horizontal_content_list: rows } = card
  const facts = (rows ?? []).map(({ keyname, value }) => `${keyname}：${value}`)
  const lines = card.button_list.map(({ text, key }) => `${text}：${pressOf(key)?.line.replace(/\{\w+\}/g, '…') ?? ''}`)
  return [head.title, head.desc, lead, ...facts, quote?.quote_text, ...lines].filter(Boolean).join('\n')
}

/** The first list, to be answered by its number. */
function selectionText({ main_title: head, button_selection: only, select_list: lists }: SelectionCard): string {
  const list = only ?? lists?.[0]
  const options = (list?.option_list ?? []).filter(({ id }) => id !== noneOption)
  return [head.title, head.desc, list?.title, ...options.map(({ text }, at) => `${at + 1}) ${text}`)]
    .filter(Boolean)
    .join('\n')
}

/** Left empty by typing “-”, which the prompt says. */
const noneOption = 'none'

function withoutMarkup(content: string): string {
  return content
    .replace(/<[^>]+>/g, '')
    .replace(/^\[([^\]]*)\]\((https?:[^)\s]+)\)$/gm, '$1 $2')
    .replace(/\*\*|`/g, '')
    .replace(/^> ?/gm, '')
    .replace(/^\|?[\s:|-]+\|$/gm, '')
}

function htmlText(content: string): string {
  return content
    .replace(/<(br|\/p|\/tr|\/h\d|\/li)[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}
