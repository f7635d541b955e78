import type { Localized } from '#src/i18n/locale.ts'
import { knownFormats } from './index.ts'
import type { KnownFormat } from './known-format.ts'

/** What an order file always gives, besides its amounts. */
const ofOrders = ['orders', 'order_lines', 'units', 'gross_sales', 'net_sales']

/** Ids of the measures that an export gives. */
export function measuresOf(format: KnownFormat): readonly string[] {
  const amounts = format.columns.flatMap(({ role }) =>
    role.startsWith('measure:') ? [role.slice('measure:'.length)] : role === 'discount' ? ['discount_shop'] : [],
  )
  const shipped = format.columns.some(({ role }) => role === 'ship_day') ? ['shipments_due', 'shipped_within_72h'] : []
  return [...new Set(format.kind === 'orders' ? [...ofOrders, ...amounts, ...shipped] : amounts)]
}

/** An export that is recognised, and the measures that it gives. */
export interface FileOffer {
  readonly platform: string
  readonly label: Localized
  readonly measures: readonly string[]
}

/** All exports that give figures. */
export function fileOffers(): readonly FileOffer[] {
  const read = knownFormats.filter(format => !format.refuse)
  return read.map(format => ({ platform: format.platform, label: format.label, measures: measuresOf(format) }))
}
