/** Where a shop is: its days and its money. */
export interface Market {
  readonly timeZone: string
  readonly currency: string
}

/**
 * Regions of Shopee. Indonesia's day is Jakarta's, Brazil's São Paulo's, as in the Seller Centre.
 * https://open.shopee.com (Data Definition, Region)
 */
export const markets: Readonly<Record<string, Market>> = {
  SG: { timeZone: 'Asia/Singapore', currency: 'SGD' },
  MY: { timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
  TH: { timeZone: 'Asia/Bangkok', currency: 'THB' },
  ID: { timeZone: 'Asia/Jakarta', currency: 'IDR' },
  VN: { timeZone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
  PH: { timeZone: 'Asia/Manila', currency: 'PHP' },
  TW: { timeZone: 'Asia/Taipei', currency: 'TWD' },
  BR: { timeZone: 'America/Sao_Paulo', currency: 'BRL' },
  MX: { timeZone: 'America/Mexico_City', currency: 'MXN' },
  CL: { timeZone: 'America/Santiago', currency: 'CLP' },
  CO: { timeZone: 'America/Bogota', currency: 'COP' },
}
