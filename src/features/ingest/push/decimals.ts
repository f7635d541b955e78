import { maxWholeDigits } from '#src/domain/check-figure.ts'

/** The same after the point. */
const maxDigits = maxWholeDigits

/** Numbers in JSON are doubles: 15 digits are sure, more must be sent as text. */
const sureDigits = 15

/**
 * A value of an observation as an exact decimal, `places` digits further left: 2 turns dollars into cents. Numbers
 * count with 15 significant digits, text with all of its digits. `null` when it is no number of a sensible size.
 */
export function exactDecimal(value: unknown, places: number): string | null {
  if (typeof value === 'number') return ofNumber(value, places)
  if (typeof value !== 'string' || value.length > 64) return null
  return ofText(value.trim(), places)
}

const powers = [1, 10, 100, 1000, 10_000]

function ofNumber(value: number, places: number): string | null {
  if (Number.isSafeInteger(value)) {
    const scaled = value * (powers[places] ?? Number.NaN)
    if (Number.isSafeInteger(scaled)) return String(scaled === 0 ? 0 : scaled)
  }
  if (!Number.isFinite(value)) return null
  const text = String(value)
  if (text.length <= sureDigits && !text.includes('e')) return ofText(text, places)
  const sure = Number(value.toPrecision(sureDigits))
  return ofText(plain(sure), places)
}

function plain(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20) : text
}

function ofText(text: string, places: number): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const moved = fraction.length >= places ? fraction.slice(0, places) : fraction.padEnd(places, '0')
  const digits = trimStart(whole + moved)
  const tail = trimEnd(fraction.slice(places))
  if (digits.length > maxDigits || tail.length > maxDigits) return null
  if (digits === '0' && tail === '') return '0'
  return `${sign}${digits}${tail === '' ? '' : `.${tail}`}`
}

function trimStart(digits: string): string {
  let start = 0
  while (start < digits.length - 1 && digits.charCodeAt(start) === 48) start++
  return start === 0 ? digits : digits.slice(start)
}

function trimEnd(digits: string): string {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--
  return end === digits.length ? digits : digits.slice(0, end)
}
