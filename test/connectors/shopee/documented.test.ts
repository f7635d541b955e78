import { describe, expect, it } from 'vitest'
import { fixture, fixtureFolder } from '#test/support/fixtures.ts'
import { asked, batch, contextOf, detail, good, listed, order, pull, queryOf, store } from './script.ts'

const folder = fixtureFolder('shopee')

describe.skipIf(!folder)('answers as documented (skipped where the fixtures are missing)', () => {
  const documented = (file: string) => fixture(folder, file) as { response: never }
  const vn = { ...store, currency: 'VND', timeZone: 'Asia/Ho_Chi_Minh' }

  it('of orders', async () => {
    const sample = { path: 'get_order_detail', json: documented('order.get_order_detail.json') }
    const list = { path: 'get_order_list', json: good({ more: false, order_list: [{ order_sn: '2404098R48U37H' }] }) }
    const { orders } = await pull('orders', asked({ store: vn }), contextOf([list, sample, batch()]))

    expect(orders?.[0]).toMatchObject({
      sku: 'QAZ-SADOER-05',
      purchasedAt: '2024-04-08T18:39:51.000Z', // paid on delivery: the order itself
      shippedAt: '2024-04-10T05:22:57.000Z',
      amounts: { gross_sales: '300000', discount_shop: '252000' },
    })
    expect(JSON.stringify(orders)).not.toMatch(/xt4fdsf96j|P\*+n|1170319091/)
  })

  it('of returns', async () => {
    const json = { ...documented('returns.get_return_list.json') } as { response: { more: boolean } }
    json.response.more = false
    const { orders } = await pull('returns', asked(), contextOf([{ path: 'get_return_list', json }]))

    expect(orders).toMatchObject([{ sku: 'RED', refunds: [], returns: [], backOnly: true }]) // CANCELLED
  })

  it('of the money of an order that was paid out', async () => {
    const single = { path: 'get_escrow_detail?', json: documented('payment.get_escrow_detail.json') }
    const released = { order_sn: '220725D58XURJS', escrow_release_time: 1_772_371_000 }
    const list = { path: 'get_escrow_list', json: good({ more: false, escrow_list: [released] }) }
    const closed = { path: 'get_escrow_detail_batch', status: 404, json: {} }
    const { orders } = await pull('fees', asked(), contextOf([list, closed, single]))

    expect(orders?.[0]?.amounts).toMatchObject({ platform_fees: '330', payment_fees: '10', shipping_cost: '980' })
  })

  it.each([
    ['nothing new', {}, [], 0],
    [
      'a fee whose name is new',
      { winter_levy: 2.5, winter_levy_pri: 9, handling_fee: 1 },
      ['winter_levy', 'handling_fee'],
      350,
    ],
  ])('of the money of an order with %s', async (_what, more, unknown, cost) => {
    const json = documented('payment.get_escrow_detail.json') as { response: { order_income: object } }
    const paid = { response: { ...json.response, order_income: { ...json.response.order_income, ...more } } }
    const list = { order_sn: '220725D58XURJS', escrow_release_time: 1_772_371_000 }
    const answers = [
      { path: 'get_escrow_list', json: good({ more: false, escrow_list: [list] }) },
      { path: 'get_escrow_detail_batch', status: 404, json: {} },
      { path: 'get_escrow_detail?', json: paid },
    ]
    const step = await pull('fees', asked(), contextOf(answers))

    expect(step.unknown).toEqual(unknown)
    expect(Number(step.orders?.[0]?.amounts.other_cost)).toBe(30 + cost) // three insurances of the sample
  })

  it('of the state of the account', async () => {
    const json = documented('account_health.get_shop_performance.json')
    const { days } = await pull('health', asked(), contextOf([{ path: 'get_shop_performance', json }]))

    // chat response 57 % of 70 %; figures without a value have their target all the same
    expect(days?.[0]?.measures).toMatchObject({
      health_flags: '1',
      account_response_n: '57',
      account_response_d: '100',
      account_response_target: '70',
      account_late_target: '10',
      account_cancel_target: '5',
      account_unfulfilled_target: '10',
      account_handover_target: '60',
      account_preparation_target: '48',
      account_reply_target: '1440',
      account_preorder_n: '0',
      account_preorder_d: '100',
      account_preorder_target: '5',
      account_listing_n: '0',
      account_listing_d: '1',
      account_listing_target: '0',
      account_rating_target: '4.5',
    })
    expect(days?.[0]?.measures).not.toHaveProperty('account_late_n')
  })

  it.each([
    ['orders', 'order.get_order_list', [listed(), detail(order()), batch()], 1],
    ['orders', 'order.get_order_detail', [listed(), detail(order()), batch()], 2],
    ['returns', 'returns.get_return_list', [{ path: 'get_return_list', json: good({ return: [] }) }], 1],
    ['fees', 'payment.get_escrow_list', [{ path: 'get_escrow_list', json: good({ escrow_list: [] }) }], 1],
    ['reviews', 'product.get_comment', [{ path: 'get_comment', json: good({ item_comment_list: [] }) }], 1],
    ['stock', 'product.get_item_list', [{ path: 'get_item_list', json: good({ item: [] }) }], 1],
    ['ads', 'ads.get_all_cpc_ads_daily_performance', [{ path: 'get_all_cpc', json: good([]) }], 1],
  ] as const)('have requests of %s whose parameters %s knows', async (feed, name, answers, index) => {
    const context = contextOf(answers)
    await pull(feed, asked(), context)

    const contract = fixture(folder, `contracts/${name}.json`) as {
      path: string
      params: { request_params: { name: string; required: string }[] }
    }
    const known = new Set(['partner_id', 'timestamp', 'access_token', 'shop_id', 'sign'])
    for (const one of contract.params.request_params) known.add(one.name)
    const query = queryOf(context, index)
    expect([...query.keys()].filter(key => !known.has(key))).toEqual([])
    const needed = contract.params.request_params.filter(one => one.required === 'True').map(one => one.name)
    expect(needed.filter(key => !query.has(key))).toEqual([])
    expect(new URL(context.requests[index]?.url ?? '').pathname).toBe(contract.path)
  })

  it('of stock: variations by their own SKU, items without by theirs', async () => {
    const listed = { item: [{ item_id: 34_001 }, { item_id: 34_002 }], has_next_page: false, next_offset: 0 }
    const details = [
      {
        item_id: 34_001,
        item_sku: 'LAMP',
        has_model: false,
        stock_info_v2: { summary_info: { total_available_stock: 7 } },
      },
      { item_id: 34_002, item_sku: 'BAG', has_model: true },
    ]
    const steps = [
      [{ path: 'get_item_list', json: good(listed) }],
      [{ path: 'get_item_base_info', json: good({ item_list: details }) }],
      [{ path: 'get_model_list', json: documented('product.get_model_list.json') }],
    ]
    let state: unknown = null
    let days: readonly unknown[] | undefined
    for (const answers of steps) {
      const step = await pull('stock', asked({ state }), contextOf(answers))
      state = step.next.kind === 'again' ? step.next.state : null
      days = step.days
    }

    expect(days).toEqual([
      { sku: '', day: '2026-03-10', measures: { stock_on_hand: '7', sku_active: '2', sku_out_of_stock: '1' } },
      { sku: 'LAMP', day: '2026-03-10', measures: { stock_on_hand: '7' } },
      { sku: 'blue bag', day: '2026-03-10', measures: { stock_on_hand: '0' } },
    ])
  })
})
