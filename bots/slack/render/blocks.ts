import type { types } from '@slack/bolt'
import { limits } from '#bots/slack/limits.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { clean, cut, escapeText } from './text.ts'

/** The blocks we use. */
export type SlackBlock = types.KnownBlock

/** What is posted: `text` is the notification and what screen readers say. */
export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

/** A piece of rich text: never read as markup. */
export type Run = types.RichTextElement

/** Letters of rich text. */
export function run(text: string, style?: { readonly bold?: true; readonly italic?: true }): Run {
  return { type: 'text', text, ...(style && { style }) }
}

/** A paragraph that means itself, whatever stands in it. */
export function paragraph(runs: readonly Run[]): SlackBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...runs] }] }
}

/** Text without markup and without emoji names. */
export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}

/** A message of one line. */
export function lineMessage(text: Localized, locale: Locale): SlackMessage {
  const shown = cut(clean(text[locale]), limits.text)
  return { text: escapeText(shown), blocks: [paragraph([run(shown)])] }
}
