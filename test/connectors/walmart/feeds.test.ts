import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { walmart } from '#src/connectors/walmart/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { client_id: 'app', client_secret: 'hidden' }
const store = { externalId: 'x', name: 'Lamps', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const now = new Date('2026-03-10T12:00:00Z')
const token: Answer = { path: '/v3/token', json: { access_token: 't1', expires_in: '900' } }

const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: walmart.addresses(keys), answers: [token, ...answers], now })
const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-03-01', to: '2026-03-03' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
async function pullAll(id: string, request: PullRequest, context: ReturnType<typeof contextOf>) {
  const feed = walmart.feeds.find(one => one.id === id)
  const steps: PullStep[] = []
  for (let state: unknown = request.state; feed && steps.length < 50; ) {
    const step = await feed.pull({ ...request, state }, context)
    steps.push(step)
    const { next } = step
    if (next.kind !== 'again') return { days: steps.flatMap(one => one.days ?? []), next, steps }
    state = JSON.parse(JSON.stringify(next.state))
  }
  throw new Error('never done')
}

/** A ZIP archive of one deflated file, as APPNOTE.TXT describes it. */
function zipOf(name: string, text: string): Uint8Array {
  const content = Buffer.from(text)
  const packed = deflateRawSync(content)
  const of = (signature: number, own: readonly [number, number][], size: number) => {
    const header = Buffer.alloc(size)
    header.writeUInt32LE(signature, 0)
    for (const [at, value] of own) header.writeUInt32LE(value >>> 0, at)
    return header
  }
  const local = of(
    0x04034b50,
    [
      [14, crc(content)],
      [18, packed.length],
      [22, content.length],
    ],
    30,
  )
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const central = of(
    0x02014b50,
    [
      [16, crc(content)],
      [20, packed.length],
      [24, content.length],
    ],
    46,
  )
  central.writeUInt16LE(8, 10)
  central.writeUInt16LE(name.length, 28)
  const body = Buffer.concat([local, Buffer.from(name), packed])
  const directory = Buffer.concat([central, Buffer.from(name)])
  const end = of(
    0x06054b50,
    [
      [12, directory.length],
      [16, body.length],
    ],
    22,
  )
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  return Buffer.concat([body, directory, end])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

describe('item performance of Walmart', () => {
  const made: Answer = {
    path: '/v3/reports/reportRequests?reportType=ITEM_PERFORMANCE&reportVersion=v3',
    json: { requestId: 'R1', requestStatus: 'RECEIVED' },
  }
  const state = (requestStatus: string): Answer => ({
    path: '/v3/reports/reportRequests/R1',
    json: { requestId: 'R1', requestStatus },
  })
  const link: Answer = {
    path: '/v3/reports/downloadReport?requestId=R1',
    json: { requestId: 'R1', downloadURL: 'https://marketplace.walmartapis.com/v3/reports/getReport/item.zip?sig=1' },
  }
  const file = (rows: readonly string[]): Answer => ({
    path: '/v3/reports/getReport/item.zip?sig=1',
    bytes: zipOf('Item.csv', rows.join('\r\n')),
  })
  const head = 'Product Name,SKU ID,Data Start Time,Data End Time,GMV,Commission,Item Page Views,Something New'

  it('is ordered, waited for, unpacked and added up by item and day; other days are left out', async () => {
    const rows = [
      head,
      '"Lamp, red",A,2026-03-01T00:00:00Z,2026-03-01,"$1,000.00","$150.25","1,200",x',
      'Lamp,B,2026-03-01,2026-03-01,20,3.5,30,x',
      'Lamp,A,2026-02-28,2026-02-28,9,9,9,x',
    ]
    const context = contextOf([made, state('INPROGRESS'), state('READY'), link, file(rows)])

    const { days, next, steps } = await pullAll('items', asked(), context)

    expect(days.slice(0, 3)).toEqual([
      { sku: '', day: '2026-03-01', measures: { page_views: '1230', platform_fees: '15375' } },
      { sku: 'A', day: '2026-03-01', measures: { page_views: '1200', platform_fees: '15025' } },
      { sku: 'B', day: '2026-03-01', measures: { page_views: '30', platform_fees: '350' } },
    ])
    expect(days.slice(3).map(({ day, measures }) => [day, measures.page_views])).toEqual([
      ['2026-03-02', '0'],
      ['2026-03-03', '0'],
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-03-03' })
    expect(context.requests[1]).toMatchObject({ method: 'POST', budgets: ['newReport'] })
    expect(JSON.parse(context.requests[1]?.body ?? '')).toEqual({
      dataStartTime: '2026-03-01T00:00:00Z',
      dataEndTime: '2026-03-03T23:59:59Z',
      dateGranularity: 'DAILY',
    })
    expect(context.requests.at(-1)?.headers).toBeUndefined()
    expect(
      steps.slice(0, 2).every(({ next: one }) => one.kind === 'again' && one.notBefore && one.notBefore > now),
    ).toBe(true)
  })

  it('is not ordered twice when a step died while it ordered', async () => {
    const context = contextOf([made])
    await walmart.feeds.find(({ id }) => id === 'items')?.pull(asked(), context)
    const [kept] = context.kept
    const listed: Answer = {
      path: '/v3/reports/reportRequests?reportType=ITEM_PERFORMANCE&reportVersion=v3&requestSubmissionStartDate=2026-03-10T11%3A59%3A00Z',
      json: {
        requests: [{ requestId: 'R1', requestStatus: 'RECEIVED', requestSubmissionDate: '2026-03-10T12:00:01' }],
      },
    }
    const again = contextOf([listed, state('READY'), link, file([head, 'L,A,2026-03-01,x,1,1,1,x'])])

    const { next } = await pullAll('items', asked({ state: kept }), again)

    expect(next.kind).toBe('done')
    expect(again.requests.filter(({ method }) => method === 'POST')).toHaveLength(1) // the token
  })

  it('tells only what has a column, and stops without one', async () => {
    const of = async (rows: readonly string[]) =>
      (await pullAll('items', asked(), contextOf([made, state('READY'), link, file(rows)]))).days

    expect((await of(['SKU,Date,Commission', 'A,03/02/2026,1.00']))[1]).toEqual({
      sku: '',
      day: '2026-03-02',
      measures: { platform_fees: '100' },
    })
    await expect(of(['SKU,GMV', 'A,1'])).rejects.toMatchObject({ kind: 'drift' })
    expect(await of(['SKU,GMV'])).toEqual([])
  })

  it.each([
    [state('ERROR'), { kind: 'transient' }],
    [{ path: '/v3/reports/reportRequests/R1', status: 403, json: { errors: [{ code: 'NO' }] } }, { kind: 'scope' }],
  ])('that ends badly is told (%#)', async (answer, fault) => {
    await expect(pullAll('items', asked(), contextOf([made, answer]))).rejects.toMatchObject(fault)
  })
})

describe('stock at Walmart', () => {
  const own = (json: object, cursor = ''): Answer => ({ path: `/v3/inventories?limit=50${cursor}`, json })
  const node = (amount: string) => ({ availToSellQty: { unit: 'EACH', amount } })
  const wfs = (json: object, offset = 0): Answer => ({
    path: `/v3/fulfillment/inventory?limit=300&offset=${offset}`,
    json,
  })

  it.each([
    ['INVENTORY', 'v1', 'SKU,Available Units\r\nA,"1,005"\r\nB,0\r\nA,2'],
    ['ITEM', 'v4', 'SKU,Publish Status,Inventory Count\nA,PUBLISHED,1007\nB,PUBLISHED,0\nC,UNPUBLISHED,9'],
  ])('is that of the report %s where the key may not list it', async (type, version, rows) => {
    const refused = (path: string, status = 403): Answer => ({ path, status, json: { errors: [{ code: 'NO' }] } })
    const request = (one: string, number: string): Answer => ({
      path: `/v3/reports/reportRequests?reportType=${one}&reportVersion=${number}`,
      json: { requestId: 'R7', requestStatus: 'RECEIVED' },
    })
    const context = contextOf([
      refused('/v3/inventories'),
      ...(type === 'ITEM' ? [refused('/v3/reports/reportRequests?reportType=INVENTORY&reportVersion=v1', 400)] : []),
      request(type, version),
      { path: '/v3/reports/reportRequests/R7', json: { requestId: 'R7', requestStatus: 'READY' } },
      {
        path: '/v3/reports/downloadReport?requestId=R7',
        json: { downloadURL: 'https://marketplace.walmartapis.com/f' },
      },
      { path: '/f', bytes: zipOf('Stock.csv', rows) },
      refused('/v3/fulfillment/inventory'),
    ])

    const { days } = await pullAll('stock', asked({ window: { from: '2026-03-10', to: '2026-03-10' } }), context)

    expect(days).toEqual([
      { sku: '', day: '2026-03-10', measures: { stock_on_hand: '1007', sku_active: '2', sku_out_of_stock: '1' } },
      { sku: 'A', day: '2026-03-10', measures: { stock_on_hand: '1007' } },
      { sku: 'B', day: '2026-03-10', measures: { stock_on_hand: '0' } },
    ])
  })

  it('is that of both kinds of warehouses, each SKU once', async () => {
    const context = contextOf([
      own({ meta: { nextCursor: 'a+b=' }, elements: { inventories: [{ sku: 'A', nodes: [node('5'), node('2')] }] } }),
      own(
        {
          meta: {},
          elements: {
            inventories: [
              { sku: 'A', nodes: [node('5'), node('2')] },
              { sku: 'B', nodes: node('0') },
            ],
          },
        },
        '&nextCursor=a%2Bb%3D',
      ),
      wfs({
        headers: { totalCount: '1' },
        payload: { inventory: [{ sku: 'A', shipNodes: [{ onHandQty: '10', availToSellQty: '9' }] }] },
      }),
    ])

    const { days, next } = await pullAll('stock', asked(), context)

    expect(days).toEqual([
      { sku: '', day: '2026-03-10', measures: { stock_on_hand: '17', sku_active: '2', sku_out_of_stock: '1' } },
      { sku: 'A', day: '2026-03-10', measures: { stock_on_hand: '17' } },
      { sku: 'B', day: '2026-03-10', measures: { stock_on_hand: '0' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-03-10' })
  })

  it('is told without warehouses of Walmart, too', async () => {
    const context = contextOf([
      own({ elements: { inventories: { sku: 'A', nodes: [node('5')] } } }),
      { path: '/v3/fulfillment/inventory', status: 403, json: {} },
    ])

    expect((await pullAll('stock', asked(), context)).days[0]?.measures.stock_on_hand).toBe('5')
  })
})

describe('seller performance at Walmart', () => {
  const of = (name: string, days: number, over: Partial<Answer>): Answer => ({
    path: `/v3/insights/performance/${name}/summary?reportDuration=${days}`,
    ...over,
  })
  const rate = (json: object): Partial<Answer> => ({ json: { payload: json, status: 'OK' } })

  it('is told as shares of windows; what is not there is left out', async () => {
    const context = contextOf([
      of('otd', 30, rate({ overallRate: '89', sellerAccountableRate: '96.5', performanceRiskLevel: 'Monitor' })),
      of('vtr', 30, { json: { cumulativeRate: '98', performanceRiskLevel: 'Urgent' } }),
      of('cancellations', 30, rate({ cumulativeRate: '1.25', performanceRiskLevel: 'Good' })),
      of('srr', 30, { status: 204, json: {} }),
      of('lateShipment', 30, { status: 404, json: {} }),
      of('ots', 30, rate({ overallRate: '97.4' })),
      of('negativeFeedback', 60, rate({ cumulativeRate: '0.5' })),
      of('returns', 60, { status: 403, json: {} }),
      of('itemNotReceived', 60, { status: 404, json: {} }),
      of('inr', 60, rate({})),
    ])

    const { days } = await pullAll('performance', asked(), context)

    expect(days).toEqual([
      {
        sku: '',
        day: '2026-03-10',
        measures: {
          account_otd_n: '96.5',
          account_otd_d: '100',
          account_vtr_n: '98',
          account_vtr_d: '100',
          account_cancel_n: '1.25',
          account_cancel_d: '100',
          account_late_n: '2.6',
          account_late_d: '100',
          account_feedback_n: '0.5',
          account_feedback_d: '100',
          health_flags: '1',
        },
      },
    ])
  })

  it('is not available where every operation is refused', async () => {
    const refused = Array.from(
      { length: 10 },
      (): Answer => ({ path: '/v3/insights/performance/', status: 404, json: {} }),
    )

    await expect(pullAll('performance', asked(), contextOf(refused))).rejects.toMatchObject({ kind: 'unavailable' })
  })
})
