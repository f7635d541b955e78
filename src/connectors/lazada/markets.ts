/** A country of Lazada: its days, its money, its own address, and its clock against UTC (none changes it). */
export interface Market {
  readonly timeZone: string
  readonly currency: string
  readonly host: string
  readonly hours: number
}

/** Addresses: https://open.lazada.com/apps/doc/doc?nodeId=10451&docId=108070. Indonesia's day is Jakarta's. */
export const markets: Readonly<Record<string, Market>> = {
  sg: { timeZone: 'Asia/Singapore', currency: 'SGD', host: 'api.lazada.sg', hours: 8 },
  my: { timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR', host: 'api.lazada.com.my', hours: 8 },
  th: { timeZone: 'Asia/Bangkok', currency: 'THB', host: 'api.lazada.co.th', hours: 7 },
  ph: { timeZone: 'Asia/Manila', currency: 'PHP', host: 'api.lazada.com.ph', hours: 8 },
  vn: { timeZone: 'Asia/Ho_Chi_Minh', currency: 'VND', host: 'api.lazada.vn', hours: 7 },
  id: { timeZone: 'Asia/Jakarta', currency: 'IDR', host: 'api.lazada.co.id', hours: 7 },
}

/** The market of a country that the keys allow. */
export function marketOf(country: string): Market {
  const market = markets[country]
  if (!market) throw new Error(`No market ${country}`) // the keys were checked
  return market
}
