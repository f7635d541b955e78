import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { unpackAction } from '#bots/slack/render/pack.ts'

/** Text without blanks: where a long one is parted does not matter to a reader. */
export function pack(text: string): string {
  return text.replace(/\s+/g, '')
}

/** All that a reader can see, in order, without blanks; escaped characters as they are shown. */
export function shownTexts(messages: readonly Pick<SlackMessage, 'blocks'>[]): string {
  return pack(messages.flatMap(({ blocks }) => textsIn(blocks)).join(''))
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  const marked = 'type' in value && value.type === 'mrkdwn'
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return textsIn(inner)
    if (key === 'text' || key === 'alt_text') return [marked ? shown(inner) : inner]
    return key === 'value' ? [unpackAction(inner)?.line ?? ''] : []
  })
}

function shown(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
