import { describe, expect, it } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { client_id: 'app', client_secret: 'cert', refresh_token: 'grant' }
const usStore = {
  externalId: 'EBAY_US/x',
  name: 'Lamps',
  market: 'us',
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  extra: { marketplace: 'EBAY_US' },
}
const now = new Date('2026-03-10T12:00:00Z')
const token: Answer = { path: '/identity/v1/oauth2/token', json: { access_token: 't1', expires_in: 7200 } }
const path = '/sell/fulfillment/v1/order'

const contextOf = (answers: readonly Answer[], own: object = keys) =>
  scriptedContext({ keys: own, addresses: ebay.addresses(own), answers: [token, ...answers], now })
const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store: usStore,
  window: { from: '2026-03-01', to: '2026-03-02' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
async function pullAll(request: PullRequest, context: ReturnType<typeof contextOf>) {
  const steps: PullStep[] = []
  for (let state: unknown = null; steps.length < 50; ) {
    const step = await ebay.feeds[0]?.pull({ ...request, state }, context)
    if (!step) throw new Error('no feed')
    steps.push(step)
    if (step.next.kind !== 'again') return { lines: steps.flatMap(one => one.orders ?? []), next: step.next }
    state = JSON.parse(JSON.stringify(step.next.state))
  }
  throw new Error('never done')
}

const usd = (value: string, over: object = {}) => ({ value, currency: 'USD', ...over })
const line = (id: string, cost: string, over: object = {}) => ({
  lineItemId: id,
  sku: `SKU-${id}`,
  quantity: '1',
  lineItemCost: usd(cost),
  listingMarketplaceId: 'EBAY_US',
  ...over,
})
const order = (lineItems: readonly object[], over: object = {}) => ({
  orderId: '01-00001-00001',
  creationDate: '2026-03-02T07:59:59.000Z',
  lastModifiedDate: '2026-03-03T10:00:00.000Z',
  orderPaymentStatus: 'PAID',
  cancelStatus: { cancelState: 'NONE_REQUESTED', cancelRequests: [] },
  lineItems,
  ...over,
})
const page = (orders: readonly object[], over: object = {}): Answer => ({
  path: `${path}?`,
  json: { total: String(orders.length), orders, ...over },
})
async function dayOf(one: object, rest: readonly Answer[] = [], store = usStore) {
  const pulled = await pullAll(asked({ store }), contextOf([page([one]), ...rest]))
  const lines = [...new Map(pulled.lines.map(each => [`${each.orderId}/${each.lineId}`, each])).values()] // the latest
  const tells = ebay.feeds[0]?.tells ?? []
  const rows = foldDays(lines, { timeZone: store.timeZone, days: ['2026-03-01', '2026-03-02', '2026-03-04'], tells })
  return (day: string, sku = '') => rows.find(row => row.day === day && row.sku === sku)?.measures
}

describe('orders of eBay', () => {
  it('are told without tax, with discounts of lines and of the order, shipping and fees spread exactly', async () => {
    const first = line('1', '20.00', {
      discountedLineItemCost: usd('18.00'),
      ebayCollectAndRemitTaxes: [{ amount: usd('1.60') }],
      taxes: [{ amount: usd('0.10') }],
    })
    const pricingSummary = {
      priceDiscount: usd('-5.00'),
      deliveryCost: usd('7.01'),
      deliveryDiscount: usd('-1.00'),
      total: usd('99'),
    }

    const at = await dayOf(order([first, line('2', '10.00')], { pricingSummary, totalMarketplaceFee: usd('3.33') }))

    expect(at('2026-03-01')).toMatchObject({
      gross_sales: '3000',
      discount_shop: '500',
      net_sales: '2500',
      shipping_income: '601',
      tax_amount: '170',
      platform_fees: '333',
      orders: '1',
      order_lines: '2',
    })
    expect(at('2026-03-01', 'SKU-1')).toMatchObject({ net_sales: '1600' })
  })

  it.each([
    [[{ cancelInitiator: 'BUYER', cancelReason: 'BUYER_ASKED_CANCEL' }], 'orders_cancelled_buyer'],
    [[{ cancelInitiator: 'SELLER', cancelReason: 'BUYER_ASKED_CANCEL' }], 'orders_cancelled_buyer'],
    [[{ cancelInitiator: 'SELLER', cancelReason: 'ADDRESS_ISSUES' }], 'orders_cancelled_shop'],
    [[{ cancelInitiator: 'SELLER', cancelReason: 'OUT_OF_STOCK_OR_CANNOT_FULFILL' }], 'orders_cancelled_stockout'],
    [[{ cancelInitiator: 'CS', cancelReason: 'OTHER' }], 'orders_cancelled_platform'],
  ])('cancelled by %j count as %s, which only getOrder tells', async (cancelRequests, measure) => {
    const listed = order([line('1', '10.00')], { cancelStatus: { cancelState: 'CANCELED', cancelRequests: [] } })
    const whole = { ...listed, cancelStatus: { cancelState: 'CANCELED', cancelRequests } }

    const at = await dayOf(listed, [{ path: `${path}/01-00001-00001?`, json: whole }])

    expect(at('2026-03-01')).toMatchObject({ [measure]: '1', cancelled_sales: '1000', net_sales: '0', orders: '0' })
  })

  it('stay as they are listed when getOrder does not have them', async () => {
    const listed = order([line('1', '10.00')], { cancelStatus: { cancelState: 'CANCELED' } })

    const at = await dayOf(listed, [{ path: `${path}/01-00001-00001?`, status: 404, json: {} }])

    expect(at('2026-03-01')).toMatchObject({ cancelled_sales: '1000', orders: '0' })
  })

  const refund = (value: string, over: object = {}) => ({
    amount: usd(value),
    refundDate: '2026-03-04T20:00:00.000Z',
    refundId: 'R1',
    refundStatus: 'REFUNDED',
    ...over,
  })
  it.each([
    ['the payment summary alone, spread by value', { paymentSummary: { refunds: [refund('6.00')] } }, [], '400', '200'],
    ['a line and the summary', { paymentSummary: { refunds: [refund('6.00')] } }, [refund('6.00')], '600', undefined],
    ['a line that claims a part', { paymentSummary: { refunds: [refund('6.00')] } }, [refund('3.00')], '500', '100'],
    ['a line alone', {}, [refund('2.00', { refundStatus: undefined })], '200', undefined],
    [
      'one that failed',
      { paymentSummary: { refunds: [refund('6.00', { refundStatus: 'FAILED' })] } },
      [refund('6.00')],
      undefined,
      undefined,
    ],
    [
      'one that is pending',
      { paymentSummary: { refunds: [refund('6.00', { refundStatus: 'PENDING' })] } },
      [],
      undefined,
      undefined,
    ],
  ])('give money back as told by %s', async (_name, over, refunds, first, second) => {
    const at = await dayOf(order([line('1', '20.00', { refunds }), line('2', '10.00')], over))

    expect(at('2026-03-04', 'SKU-1')?.refunds_amount).toBe(first)
    expect(at('2026-03-04', 'SKU-2')?.refunds_amount).toBe(second)
    expect(at('2026-03-01')).toMatchObject({ refunds_amount: '0', net_sales: '3000' })
  })

  it('belong to the store of their listing, in its own currency', async () => {
    const german = { ...usStore, currency: 'EUR', timeZone: 'Europe/Berlin', extra: { marketplace: 'EBAY_DE' } }
    const converted = usd('11.00', { convertedFromValue: '10.00', convertedFromCurrency: 'EUR' })
    const lines = [
      line('1', '0', { listingMarketplaceId: 'EBAY_DE', lineItemCost: converted }),
      line('2', '7.00', { lineItemCost: usd('7.00', { convertedFromValue: '6.50', convertedFromCurrency: 'EUR' }) }),
    ]

    const at = await dayOf(order(lines), [], german)

    expect(at('2026-03-02')).toMatchObject({ gross_sales: '1000', orders: '1' })
  })

  it('in another currency than the store stop the feed', async () => {
    const pounds = line('1', '0', { lineItemCost: { value: '1.00', currency: 'GBP' } })

    await expect(pullAll(asked(), contextOf([page([order([pounds])])]))).rejects.toMatchObject({ kind: 'drift' })
  })

  it.each([
    [{ sku: 'OWN', legacyItemId: '7', legacyVariationId: '0' }, 'OWN'],
    [{ sku: undefined, legacyItemId: '7', legacyVariationId: '0' }, '7'],
    [{ sku: '', legacyItemId: '7', legacyVariationId: '9' }, '7-9'],
  ])('of %j are of the SKU %s', async (over, sku) => {
    expect((await pullAll(asked(), contextOf([page([order([line('1', '1', over)])])]))).lines[0]?.sku).toBe(sku)
  })

  it.each([
    ['backfill', 'creationdate:[2026-03-01T08:00:00.000Z..2026-03-03T07:59:59.999Z]'],
    ['tip', 'lastmodifieddate:[2026-03-10T11:20:00.000Z..2026-03-10T12:00:00.000Z]'],
  ] as const)('of a %s are asked for by one filter', async (kind, filter) => {
    const context = contextOf([page([])])

    const { next } = await pullAll(asked({ kind, cursor: Date.parse('2026-03-10T11:30:00Z') }), context)

    const { searchParams } = new URL(context.requests[1]?.url ?? '')
    expect(Object.fromEntries(searchParams)).toEqual({
      filter,
      limit: '200',
      offset: '0',
      fieldGroups: 'TAX_BREAKDOWN',
    })
    expect(context.requests[1]?.url).not.toMatch(/[[\]]/)
    expect(next).toEqual({ kind: 'done', through: '2026-03-02', ...(kind === 'tip' && { cursor: now.getTime() }) })
  })

  it('are read again when pages moved', async () => {
    const one = (orderId: string) => order([line('1', '1')], { orderId })
    const many = Array.from({ length: 200 }, (_, index) => one(`A${index}`))
    const first = page(many, { total: '202', next: 'https://api.ebay.com/next' })
    const answers = [first, page([one('B1')], { total: '201' }), first, page([one('B1'), one('B2')], { total: '202' })]

    const { lines } = await pullAll(asked(), contextOf(answers))

    expect(new Set(lines.map(({ orderId }) => orderId)).size).toBe(202)
  })
})

describe('calls to eBay', () => {
  it('ask for a token of the consent without naming scopes', async () => {
    const context = contextOf([page([])])

    await pullAll(asked(), context)

    expect(context.requests[0]).toMatchObject({ method: 'POST', body: 'grant_type=refresh_token&refresh_token=grant' })
    expect(context.requests[0]?.headers?.Authorization).toBe(`Basic ${Buffer.from('app:cert').toString('base64')}`)
    expect(context.requests[1]?.headers?.Authorization).toBe('Bearer t1')
  })

  it('mint anew when a token is refused', async () => {
    const refused: Answer = { path: `${path}?`, status: 401, json: { errors: [{ errorId: 1001 }] } }

    expect((await pullAll(asked(), contextOf([refused, token, page([])]))).next.kind).toBe('done')
  })

  it.each([
    [403, { errors: [{ errorId: 1100, message: 'Access denied' }] }, { kind: 'scope', subject: '1100' }],
    [400, { errors: [{ errorId: 30700, longMessage: 'Invalid filter' }] }, { kind: 'permanent' }],
    [400, 'no object', { kind: 'permanent' }],
  ])('refused with %i are told', async (status, json, told) => {
    await expect(pullAll(asked(), contextOf([{ path: `${path}?`, status, json }]))).rejects.toMatchObject(told)
  })
})

describe('stores of eBay', () => {
  it.each([
    ['recent orders', keys, ['EBAY_DE', 'EBAY_MOTORS_US', 'EBAY_DE'], ['EBAY_DE', 'EBAY_US']],
    ['the keys', { ...keys, marketplaces: ['EBAY_GB'] }, ['EBAY_DE'], ['EBAY_GB']],
    ['nothing: the US', keys, [], ['EBAY_US']],
  ])('are those of %s', async (_name, own, listed, expected) => {
    const orders = listed.map(listingMarketplaceId =>
      order([line('1', '1', { listingMarketplaceId })], { sellerId: 's' }),
    )

    const answers = [page(orders), { path: '/commerce/identity/v1/user/', status: 403, json: {} }]
    const stores = await ebay.listStores(contextOf(answers, own))

    expect(stores.map(({ extra }) => extra?.marketplace)).toEqual(expected)
    for (const { timeZone, currency } of stores)
      expect(
        () =>
          new Intl.NumberFormat('en', { currency, style: 'currency' }).format(1) +
          new Intl.DateTimeFormat('en', { timeZone }).format(now),
      ).not.toThrow()
  })
})

describe('the keys of eBay', () => {
  it.each([
    [
      ['EBAY_US', 'EBAY_GB'],
      ['EBAY_US', 'EBAY_GB'],
    ],
    ['EBAY_US, EBAY_GB', ['EBAY_US', 'EBAY_GB']],
    ['', undefined],
    [undefined, undefined],
  ])('take marketplaces from a file and from a form: %j', (marketplaces, read) => {
    expect((ebay.keys.parse({ ...keys, marketplaces }) as { marketplaces?: unknown }).marketplaces).toEqual(read)
  })
})

describe('the consent of a seller', () => {
  const own = { client_id: 'app', client_secret: 'cert', ru_name: 'Lamp_Co-LampCo-kpi-abc' }
  const request = {
    keys: own,
    addresses: ebay.addresses({}),
    redirectUri: 'https://kpi.example/connect/1/callback',
    now,
  }
  const exchange = (answer: Answer, query: Record<string, string>) => {
    const context = scriptedContext({ keys: own, addresses: request.addresses, answers: [answer], now })
    return { context, keys: ebay.consent?.exchange({ ...request, query }, context.http) }
  }

  it('is asked for on the page of eBay under the registered name', () => {
    const url = new URL(ebay.consent?.authorizeUrl({ ...request, state: 's 1' }) ?? '')

    expect(url.origin + url.pathname).toBe('https://auth.ebay.com/oauth2/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'app',
      redirect_uri: own.ru_name,
      response_type: 'code',
      state: 's 1',
      scope: expect.stringContaining('https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly'),
    })
  })

  it('is traded for the keys of the connection, with its end', async () => {
    const json = { access_token: 'a', expires_in: 7200, refresh_token: 'r', refresh_token_expires_in: 47_304_000 }
    const { context, keys: made } = exchange({ path: '/identity/v1/oauth2/token', json }, { code: 'v^1.1#c' })

    const given = await made
    expect(given).toEqual({
      client_id: 'app',
      client_secret: 'cert',
      refresh_token: 'r',
      refresh_token_ends_on: '2027-09-09',
    })
    expect(ebay.keys.safeParse(given).success).toBe(true)
    expect(Object.fromEntries(new URLSearchParams(context.requests[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'v^1.1#c',
      redirect_uri: own.ru_name,
    })
  })

  it('that was refused says why', async () => {
    const refused = { path: '/identity/v1/oauth2/token', status: 400, json: { error: 'invalid_grant' } }

    await expect(exchange(refused, { code: 'x' }).keys).rejects.toMatchObject({
      kind: 'authorisation',
      subject: 'invalid_grant',
    })
    await expect(exchange(refused, { error: 'access_denied' }).keys).rejects.toMatchObject({ subject: 'access_denied' })
  })
})
