import { constants } from 'node:zlib'

/** How pages are packed. */
export type Way = 'br' | 'gzip'

/** Quality of what is packed for each answer: 5 of 11 takes about as long as gzip and is a tenth smaller (judgement). */
const quality = 5

/** How a browser wants things packed, best first; `null`: not at all. */
export function wayOf(accepted: string | string[] | undefined): Way | null {
  const ways = String(accepted ?? '')
    .split(',')
    .map(one => one.trim().split(/\s*;\s*q\s*=\s*/i))
    .map(([name = '', weight = '1']) => [name.toLowerCase(), weight] as const)
  const takes = (way: Way) => ways.some(([name, weight]) => name === way && Number(weight) > 0)
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}

/** Settings for text. */
export function brotliOf(level = quality) {
  return {
    params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  }
}
