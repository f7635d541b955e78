import { z } from 'zod'
import { read } from '#src/connectors/amazon/client/api.ts'
import type { Day } from '#src/domain/period/index.ts'

/** A kind of advertising and the report of it. https://advertising.amazon.com/API/docs/en-us/guides/reporting/v3/report-types */
export interface AdsProduct {
  readonly adProduct: 'SPONSORED_PRODUCTS' | 'SPONSORED_BRANDS' | 'SPONSORED_DISPLAY'
  readonly reportTypeId: string
  readonly groupBy: readonly string[]
  readonly columns: readonly string[]
  /** Days that Amazon keeps. */
  readonly retentionDays: number
  /** Columns that hold the SKU, the attributed orders, sales and units. */
  readonly sku: string | null
  readonly orders: string
  readonly sales: string
  readonly units: string | null
}

/**
 * Sales of Sponsored Products count within seven days of the click, as sellers see them; those of the brand formats
 * within fourteen days of the click or, for Sponsored Display, of the view.
 */
export const adsProducts: readonly AdsProduct[] = [
  {
    adProduct: 'SPONSORED_PRODUCTS',
    reportTypeId: 'spAdvertisedProduct',
    groupBy: ['advertiser'],
    columns: [
      'date',
      'campaignId',
      'adGroupId',
      'advertisedAsin',
      'advertisedSku',
      'impressions',
      'clicks',
      'cost',
      'purchases7d',
      'sales7d',
      'unitsSoldClicks7d',
      'campaignBudgetCurrencyCode',
    ],
    retentionDays: 95,
    sku: 'advertisedSku',
    orders: 'purchases7d',
    sales: 'sales7d',
    units: 'unitsSoldClicks7d',
  },
  {
    adProduct: 'SPONSORED_BRANDS',
    reportTypeId: 'sbCampaigns',
    groupBy: ['campaign'],
    columns: ['date', 'campaignId', 'impressions', 'clicks', 'cost', 'purchases', 'sales'],
    retentionDays: 60,
    sku: null,
    orders: 'purchases',
    sales: 'sales',
    units: null,
  },
  {
    adProduct: 'SPONSORED_DISPLAY',
    reportTypeId: 'sdAdvertisedProduct',
    groupBy: ['advertiser'],
    columns: ['date', 'promotedAsin', 'promotedSku', 'impressions', 'clicks', 'cost', 'purchases', 'sales'],
    retentionDays: 65,
    sku: 'promotedSku',
    orders: 'purchases',
    sales: 'sales',
    units: null,
  },
]

/** A figure of a report: money in major units, as an exact decimal. */
export interface AdsFigure {
  readonly day: Day
  readonly sku: string
  readonly measure: 'ad_impressions' | 'ad_clicks' | 'ad_spend' | 'ad_sales' | 'ad_orders' | 'ad_units'
  readonly value: string
}

const Cell = z.union([z.string(), z.number()]).nullable()
const Rows = z.array(z.record(z.string(), z.unknown()))

/**
 * Figures of a report's rows: flat objects with the columns that were asked for. A column that vanished stops the feed.
 * @throws SourceFault `drift`
 */
export function figuresOf(product: AdsProduct, rows: unknown): readonly AdsFigure[] {
  const { sku, orders, sales, units } = product
  const names = [
    ['ad_impressions', 'impressions'],
    ['ad_clicks', 'clicks'],
    ['ad_spend', 'cost'],
    ['ad_orders', orders],
    ['ad_sales', sales],
    ...(units === null ? [] : [['ad_units', units] as const]),
  ] as const
  const cells = Object.fromEntries(names.map(([, column]) => [column, Cell]))
  const Row = z.object({ ...cells, date: z.string(), ...(sku !== null && { [sku]: Cell.optional() }) })
  return read(Rows, rows).flatMap(row => {
    const told: Readonly<Record<string, unknown>> = read(Row, row)
    const of = { day: String(told.date), sku: sku === null ? '' : String(told[sku] ?? '') }
    return names.map(([measure, column]) => ({ ...of, measure, value: String(told[column] ?? 0) }))
  })
}
