import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { signature } from '#src/connectors/lazada/signing.ts'
import {
  type Answers,
  connectorOf,
  contextOf,
  fault,
  isToken,
  jp,
  lastPage,
  now,
  pulled,
  read,
  today,
  todayOnly,
} from '#test/support/documented-answers.ts'
import { fixtureFolder } from '#test/support/fixtures.ts'

/** Every documented file that a connector reads, and what it must make of it. */
const table: Readonly<Record<string, Readonly<Record<string, () => Promise<void>>>>> = {
  rakuten: {
    'synthetic/searchOrder.json': async () => {
      const answers: Answers = [
        ['searchOrder', 'synthetic/searchOrder.json'],
        ['getOrder', 'synthetic/getOrder.json'],
      ]
      const { orders } = await pulled('rakuten', 'orders', answers)
      expect(new Set(orders.map(one => one.orderId)).size).toBe(4)
      const stores = await connectorOf('rakuten').listStores(contextOf('rakuten', answers))
      expect(stores).toMatchObject([{ externalId: '123456' }])
    },
    'synthetic/getOrder.json': async () => {
      const answers: Answers = [
        ['searchOrder', 'synthetic/searchOrder.json'],
        ['getOrder', 'synthetic/getOrder.json'],
      ]
      const { orders } = await pulled('rakuten', 'orders', answers)
      const first = orders.filter(one => one.orderId.endsWith('100001'))
      // 500 yen of coupons: 3,960 and 2,480 yen with tax, at one point for a hundred yen without tax
      expect(first.map(one => [one.sku, one.amounts.gross_sales, one.amounts.point_cost, one.shipBy])).toEqual([
        ['mask-50', '3960', '33', '2026-07-03T23:59:59+09:00'],
        ['BTL-750-BK', '2480', '20', '2026-07-03T23:59:59+09:00'],
      ])
    },
    'synthetic/searchOrder.empty.json': async () => {
      const { orders, last } = await pulled('rakuten', 'orders', [['searchOrder', 'synthetic/searchOrder.empty.json']])
      expect([orders, last]).toEqual([[], { kind: 'done', through: '2026-07-03' }])
      const context = contextOf('rakuten', [['searchOrder', 'synthetic/searchOrder.empty.json']])
      expect(await connectorOf('rakuten').listStores(context)).toMatchObject([{ currency: 'JPY', market: 'jp' }])
    },
    'synthetic/searchOrder.error-400.json': async () => {
      const pull = pulled('rakuten', 'orders', [['searchOrder', 'synthetic/searchOrder.error-400.json', 400]])
      await expect(pull).rejects.toEqual(fault('permanent', '400 ORDER_EXT_API_SEARCH_ORDER_ERROR_011'))
    },
    'synthetic/inquiries.json': async () => {
      const { day } = await pulled('rakuten', 'service', [['inquiries', 'synthetic/inquiries.json']])
      expect(day('2026-07-01')).toMatchObject({
        messages_received: '2',
        messages_answered: '2',
        messages_answered_24h: '1',
        first_response_minutes_sum: '2145',
        messages_resolved: '1',
      })
      expect(day('2026-07-02')).toMatchObject({ messages_received: '1', messages_answered: '0' })
    },
    'synthetic/inquiries.error.json': async () => {
      const pull = pulled('rakuten', 'service', [['inquiries', 'synthetic/inquiries.error.json', 400]])
      await expect(pull).rejects.toEqual(fault('permanent', '400 IE001'))
    },
    'synthetic/items.search.json': async () => {
      const { day } = await pulled('rakuten', 'reviews', [['items/search', 'synthetic/items.search.json']], todayOnly)
      // 58 reviews of 4.52 and 3 of 3.67
      expect(day(today)).toEqual({ reviews_total: '61', review_stars_total: '273' })
      expect(day(today, 'mask-50')).toEqual({ reviews_total: '58', review_stars_total: '262' })
    },
    'synthetic/inventories.bulk-get.json': async () => {
      const answers: Answers = [
        ['items/search', 'synthetic/items.search.json'],
        ['bulk-get', 'synthetic/inventories.bulk-get.json'],
      ]
      const { day } = await pulled('rakuten', 'stock', answers, todayOnly)
      expect(day(today)).toEqual({ stock_on_hand: '157', sku_active: '3', sku_out_of_stock: '1' })
      expect(day(today, 'BTL-750-WH')).toEqual({ stock_on_hand: '37' })
    },
    'synthetic/license-key.expiry-date.json': async () => {
      const context = contextOf('rakuten', [['expiry-date', 'synthetic/license-key.expiry-date.json']])
      expect(await connectorOf('rakuten').expiries?.(context)).toEqual({
        license_key: new Date('2026-09-29T14:59:59Z'),
      })
    },
  },
  yahoo: {
    'synthetic/orderList.xml': async () => {
      const { orders } = await pulled('yahoo', 'orders', [
        ['orderList', 'synthetic/orderList.xml'],
        ['orderInfo', 'synthetic/orderInfo.xml'],
      ])
      expect(orders).toHaveLength(3)
    },
    'synthetic/orderList.single.xml': async () => {
      const { orders } = await pulled('yahoo', 'orders', [
        ['orderList', 'synthetic/orderList.single.xml'],
        ['orderInfo', 'synthetic/orderInfo.xml'],
      ])
      expect(orders).toHaveLength(1)
    },
    'synthetic/orderList.empty.xml': async () => {
      const { orders, last } = await pulled('yahoo', 'orders', [['orderList', 'synthetic/orderList.empty.xml']])
      expect([orders, last]).toMatchObject([[], { kind: 'done', through: '2026-07-03' }])
    },
    'synthetic/orderInfo.xml': async () => {
      const { orders } = await pulled('yahoo', 'orders', [
        ['orderList', 'synthetic/orderList.single.xml'],
        ['orderInfo', 'synthetic/orderInfo.xml'],
      ])
      expect(orders).toMatchObject([
        { sku: 'bottle-750:black', units: '2', amounts: { gross_sales: '4960' }, shipBy: '2026-07-02T23:59:59+09:00' },
      ])
    },
    'synthetic/orderInfo.cancelled.xml': async () => {
      const { orders } = await pulled('yahoo', 'orders', [
        ['orderList', 'synthetic/orderList.single.xml'],
        ['orderInfo', 'synthetic/orderInfo.cancelled.xml'],
      ])
      expect(orders).toMatchObject([{ sku: 'mask-50', cancelledBy: 'stockout' }])
    },
    'synthetic/getStock.xml': async () => {
      const items = { ...todayOnly }
      const context = contextOf('yahoo', [['getStock', 'synthetic/getStock.xml']])
      const feed = connectorOf('yahoo').feeds.find(one => one.id === 'stock')
      const state = { start: null, seen: ['bottle-750', 'mask-50'], pending: ['bottle-750', 'mask-50'], stock: {} }
      const step = await feed?.pull({ store: jp, window: items, kind: 'tip', state, cursor: null }, context)
      expect(step?.days).toEqual([
        { sku: '', day: today, measures: { stock_on_hand: '12', sku_active: '2', sku_out_of_stock: '0' } },
        { sku: 'bottle-750:black', day: today, measures: { stock_on_hand: '12' } },
      ])
    },
    'synthetic/externalTalkList.json': async () => {
      const { day } = await pulled('yahoo', 'service', [
        ['externalTalkList', 'synthetic/externalTalkList.json'],
        ['externalTalkDetail', {}, 404],
      ])
      expect(day('2026-07-01')).toMatchObject({
        messages_received: '1',
        messages_answered: '1',
        first_response_minutes_sum: '60',
        messages_resolved: '1',
      })
      expect(day('2026-07-02')).toMatchObject({ messages_received: '1', messages_answered: '0' })
    },
    'synthetic/error.invalid-token.401.xml': async () => {
      const context = contextOf('yahoo', [['orderList', 'synthetic/error.invalid-token.401.xml', 401]])
      await expect(connectorOf('yahoo').listStores(context)).rejects.toEqual(fault('authorisation', 'invalid_token'))
      expect(context.asked.filter(({ url }) => isToken(url))).toHaveLength(3)
    },
    'synthetic/error.px-04102.xml': async () => {
      for (const status of [200, 401]) {
        const context = contextOf('yahoo', [['orderList', 'synthetic/error.px-04102.xml', status]])
        await expect(connectorOf('yahoo').listStores(context)).rejects.toEqual(fault('authorisation', 'px-04102'))
      }
    },
  },
  shopee: {
    'order.get_order_list.json': async () => {
      const answers: Answers = [
        ['get_order_list', lastPage('order.get_order_list.json')],
        ['get_order_detail', { error: '', response: { order_list: [] } }],
      ]
      const { last } = await pulled('shopee', 'orders', answers)
      expect(last).toMatchObject({ kind: 'done', through: null }) // listed, and not given
    },
    'order.get_order_list.error.json': async () => {
      const pull = pulled('shopee', 'orders', [['get_order_list', 'order.get_order_list.error.json']])
      await expect(pull).rejects.toEqual(fault('permanent', 'order.order_list_invalid_time'))
    },
    'payment.get_escrow_list.json': async () => {
      const answers: Answers = [
        ['get_escrow_list', lastPage('payment.get_escrow_list.json')],
        ['get_escrow_detail_batch', {}, 404],
        ['get_escrow_detail', 'payment.get_escrow_detail.json'],
      ]
      const { last } = await pulled('shopee', 'fees', answers)
      expect(last).toMatchObject({ kind: 'done' })
    },
    'payment.get_escrow_detail.error.json': async () => {
      const list = { order_sn: '1', escrow_release_time: 1_782_900_000 }
      const answers: Answers = [
        ['get_escrow_list', { error: '', response: { more: false, escrow_list: [list] } }],
        ['get_escrow_detail', 'payment.get_escrow_detail.error.json'],
      ]
      await expect(pulled('shopee', 'fees', answers)).rejects.toEqual(fault('scope')) // no way to the money of orders
    },
    'product.get_comment.json': async () => {
      const { last } = await pulled('shopee', 'reviews', [['get_comment', 'product.get_comment.json']])
      expect(last).toMatchObject({ kind: 'done' })
    },
    'product.get_comment.error.json': async () => {
      const pull = pulled('shopee', 'reviews', [['get_comment', 'product.get_comment.error.json']])
      await expect(pull).rejects.toEqual(fault('permanent', 'error_param'))
    },
    'product.get_item_list.json': async () => {
      const { last } = await pulled(
        'shopee',
        'stock',
        [
          ['get_item_list', 'product.get_item_list.json'],
          ['get_item_base_info', { error: '', response: { item_list: [] } }],
        ],
        todayOnly,
      )
      expect(last).toMatchObject({ kind: 'done' })
    },
    'returns.get_return_list.error.json': async () => {
      const pull = pulled('shopee', 'returns', [['get_return_list', 'returns.get_return_list.error.json']])
      await expect(pull).rejects.toEqual(fault('scope')) // every new token is refused for this alone
    },
    'ads.get_all_cpc_ads_daily_performance.json': async () => {
      const sample = JSON.parse(read('shopee', 'ads.get_all_cpc_ads_daily_performance.json')) as {
        response: { date: string; clicks: number; expense: number }[]
      }
      const [row] = sample.response
      const day = (row?.date ?? '').split('-').reverse().join('-')
      const told = await pulled('shopee', 'ads', [['get_all_cpc', 'ads.get_all_cpc_ads_daily_performance.json']], {
        from: day,
        to: day,
      })
      expect(told.day(day)).toMatchObject({
        ad_clicks: String(row?.clicks),
        ad_spend: String(Math.round((row?.expense ?? 0) * 100)),
      })
    },
    'public.refresh_access_token.json': async () => {
      const answers: Answers = [
        ['access_token/get', 'public.refresh_access_token.json'],
        ['get_shop_info', { error: '', response: { region: 'SG', shop_name: 'S' } }],
      ]
      expect(await connectorOf('shopee').listStores(contextOf('shopee', answers))).toMatchObject([{ currency: 'SGD' }])
    },
    'public.refresh_access_token.error.json': async () => {
      const context = contextOf('shopee', [['access_token/get', 'public.refresh_access_token.error.json']])
      await expect(connectorOf('shopee').listStores(context)).rejects.toEqual(fault('authorisation'))
    },
  },
  lazada: {
    'GetProducts.json': async () => {
      const { day } = await pulled('lazada', 'stock', [['products/get', 'GetProducts.json']], todayOnly)
      expect(day(today)).toEqual({ stock_on_hand: '20', sku_active: '1', sku_out_of_stock: '0' })
      expect(day(today, '12333-poi')).toEqual({ stock_on_hand: '20' })
    },
    'sign-vectors.json': async () => {
      const { vectors } = JSON.parse(read('lazada', 'sign-vectors.json')) as {
        vectors: { path: string; secret: string; params: Record<string, string>; sign: string }[]
      }
      for (const { path, params, secret, sign } of vectors) expect(signature(path, params, secret)).toBe(sign)
    },
    'synthetic/error.api-call-limit.json': async () => {
      const pull = pulled('lazada', 'orders', [['orders/get', 'synthetic/error.api-call-limit.json']])
      await expect(pull).rejects.toMatchObject({ kind: 'throttled', until: new Date(now.getTime() + 1_000) })
    },
    'synthetic/error.illegal-access-token.json': async () => {
      const context = contextOf('lazada', [['seller/get', 'synthetic/error.illegal-access-token.json']])
      await expect(connectorOf('lazada').listStores(context)).rejects.toEqual(
        fault('authorisation', 'IllegalAccessToken'),
      )
    },
  },
}

/** Read by other tests of the connector. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  shopee: [
    'order.get_order_detail.json',
    'returns.get_return_list.json',
    'payment.get_escrow_detail.json',
    'account_health.get_shop_performance.json',
    'product.get_model_list.json',
  ],
  lazada: ['synthetic/orders.get.json', 'synthetic/orders.items.get.json', 'synthetic/review.list.v2.json'],
}
/** Of operations that no figure here needs, or that are hints which are not taken. */
const notAsked: Readonly<Record<string, readonly string[]>> = {
  yahoo: ['itemSearch.v3.json'],
  shopee: [
    'account_health.get_late_orders.json',
    'ads.get_product_campaign_daily_performance.json',
    'principal.get_shop_sales_performance_detail.json',
    'product.get_item_extra_info.json',
  ],
  lazada: ['push.message-type-1.json', 'push.order-status.json', 'push.reverse-order.json'],
}

describe.each(Object.keys(table))('documented answers of %s', platform => {
  const folder = fixtureFolder(platform)
  const files = Object.entries(table[platform] ?? {})

  it.skipIf(!folder).each(files)('%s gives its figures', async (_file, check) => {
    await check()
  })

  it.skipIf(!folder)('are all read by a test, or of no use here (skipped where the fixtures are missing)', () => {
    const known = [...files.map(([file]) => file), ...(elsewhere[platform] ?? []), ...(notAsked[platform] ?? [])]
    const all = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8' })
    const answers = all.filter(file => /\.(?:json|xml)$/.test(file) && !file.startsWith('contracts'))

    expect(answers.filter(file => !known.includes(file))).toEqual([])
  })
})
