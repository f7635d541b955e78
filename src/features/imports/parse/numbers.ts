/** Which sign parts the fraction from the whole in a file. */
export type DecimalSign = '.' | ','

/** What stands for "no value". */
const nothing = /^(?:[-–—‐ー]+|n\/?a|null|nan|なし|無|无|不明|#n\/a)?$/i

const scales: Readonly<Record<string, number>> = { 千: 3, 万: 4, 萬: 4, 億: 8, 亿: 8 }

/**
 * A number as people and programs write it, as an exact decimal: `1,234.56`, `¥1,234`, `１２３円`, `8%` (0.08),
 * `▲500`, `(500)`, `1.2万`. `null` when nothing stands there, `undefined` when it is no number.
 */
export function parseDecimal(text: string, sign: DecimalSign = '.'): string | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s\u00a0']/g, '')
  if (nothing.test(plain)) return null
  const { digits, negative } = unsigned(plain)
  const match =
    /^(?:[a-z]{0,3}[$€£¥₩₹]|[a-z]{3})?([\d.,]+)(千|万|萬|億|亿)?(%|円|元|圆|圓|[a-z]{3}|[€$¥£]|件|個|个|点|枚)?$/i.exec(
      digits,
    )
  if (!match) return undefined
  const decimal = ungrouped(match[1] ?? '', sign)
  if (decimal === undefined) return undefined
  const shift = (scales[match[2] ?? ''] ?? 0) - (match[3] === '%' ? 2 : 0)
  const value = shifted(decimal, shift)
  return negative && value !== '0' ? `-${value}` : value
}

function unsigned(text: string): { digits: string; negative: boolean } {
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed?.[1] !== undefined) return { digits: bracketed[1], negative: true }
  const marked = /^([^\d]*?)[▲△−‐–—-](.*)$/.exec(text)
  if (marked) return { digits: `${marked[1]}${marked[2]}`, negative: true }
  if (text.endsWith('-')) return { digits: text.slice(0, -1), negative: true }
  return { digits: text.replace(/^\+/, ''), negative: false }
}

/** Groups must be of three digits (of four where they are counted in 万): `1,23` is no number with a decimal point. */
function ungrouped(text: string, sign: DecimalSign): string | undefined {
  const group = sign === '.' ? ',' : '.'
  const [whole = '', fraction, more] = text.split(sign)
  if (more !== undefined || fraction?.includes(group)) return undefined
  const groups = whole.split(group)
  const fits =
    groups.length === 1 || (/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every(part => /^\d{3}$/.test(part)))
  const digits = groups.join('')
  if (!fits || (digits === '' && !fraction) || /\D/.test(digits)) return undefined
  return tidy(`${digits || '0'}${fraction ? `.${fraction}` : ''}`)
}

/** Moves the decimal point without arithmetic. */
function shifted(decimal: string, places: number): string {
  if (places === 0) return decimal
  const [whole = '', fraction = ''] = decimal.split('.')
  const digits = places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction
  const point = places > 0 ? whole.length + places : Math.max(whole.length, 1 - places) + places
  return tidy(`${digits.slice(0, point)}.${digits.slice(point)}`)
}

function tidy(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const tail = fraction.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${tail ? `.${tail}` : ''}`
}

/**
 * Which decimal sign the numbers of a file use: a comma where some number can only be read so (`1.234,56`, `12,5`) and
 * none contradicts.
 */
export function createSignGuess(): { readonly add: (text: string) => void; readonly finish: () => DecimalSign } {
  let comma = 0
  let point = 0
  return {
    add(text) {
      const digits = text.normalize('NFKC').replace(/[^\d.,]/g, '')
      if (/^(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3}){2,})$/.test(digits)) comma++
      if (/^(\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3}){2,})$/.test(digits)) point++
    },
    finish: () => (comma > 0 && comma > point ? ',' : '.'),
  }
}
