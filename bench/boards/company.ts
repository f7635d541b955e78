import { fillFigures } from '#bench/support/figures.ts'
import { shiftDays } from '#src/domain/days.ts'
import { createPerson } from '#src/features/people/index.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { setRate } from '#src/features/stores/index.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'

const storeCount = 50
const dayCount = 120
const skusPerStore = 3

/** Where the stores are: two markets and currencies, four marketplaces, names as long as real ones. */
const kinds = [
  { platform: 'rakuten', market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', name: 'リンクスター家電 楽天市場店' },
  {
    platform: 'amazon',
    market: 'us',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    name: 'LinkStar Home & Kitchen',
  },
  {
    platform: 'yahoo',
    market: 'jp',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    name: '领星跨境旗舰店 Yahoo!ショッピング',
  },
  { platform: 'walmart', market: 'us', currency: 'USD', timeZone: 'America/New_York', name: 'LinkStar Outdoor Living' },
] as const

/** Targets of each store in the currencies' minor units, or as ratios. */
const monthly = [
  { kpiId: 'sales', value: 3_000_000, money: true },
  { kpiId: 'ad_spend', value: 250_000, money: true },
  { kpiId: 'acos', value: 0.25, money: false },
] as const

/** A company of fifty stores with figures, targets and an owner. Answers the secret of the owner's session. */
export async function fillCompany(db: Db, now: Date): Promise<string> {
  const today = now.toISOString().slice(0, 10)
  const owner = await createPerson(db, {
    name: '王芳',
    email: 'owner@example.com',
    role: 'administrator',
    scope: ['all'],
  })
  if (!owner) throw new Error('The database is not empty')
  for (let at = 0; at < storeCount; at++) {
    const { name, ...where } = kinds[at % kinds.length] ?? kinds[0]
    await createStore(db, { slug: `store-${at}`, name: `${name} ${at + 1}`, ...where })
    for (const { kpiId, value, money } of monthly) {
      const target = {
        ...{ ownerId: owner.id, setBy: null },
        kpiId,
        place: `store:store-${at}`,
        value,
        period: 'month',
      } as const
      await addTarget(db, { ...target, validFrom: shiftDays(today, -100), ...(money && { currency: where.currency }) })
    }
  }
  for (const [from, to, rate] of [
    ['USD', 'CNY', '7.1'],
    ['JPY', 'CNY', '0.048'],
  ] as const)
    await setRate(db, { from, to, since: '2020-01-01', rate, by: null })
  await fillFigures(db, shiftDays(today, -1), dayCount, skusPerStore)
  return startSession(db, { personId: owner.id, via: 'chat', device: 'phone', now })
}
