/** Measures a text in pixels. */
export type Measure = (text: string) => number

const wide = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef'

// What must not start a line: closing brackets, commas, small kana, the long-vowel sign (Japanese line-breaking rules).
const closing = '、。，．！？：；）」』】〉》〕］｝”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・%）,.!?:;)\\]}'

// A wide character with what closes it, a run of anything else, or spaces.
const pieces = new RegExp(`[（「『【〈《〔［｛]*[${wide}][${closing}]*|[^\\s${wide}]+|\\s+`, 'gu')

/** Breaks a text into at most `rooms.length` lines, each no wider than its room; what is left over ends in `…`. */
export function breakLines(text: string, measure: Measure, rooms: readonly number[]): readonly string[] {
  const lines: string[] = []
  let rest = text.trim()
  for (const [index, room] of rooms.entries()) {
    if (rest === '') break
    const isLast = index === rooms.length - 1
    const line = isLast ? cut(rest, measure, room) : firstLine(rest, measure, room)
    lines.push(line.trim())
    rest = rest.slice(line.length).trim()
  }
  return lines
}

function firstLine(text: string, measure: Measure, room: number): string {
  if (measure(text) <= room) return text
  let line = ''
  for (const [piece] of text.matchAll(pieces)) {
    if (measure(line + piece.trimEnd()) > room) break
    line += piece
  }
  return line.trim() === '' ? longestStart(text, measure, room, 1) : line
}

function cut(text: string, measure: Measure, room: number): string {
  if (measure(text) <= room) return text
  return `${longestStart(text, measure, room - measure('…'), 0).trimEnd()}…`
}

function longestStart(text: string, measure: Measure, room: number, least: number): string {
  const characters = [...text]
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(characters.slice(0, middle).join('')) <= room) low = middle
    else high = middle - 1
  }
  return characters.slice(0, Math.max(low, least)).join('')
}
