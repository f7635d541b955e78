import type { SlackBlock } from './blocks.ts'
import { escapeText } from './text.ts'

/**
 * What blocks say, in order, as the text beside them: escaped, mentions kept as mentions. Buttons are left out: whoever
 * hears a text cannot press it.
 */
export function blockText(blocks: readonly SlackBlock[]): string {
  return blocks
    .filter(block => block.type !== 'actions')
    .map(block => textIn(block).trim())
    .filter(text => text !== '')
    .join('\n')
}

/** Keys of blocks that hold what is said, in the order of reading. */
const holders = ['text', 'fields', 'elements', 'rows', 'alt_text'] as const

function textIn(value: unknown): string {
  if (typeof value === 'string') return escapeText(value)
  if (Array.isArray(value)) return joined(value)
  if (typeof value !== 'object' || value === null) return ''
  const user: unknown = Reflect.get(value, 'user_id')
  if (typeof user === 'string') return `<@${user}>`
  // A mrkdwn text is escaped already; its stars are no letters.
  if (Reflect.get(value, 'type') === 'mrkdwn') return String(Reflect.get(value, 'text')).replace(/^\*(.*)\*$/m, '$1')
  return holders
    .map(key => textIn(Reflect.get(value, key)))
    .filter(text => text !== '')
    .join('\n')
}

/** Runs of a paragraph belong together, cells of a row stand beside each other, all else below each other. */
function joined(parts: readonly unknown[]): string {
  const isRun = parts.every(part => ['text', 'user', 'link'].includes(String(typeOf(part))))
  const isRow = parts.some(part => typeOf(part) === 'raw_text')
  const texts = parts.map(textIn)
  if (isRun) return texts.join('')
  return texts.filter(text => text !== '').join(isRow ? '  ' : '\n')
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'type') : null
}
