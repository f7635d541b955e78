/** A demo store and how it usually does. Rates are 0–1. */
export interface DemoStore {
  readonly slug: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly platform: string
  readonly market: 'jp' | 'us'
  readonly currency: 'JPY' | 'USD'
  readonly timeZone: string
  /** In front of each product's code. */
  readonly prefix: string
  /** On an ordinary weekday of today's season. */
  readonly orders: number
  readonly conversion: number
  readonly tacos: number
  readonly acos: number
  readonly clickPrice: number
  /** Share of the sales that the marketplace keeps. */
  readonly fees: number
  readonly returns: number
  readonly stars: number
  /** How much it grows in a year. */
  readonly growth: number
  /** Month targets over what is to be expected. */
  readonly ambition: number
}

const tokyo = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' } as const
const losAngeles = { market: 'us', currency: 'USD', timeZone: 'America/Los_Angeles' } as const
const newYork = { market: 'us', currency: 'USD', timeZone: 'America/New_York' } as const

/** The eight stores of LinkStar Home. Levels are invented but usual for such shops (judgement). */
export const demoStores: readonly DemoStore[] = [
  {
    ...{ slug: 'amazon-jp', name: 'LinkStar Amazon.co.jp', platform: 'amazon', prefix: 'AJ', ...tokyo },
    aliases: ['アマゾンジャパン', '亚马逊日本', '日亚'],
    ...{ orders: 142, conversion: 0.062, tacos: 0.082, acos: 0.215, clickPrice: 46 },
    ...{ fees: 0.11, returns: 0.018, stars: 4.38, growth: 0.17, ambition: 1.02 },
  },
  {
    ...{ slug: 'amazon-us', name: 'LinkStar Amazon.com', platform: 'amazon', prefix: 'AU', ...losAngeles },
    aliases: ['amazon usa', '亚马逊美国', '美亚'],
    ...{ orders: 186, conversion: 0.078, tacos: 0.104, acos: 0.248, clickPrice: 92 },
    ...{ fees: 0.15, returns: 0.034, stars: 4.31, growth: 0.22, ambition: 1.04 },
  },
  {
    ...{ slug: 'rakuten', name: 'LinkStar 楽天市場店', platform: 'rakuten', prefix: 'RK', ...tokyo },
    aliases: ['楽天店', '乐天店'],
    ...{ orders: 96, conversion: 0.041, tacos: 0.071, acos: 0.228, clickPrice: 38 },
    ...{ fees: 0.09, returns: 0.012, stars: 4.52, growth: 0.1, ambition: 0.99 },
  },
  {
    ...{ slug: 'yahoo', name: 'LinkStar Yahoo!店', platform: 'yahoo', prefix: 'YH', ...tokyo },
    aliases: ['ヤフー店', '雅虎店'],
    ...{ orders: 47, conversion: 0.033, tacos: 0.058, acos: 0.196, clickPrice: 31 },
    ...{ fees: 0.07, returns: 0.011, stars: 4.49, growth: 0.06, ambition: 0.97 },
  },
  {
    ...{ slug: 'walmart', name: 'LinkStar Walmart', platform: 'walmart', prefix: 'WM', ...newYork },
    aliases: ['沃尔玛店'],
    ...{ orders: 63, conversion: 0.036, tacos: 0.066, acos: 0.204, clickPrice: 71 },
    ...{ fees: 0.12, returns: 0.037, stars: 4.26, growth: 0.31, ambition: 1.05 },
  },
  {
    ...{ slug: 'shopify', name: 'LinkStar Home', platform: 'shopify', prefix: 'SH', ...newYork },
    aliases: ['独立站', 'own shop', '自社EC'],
    ...{ orders: 41, conversion: 0.024, tacos: 0.142, acos: 0.292, clickPrice: 84 },
    ...{ fees: 0.03, returns: 0.029, stars: 4.55, growth: 0.14, ambition: 1.0 },
  },
  {
    ...{ slug: 'ebay', name: 'LinkStar eBay', platform: 'ebay', prefix: 'EB', ...losAngeles },
    aliases: ['易贝店'],
    ...{ orders: 31, conversion: 0.029, tacos: 0.049, acos: 0.176, clickPrice: 44 },
    ...{ fees: 0.13, returns: 0.026, stars: 4.41, growth: 0.04, ambition: 0.98 },
  },
  {
    ...{ slug: 'tiktok', name: 'LinkStar TikTok Shop', platform: 'tiktok', prefix: 'TT', ...newYork },
    aliases: ['抖音国际店', 'tiktok店'],
    ...{ orders: 78, conversion: 0.022, tacos: 0.118, acos: 0.262, clickPrice: 52 },
    ...{ fees: 0.08, returns: 0.021, stars: 4.22, growth: 0.52, ambition: 1.03 },
  },
]

/** The demo store with a slug. @throws Error when there is none. */
export function demoStore(slug: string): DemoStore {
  const store = demoStores.find(candidate => candidate.slug === slug)
  if (store === undefined) throw new Error(`There is no demo store ${slug}`)
  return store
}
