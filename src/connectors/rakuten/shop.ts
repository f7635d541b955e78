import { z } from 'zod'
import { type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Instant, timeZone } from './jst.ts'
import { type Range, searchPage } from './search.ts'

/** A licence key lasts three months. */
const lifeDays = 90

const Expiry = z.object({ expiryDate: Instant })

/**
 * The end of the licence key. Where the shop did not tick that function or does not have it: 90 days after the key was
 * first used here, which is never too early by more than the days it was left lying.
 */
export async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const query = new URLSearchParams({ licenseKey: context.keys.license_key })
  const path = `/es/1.0/license-management/license-key/expiry-date?${query}`
  const permission = 'licenseManagement.licenseKey.expiryDate'
  try {
    return {
      license_key: new Date(read(Expiry, await call(context, { path, budget: 'licence', permission })).expiryDate),
    }
  } catch (error) {
    if (error instanceof SourceFault && ['scope', 'unavailable', 'permanent', 'drift'].includes(error.kind)) {
      return { license_key: startOfDay(shiftDays(await firstUse(context), lifeDays), timeZone) }
    }
    throw error
  }
}

/** The day on which these keys were looked at first: remembered like a token, with the grant. */
function firstUse(context: Context): Promise<string> {
  const expiresAt = new Date(context.now().getTime() + 3_650 * dayMs)
  return context.token('first-use', async () => ({ value: localDay(context.now(), timeZone), expiresAt }))
}

/** How far back an order is looked for: the reach of a search, by its widest window. */
const [reachDays, windowDays, dayMs] = [729, 62, 86_400_000]

/**
 * A key belongs to one shop, whose number every order number begins with: the newest orders tell it. A search that finds
 * nothing proves the keys as well: a shop without an order goes by its service secret until it has one.
 */
export async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const place = { market: 'jp', timeZone, currency: 'JPY' }
  const unnumbered = `new-${context.pseudonym(context.keys.service_secret)}`
  const shop = await shopNumber(context)
  if (shop === null) return [{ externalId: unnumbered, name: '楽天市場', ...place }]
  return [{ externalId: shop, formerId: unnumbered, accountTold: true, name: `楽天市場 ${shop}`, ...place }]
}

/** Order numbers of the newest weeks. */
export async function recentOrders(_: unknown, context: Context): Promise<readonly string[]> {
  return (await searchPage(rangeBefore(context, 0), context)).numbers
}

/** Whether an order is one of the shop: its number begins with that of the shop. */
export async function knowsOrder({ orderId }: { readonly orderId: string }, context: Context): Promise<boolean> {
  return orderId.split('-')[0] === (await shopNumber(context))
}

function rangeBefore(context: Context, back: number): Range {
  const now = context.now().getTime()
  const from = now - Math.min(back + windowDays, reachDays) * dayMs
  return { dateType: 1, to: now - back * dayMs, from, page: 1, seen: 0, empty: 0 }
}

async function shopNumber(context: Context): Promise<string | null> {
  for (let back = 0; back < reachDays; back += windowDays) {
    const { numbers } = await searchPage(rangeBefore(context, back), context)
    const shop = numbers[0]?.split('-')[0]
    if (shop) return shop
  }
  return null
}
