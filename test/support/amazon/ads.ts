import { adsOf, daysFromTo } from './seller.ts'

/** The grant of the advertising account. */
export const adsGrant = 'Atzr|Canary-Ads-Refresh'
export const adsProfile = 9_007_199_254_740_993n // longer than a number of JavaScript holds

/** Accounts of advertising: an agency's must not be taken. */
export const profilesJson = `[{"profileId":17,"countryCode":"US","currencyCode":"USD","timezone":"America/Los_Angeles",
  "accountInfo":{"marketplaceStringId":"ATVPDKIKX0DER","id":"E1","type":"agency"}},
  {"profileId":${adsProfile},"countryCode":"US","currencyCode":"USD","timezone":"America/Los_Angeles",
  "accountInfo":{"marketplaceStringId":"ATVPDKIKX0DER","id":"E2","type":"seller"}}]`

/** A report of advertising as it was asked for. */
export interface AdsReport {
  readonly startDate: string
  readonly endDate: string
  readonly configuration: {
    readonly adProduct: string
    readonly groupBy: readonly string[]
    readonly columns: readonly string[]
    readonly reportTypeId: string
    readonly timeUnit: string
    readonly format: string
  }
}

const known: Readonly<Record<string, readonly [product: string, groupBy: string, keptDays: number]>> = {
  spAdvertisedProduct: ['SPONSORED_PRODUCTS', 'advertiser', 95],
  sbCampaigns: ['SPONSORED_BRANDS', 'campaign', 60],
  sdAdvertisedProduct: ['SPONSORED_DISPLAY', 'advertiser', 65],
}

/** What is wrong with a report that is asked for; empty: nothing. */
export function adsFaults({ startDate, endDate, configuration }: AdsReport, now: Date): readonly string[] {
  const { adProduct, groupBy, reportTypeId, timeUnit, format, columns } = configuration
  const [product, group, kept] = known[reportTypeId] ?? ['', '', 0]
  const days = (Date.parse(endDate) - Date.parse(startDate)) / 86_400_000
  const faults = [
    [product === adProduct, 'product'],
    [groupBy.length === 1 && groupBy[0] === group, 'groupBy'],
    [timeUnit === 'DAILY' && columns.includes('date') && format === 'GZIP_JSON', 'shape'],
    [days >= 0 && days <= 31, 'range'],
    [now.getTime() - Date.parse(startDate) <= kept * 86_400_000, 'retention'],
    [Date.parse(endDate) <= now.getTime(), 'future'],
  ] as const
  return faults.filter(([fine]) => !fine).map(([, what]) => what)
}

/** Rows of a report: flat objects with exactly the columns that were asked for. */
export function adsRows({ startDate, endDate, configuration }: AdsReport): readonly object[] {
  const { columns, reportTypeId } = configuration
  const only = (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)))
  return daysFromTo(startDate, endDate).flatMap(date => {
    const { products, brands } = adsOf(date)
    if (reportTypeId === 'sdAdvertisedProduct') return []
    if (reportTypeId === 'sbCampaigns') {
      const { impressions, clicks, cents, sales, orders } = brands
      return [
        only({ date, campaignId: 5, impressions, clicks, cost: cents / 100, sales: sales / 100, purchases: orders }),
      ]
    }
    return products.map(({ sku, impressions, clicks, cents, sales, orders, units }) =>
      only({
        ...{ date, campaignId: 7, adGroupId: 8, advertisedAsin: `B0${sku}`, advertisedSku: sku, impressions, clicks },
        ...{ cost: cents / 100, purchases7d: orders, sales7d: sales / 100, unitsSoldClicks7d: units },
        campaignBudgetCurrencyCode: 'USD',
      }),
    )
  })
}
