import type { Tone } from '#src/chat/card.ts'

/** Signs before a text, so that a tone is seen on every screen. */
export const signs: Readonly<Record<Tone, string>> = { good: '🟢', warning: '🟡', bad: '🔴', critical: '🚨', info: '' }

/** What Slack would refuse or show as rubbish: control characters and halves of surrogate pairs. Line breaks stay. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\p{Cs}]/gu, character => (character === '\n' ? '\n' : ''))
}

/** The three characters with a meaning in mrkdwn (https://docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The reverse, for what Slack sends. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Whether a text means itself in mrkdwn once escaped: emphasis, code, emoji names and quotes cannot be escaped. */
export function isPlain(text: string): boolean {
  return !/[*_~`]|:[\w+'-]+:|^\s*>/m.test(text)
}

/** Cuts at a length with an ellipsis, never inside a character. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${head(text, length - 1)}…`
}

/** The first characters up to a length; a surrogate pair stays whole. */
function head(text: string, length: number): string {
  const end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length
  return text.slice(0, end)
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

/** A text in pieces of at most a length, parted at line ends and blanks where there are some. Joined they are the text. */
export function pieces(text: string, length: number): readonly string[] {
  const found: string[] = []
  let rest = text
  while (rest.length > length) {
    const most = head(rest, length)
    const at = Math.max(most.lastIndexOf('\n'), most.lastIndexOf(' '))
    const piece = at > length / 2 ? most.slice(0, at + 1) : most
    found.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...found, rest]
}
