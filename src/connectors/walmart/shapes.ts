import { Big } from 'big.js'
import { z } from 'zod'

/** A list that comes as one thing where there is only one, and not at all where there is none. */
export function manyOf<T extends z.ZodType>(one: T) {
  return z.preprocess(value => (value === null || value === undefined ? [] : [value].flat()), z.array(one))
}

/** The same of a list that is always there. */
export function neededOf<T extends z.ZodType>(one: T) {
  return z.preprocess(value => (value === null || value === undefined ? value : [value].flat()), z.array(one))
}

/** A decimal, told as a number or a text; answers are read so that numbers keep their digits. */
export const Decimal = z.string().refine(isDecimal, 'not a decimal number')

function isDecimal(text: string): boolean {
  try {
    return Big(text).c !== null
  } catch {
    return false
  }
}

/** An instant, told as milliseconds since 1970 or as ISO 8601; as ISO 8601 in UTC. */
export const Instant = z.string().transform((text, context) => {
  const at = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isNaN(at) || Math.abs(at) > 8.64e15) {
    context.addIssue({ code: 'custom', message: 'not a moment' })
    return z.NEVER
  }
  return new Date(at).toISOString()
})

/** Money of the returns interface; orders name the same fields `amount` and `currency`. */
export const ReturnMoney = z.object({ currencyAmount: Decimal, currencyUnit: z.string().optional() })
