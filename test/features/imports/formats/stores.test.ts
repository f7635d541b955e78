import { beforeEach, describe, expect, it } from 'vitest'
import { createStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)

beforeEach(clear)

const report = 'Date,Sessions,Ordered Product Sales,Units Ordered,Total Order Items\n01/05/2026,10,$100.00,4,4\n'

async function shop(slug: string, platform: string, market: string) {
  const [currency, timeZone] = market === 'jp' ? ['JPY', 'Asia/Tokyo'] : ['USD', 'America/Los_Angeles']
  await createStore(db, { slug, name: slug, platform, market, currency, timeZone })
}

describe('the store of an export that names none', () => {
  it('is made for the first file of all, called after platform and market', async () => {
    const found = await preview(report, { market: 'us' })

    expect(found.stores).toMatchObject([{ slug: 'amazon-us', isNew: true, platform: 'amazon', currency: 'USD' }])
  })

  it('is the one of its platform and market among several', async () => {
    await shop('a-us', 'amazon', 'us')
    await shop('a-jp', 'amazon', 'jp')
    await shop('r-jp', 'rakuten', 'jp')

    expect((await preview(report, { market: 'us' })).stores).toMatchObject([{ slug: 'a-us', isNew: false }])
    await expect(preview(report, {})).rejects.toThrow(/--store/)
  })

  it('is never one of another platform: the first file of a platform makes its own, where the market is said', async () => {
    await shop('r-jp', 'rakuten', 'jp')

    expect((await preview(report, { market: 'us' })).stores).toMatchObject([{ slug: 'amazon-us', isNew: true }])
    await expect(preview(report, {})).rejects.toThrow(/--store/)
  })

  it('may be the only store whose platform nobody has said', async () => {
    await shop('main', 'other', 'us')

    expect((await preview(report, {})).stores).toMatchObject([{ slug: 'main', isNew: false }])
  })
})
