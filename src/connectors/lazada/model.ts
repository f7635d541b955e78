import { z } from 'zod'

/** A number as Lazada writes it, kept as its digits; `null` where it is empty or left out. */
export const Amount = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value, context) => {
    const text = String(value ?? '')
      .replaceAll(',', '')
      .trim()
    if (text === '') return null
    if (Number.isFinite(Number(text))) return text
    context.addIssue({ code: 'custom', message: 'is no number' })
    return z.NEVER
  })

/** An id, a name or a code; empty where there is none. */
export const Text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform(value => String(value ?? '').trim())

/** Zones of answers that name none; the words of a time that names one are `2026-07-01 00:30:00 +0800` or ISO 8601. */
const written = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/

/** A time as an instant; `hours`: the zone of a time without one. `null`: it cannot be read. */
export function instantOf(value: string, hours: number): string | null {
  if (/^\d{13}$/.test(value)) return new Date(Number(value)).toISOString()
  const [, day, time, zone] = written.exec(value) ?? []
  if (day === undefined || time === undefined) return null
  const offset = zone === undefined ? offsetOf(hours) : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
  const at = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

/** `+08:00` */
export function offsetOf(hours: number): string {
  return `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`
}

/** An instant as Lazada wants it: `2026-07-01T00:00:00+08:00`. */
export function stamp(at: number, hours: number): string {
  return new Date(at + hours * 3_600_000).toISOString().slice(0, 19) + offsetOf(hours)
}

/** The data of a list of products; the published sample has a single one instead of a list. */
export function listOf<T extends z.ZodType>(product: T) {
  const list = z.object({ total_products: Amount, products: z.array(product).nullish() })
  return z.object({ data: z.preprocess(asList, list) })
}

function asList(data: unknown): unknown {
  const isOne = typeof data === 'object' && data !== null && 'item_id' in data && !('products' in data)
  return isOne ? { total_products: 1, products: [data] } : data
}
