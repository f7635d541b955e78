import { z } from 'zod'
import { isDay, isTimeZone } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { isCurrency } from '#src/features/stores/index.ts'
import { fill } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** How a file is to be read where it does not say so itself. */
export interface ImportOptions {
  /** For stores that are new: where they sell, in which currency, in which zone their day begins. */
  readonly market?: string | undefined
  readonly currency?: string | undefined
  readonly zone?: string | undefined
  readonly platform?: string | undefined
  /** The store of a file without a column of stores: slug, name or the name of a new one. */
  readonly store?: string | undefined
  /** What columns mean, by their names; `null` leaves a column out. Corrects what was recognised. */
  readonly mapping?: Readonly<Record<string, string | null>> | undefined
  readonly kind?: 'orders' | 'daily' | undefined
  /** The day of a file without a column of days. */
  readonly day?: Day | undefined
}

const Shape = z.object({
  market: z.string().trim().toLowerCase().optional(),
  currency: z.string().trim().toUpperCase().optional(),
  zone: z.string().trim().optional(),
  platform: z.string().trim().toLowerCase().max(40).optional(),
  store: z.string().trim().min(1).max(100).optional(),
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  /** The same as lines `column=meaning`, for shells and addresses. */
  map: z.union([z.string(), z.array(z.string())]).optional(),
  kind: z.enum(['orders', 'daily']).optional(),
  day: z.string().trim().optional(),
})

/** Options as they came from outside. @throws UserError */
export function readOptions(input: unknown): ImportOptions {
  const { map, ...options } = Shape.parse(input)
  const { currency, zone, day } = options
  const market = options.market === 'uk' ? 'gb' : options.market // what people write; ISO reserves it for the same
  if (market !== undefined && !/^[a-z]{2}$/.test(market)) throw new UserError(fill(texts.badMarket, { market }))
  if (currency !== undefined && !isCurrency(currency)) throw new UserError(fill(texts.badCurrency, { currency }))
  if (zone !== undefined && !isTimeZone(zone)) throw new UserError(fill(texts.badZone, { zone }))
  if (day !== undefined && !isDay(day)) throw new UserError(fill(texts.badDay, { day }))
  const lines = map === undefined ? [] : [map].flat()
  const mapping = { ...options.mapping, ...Object.fromEntries(lines.flatMap(readMapLine)) }
  return { ...options, market, mapping: Object.keys(mapping).length > 0 ? mapping : undefined }
}

/** `Umsatz=net_sales; Tag=day`: several parted by semicolons or lines. The last `=` parts a column from its meaning. */
export function readMapLine(line: string): (readonly [column: string, role: string])[] {
  return line
    .split(/[;；\n]/)
    .filter(part => part.trim() !== '')
    .map(part => {
      const at = Math.max(part.lastIndexOf('='), part.lastIndexOf('＝'))
      if (at <= 0) throw new UserError(fill(texts.badMapLine, { line: part.trim() }))
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const
    })
}
