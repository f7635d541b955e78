import { createHash } from 'node:crypto'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { style } from '#src/http/page/style.ts'
import { boardStyle } from './style.ts'

/** The whole look of a board. It stands in the page: on a phone a file more is half a second more without figures. */
export const inlineStyle: string = tight(`${style}${boardStyle}`)

const styleHash = createHash('sha256').update(inlineStyle).digest('base64')

/** Figures are drawn by scripts of ours alone; nothing is loaded from elsewhere. */
export const boardHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']?.replace("style-src 'self'", `style-src 'self' 'sha256-${styleHash}'`)}; script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'`,
}

/** Without the white space that only its authors read. */
function tight(css: string): string {
  return css.replace(/\s*\n\s*/g, '\n').trim()
}
