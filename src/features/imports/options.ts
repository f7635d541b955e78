import { z } from 'zod'
import { isTimeZone } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
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
}

const Shape = z.object({
  market: z.string().trim().toLowerCase().optional(),
  currency: z.string().trim().toUpperCase().optional(),
  zone: z.string().trim().optional(),
  platform: z.string().trim().toLowerCase().max(40).optional(),
  store: z.string().trim().min(1).max(100).optional(),
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  kind: z.enum(['orders', 'daily']).optional(),
})

/** Options as they came from outside. @throws UserError */
export function readOptions(input: unknown): ImportOptions {
  const options = Shape.parse(input)
  const { market, currency, zone } = options
  if (market !== undefined && !/^[a-z]{2}$/.test(market)) throw new UserError(fill(texts.badMarket, { market }))
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) throw new UserError(fill(texts.badCurrency, { currency }))
  if (zone !== undefined && !isTimeZone(zone)) throw new UserError(fill(texts.badZone, { zone }))
  return options
}
