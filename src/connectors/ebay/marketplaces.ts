interface Marketplace {
  readonly market: string
  readonly timeZone: string
  readonly currency: string
  readonly name: string
}

const place = (name: string, market: string, timeZone: string, currency: string): Marketplace => ({
  name,
  market,
  timeZone,
  currency,
})

/**
 * Marketplaces by their id (MarketplaceIdEnum) with the currency of their prices and the zone of their days. That of the
 * US is documented for the traffic report; the others are those of their capitals (judgement).
 */
export const marketplaces: Readonly<Record<string, Marketplace>> = {
  EBAY_US: place('US', 'us', 'America/Los_Angeles', 'USD'),
  EBAY_CA: place('Canada', 'ca', 'America/Toronto', 'CAD'),
  EBAY_GB: place('UK', 'gb', 'Europe/London', 'GBP'),
  EBAY_IE: place('Ireland', 'ie', 'Europe/Dublin', 'EUR'),
  EBAY_DE: place('Germany', 'de', 'Europe/Berlin', 'EUR'),
  EBAY_AT: place('Austria', 'at', 'Europe/Vienna', 'EUR'),
  EBAY_CH: place('Switzerland', 'ch', 'Europe/Zurich', 'CHF'),
  EBAY_FR: place('France', 'fr', 'Europe/Paris', 'EUR'),
  EBAY_IT: place('Italy', 'it', 'Europe/Rome', 'EUR'),
  EBAY_ES: place('Spain', 'es', 'Europe/Madrid', 'EUR'),
  EBAY_NL: place('Netherlands', 'nl', 'Europe/Amsterdam', 'EUR'),
  EBAY_BE: place('Belgium', 'be', 'Europe/Brussels', 'EUR'),
  EBAY_PL: place('Poland', 'pl', 'Europe/Warsaw', 'PLN'),
  EBAY_AU: place('Australia', 'au', 'Australia/Sydney', 'AUD'),
  EBAY_HK: place('Hong Kong', 'hk', 'Asia/Hong_Kong', 'HKD'),
  EBAY_SG: place('Singapore', 'sg', 'Asia/Singapore', 'SGD'),
  EBAY_MY: place('Malaysia', 'my', 'Asia/Kuala_Lumpur', 'MYR'),
  EBAY_PH: place('Philippines', 'ph', 'Asia/Manila', 'PHP'),
  EBAY_TW: place('Taiwan', 'tw', 'Asia/Taipei', 'TWD'),
}

/** The marketplace whose store a listing belongs to: motors and languages are parts of one. */
export function storeOf(listing: string): string {
  if (listing.startsWith('EBAY_MOTORS')) return 'EBAY_US'
  return /^EBAY_[A-Z]{2}/.exec(listing)?.[0] ?? listing
}
