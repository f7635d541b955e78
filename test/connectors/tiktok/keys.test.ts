import { describe, expect, it } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: 'key', app_secret: 'secret', refresh_token: 'refresh' }
const now = new Date('2026-06-10T12:00:00Z')
const token = { access_token: 'a', access_token_expire_in: 604_800 }
const minted: Answer = { path: '/api/v2/token/refresh', json: { code: 0, data: token } }
const ok = (path: string, data: unknown): Answer => ({ path, json: { code: 0, message: 'Success', data } })

describe('keys that hold more than needed', () => {
  const own = { ...keys, access_token: 'given', shop_cipher: 'GCP_9' }
  const shop = { id: '5', cipher: 'GCP_9', region: 'US', name: 'Ours' }
  const connect = async (answers: readonly Answer[], some: object = own) => {
    const context = scriptedContext({ keys: some, addresses: tiktok.addresses(some), answers, now })
    const found = await tiktok.listStores(context)
    return {
      found,
      sent: context.requests.map(({ url, headers }) => [new URL(url).pathname, headers?.['x-tts-access-token']]),
    }
  }
  const shops = '/authorization/202309/shops'
  const refused: Answer = { path: shops, status: 401, json: { code: 105_002, message: 'expired' } }

  it('use the access token while it is accepted', async () => {
    const { found, sent } = await connect([ok(shops, { shops: [{ ...shop, cipher: 'GCP_1' }, shop] })])

    expect(found.map(one => one.extra)).toEqual([{ cipher: 'GCP_9' }])
    expect(sent).toEqual([[shops, 'given']])
  })

  it('mint one from the refresh token once it is refused', async () => {
    const { sent } = await connect([refused, minted, ok(shops, { shops: [shop] })])

    expect(sent).toEqual([
      [shops, 'given'],
      ['/api/v2/token/refresh', undefined],
      [shops, 'a'],
    ])
  })

  it('ask the shop of the cipher itself where shops may not be listed', async () => {
    const closed = { path: shops, json: { code: 105_005, message: 'no scope' } }

    const { found, sent } = await connect([closed, ok('/order/202309/orders/search', { orders: [] })])

    expect(found).toMatchObject([{ externalId: 'GCP_9', extra: { cipher: 'GCP_9' } }])
    expect(sent).toHaveLength(2)
  })

  it('are refused when their cipher opens no shop', async () => {
    const other = ok(shops, { shops: [{ ...shop, cipher: 'GCP_1' }] })

    await expect(connect([other])).rejects.toMatchObject({ kind: 'authorisation', subject: 'shop_cipher' })
  })
})
