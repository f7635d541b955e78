import { beforeAll, describe, expect, it } from 'vitest'
import { listEvents } from '#src/features/annotations/store/events.ts'
import { listDefinitions } from '#src/features/figures/store/definitions.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { findRecorded } from '#src/features/ingest/store/source-values.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { findChannel } from '#src/features/people/store/channels.ts'
import { createPerson, findPerson } from '#src/features/people/store/people.ts'
import { listRates } from '#src/features/stores/store/rates.ts'
import { createStore, type StoredStore } from '#src/features/stores/store/stores.ts'
import { answering, saidIn } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const { say, heard } = answering(db)
const boss = async (line: string) => saidIn(await say('boss@example.com', line))
let rakuten: StoredStore
let west: StoredStore

beforeAll(async () => {
  const japan = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  rakuten = await createStore(db, { slug: 'rakuten', name: 'Rakuten shop', platform: 'rakuten', ...japan })
  west = await createStore(db, {
    slug: 'west',
    name: 'West',
    platform: 'other',
    market: 'us',
    currency: 'USD',
    timeZone: 'America/New_York',
  })
  await createPerson(db, { name: 'Boss', email: 'boss@example.com', role: 'administrator', scope: ['all'] })
  await createPerson(db, { name: 'Jin', email: 'jin@example.com', role: 'administrator', scope: ['market:jp'] })
  const erp = await ensureSource(db, 'push/erp', 'ERP')
  const rows = [{ storeId: rakuten.id, sku: '', day: '2026-11-20', measures: { net_sales: '5000', orders: '2' } }]
  await writeObservations(db, { sourceId: erp.id, rows, mode: 'merge', now: new Date('2026-11-21T01:00:00Z') })
})

describe('people', () => {
  it('adds somebody with role and stores', async () => {
    await boss('people add "Hanako Sato" Sato@Example.com operator market:jp west')

    expect(await findPerson(db, { email: 'sato@example.com' })).toMatchObject({
      name: 'Hanako Sato',
      role: 'operator',
      scope: ['market:jp', 'store:west'],
      active: true,
    })
  })

  it('is understood in Japanese and Chinese', async () => {
    await boss('メンバー 追加 「田中」 tanaka@example.com マネージャー 日本')
    await boss('成员 添加 “李伟” li@example.com 运营 美国')

    expect(await findPerson(db, { email: 'tanaka@example.com' })).toMatchObject({
      role: 'manager',
      scope: ['market:jp'],
    })
    expect(await findPerson(db, { email: 'li@example.com' })).toMatchObject({ role: 'operator', scope: ['market:us'] })
  })

  it('changes role and stores, and ends access without forgetting the person', async () => {
    await boss('people role sato@example.com manager')
    await boss('people scope @Hanako Sato rakuten')
    await boss('people remove sato@example.com')

    expect(await findPerson(db, { email: 'sato@example.com' })).toMatchObject({
      role: 'manager',
      scope: ['store:rakuten'],
      active: false,
    })
  })

  it('takes somebody back who left', async () => {
    await boss('people add "Hanako Sato" sato@example.com viewer all')

    expect(await findPerson(db, { email: 'sato@example.com' })).toMatchObject({
      role: 'viewer',
      scope: ['all'],
      active: true,
    })
  })

  it('lets nobody hand on what they do not see themselves', async () => {
    const said = saidIn(await say('jin@example.com', 'people scope sato@example.com all'))

    expect(said).toContain('do not see all of it')
    expect(await findPerson(db, { email: 'sato@example.com' })).toMatchObject({ scope: ['all'] })
  })

  it('keeps the last administrator', async () => {
    await boss('people remove jin@example.com')

    expect(await boss('people role boss@example.com viewer')).toContain('last administrator')
    expect(await findPerson(db, { email: 'boss@example.com' })).toMatchObject({ role: 'administrator', active: true })
    await boss('people add "Jin" jin@example.com administrator japan')
  })

  it('says what is missing', async () => {
    expect(await boss('people add nobody@example.com')).toContain('Write the name in quotes')
    expect(await boss('people add "X" x@example.com emperor')).toContain('neither a role')
    expect(await boss('people')).toContain('boss@example.com')
  })
})

describe('channel', () => {
  const group = { kind: 'group' as const, channel: 'ops', channelName: 'Ops' }
  const inGroup = async (line: string) => saidIn(await say('boss@example.com', line, group))

  it('sets stores by name even before the group may see any', async () => {
    await inGroup('channel scope west japan')

    expect((await findChannel(db, 'web', '', 'ops'))?.scope.toSorted()).toEqual(['market:jp', 'store:west'])
  })

  it('sets language, zone and alerts', async () => {
    await inGroup('频道 语言 日本語')
    await inGroup('channel zone Asia/Tokyo')
    await inGroup('channel alerts off')

    expect(await findChannel(db, 'web', '', 'ops')).toMatchObject({
      locale: 'ja',
      timeZone: 'Asia/Tokyo',
      alerts: false,
    })
  })

  it('refuses zones and places that do not exist', async () => {
    expect(await inGroup('channel zone Asia/Nowhere')).toContain('is not a time zone')
    expect(await inGroup('channel scope atlantis')).toContain('is not a store')
  })
})

describe('record', () => {
  it('stores an amount of the day in the currency of the store and says what was there before', async () => {
    const said = await boss('record sales rakuten yesterday 123456')

    const [first, second] = await findRecorded(db, {
      storeId: rakuten.id,
      sku: '',
      day: '2026-11-20',
      measures: ['net_sales'],
    })
    expect(first).toMatchObject({ sourceKey: 'record', value: '123456' })
    expect(second).toMatchObject({ sourceKey: 'push/erp', value: '5000' })
    expect(said).toContain('¥123,456')
    expect(said).toContain('before: ¥5,000 (ERP)')
    expect(heard.enqueued).toContain('evaluate')
  })

  it('counts before other sources', async () => {
    expect(await boss('status sales rakuten 2026-11-20')).toContain('¥123,456')
  })

  it('keeps cents, and leaves the other measures of the day alone', async () => {
    await boss('record sales west 2026-11-19 $1,200.50')
    await boss('record orders west 2026-11-19 7')

    const found = await findRecorded(db, {
      storeId: west.id,
      sku: '',
      day: '2026-11-19',
      measures: ['net_sales', 'orders'],
    })
    expect(new Map(found.map(one => [one.measure, one.value]))).toEqual(
      new Map([
        ['net_sales', '120050'],
        ['orders', '7'],
      ]),
    )
  })

  it('stores a rating as sum and number', async () => {
    await boss('録入')
    await boss('record packaging score rakuten 2026-11-20 4.5 12')

    const found = await findRecorded(db, {
      storeId: rakuten.id,
      sku: '',
      day: '2026-11-20',
      measures: ['soft_packaging_sum', 'soft_packaging_n'],
    })
    expect(new Map(found.map(one => [one.measure, one.value]))).toEqual(
      new Map([
        ['soft_packaging_sum', '54'],
        ['soft_packaging_n', '12'],
      ]),
    )
  })

  it('takes a measure by its own name', async () => {
    await boss('録入 cogs rakuten 2026-11-20 900')
    await boss('record cogs rakuten 2026-11-20 900')

    const [cogs] = await findRecorded(db, { storeId: rakuten.id, sku: '', day: '2026-11-20', measures: ['cogs'] })
    expect(cogs?.value).toBe('900')
  })

  it.each([
    ['record acos rakuten 8%', 'is computed'],
    ['record packaging score rakuten 6', 'from 1 to 5'],
    ['record sales rakuten last week 5', 'for one day'],
    ['record sales rakuten tomorrow 5', 'not come yet'],
    ['record sales rakuten $5', 'counts in JPY'],
    ['record orders rakuten 5.5', 'whole number'],
    ['record sales rakuten', 'one number'],
    ['record sales 5', 'one store'],
    ['record nonsense rakuten 5', 'do not know'],
  ])('refuses what makes no sense: %s', async (line, reason) => {
    expect(await boss(line)).toContain(reason)
  })
})

describe('rate', () => {
  it('sets a rate from the first day of a month on, and lists it', async () => {
    await boss('rate usd jpy 150.2 2026-11')
    await boss('汇率 美元 人民币 7.12 2026-11')

    const rates = (await listRates(db)).map(({ from, to, rate, since }) => `${from} ${to} ${rate} ${since}`)
    expect(rates).toEqual(['USD CNY 7.12 2026-11-01', 'USD JPY 150.2 2026-11-01'])
    expect(await boss('rate')).toContain('150.2')
  })

  it('replaces and removes it', async () => {
    expect(await boss('rate usd jpy 151 2026-11')).toContain('It was 150.2 before')
    await boss('rate remove usd jpy 2026-11')

    expect(await listRates(db)).toHaveLength(1)
  })

  it('says how it is written', async () => {
    expect(await boss('rate usd 150')).toContain('rate usd jpy 150.2')
    expect(await boss('rate usd jpy 0')).toContain('rate usd jpy 150.2')
  })
})

describe('define', () => {
  it('makes a KPI that can be asked for at once', async () => {
    const said = await boss('define "Sales per order" = net_sales / orders money higher')

    expect(said).toContain('is ready')
    expect(await boss('status sales per order rakuten 2026-11-20')).toContain('¥61,728')
  })

  it('takes names in Chinese and Japanese', async () => {
    await boss('定义 “单件退款” = refunds_amount / units 金额 越低越好')

    const custom = (await listDefinitions(db)).map(definition => definition.kpi)
    expect(custom.at(-1)).toMatchObject({
      label: { en: '单件退款' },
      unit: 'money',
      better: 'lower',
      formula: 'refunds_amount / units',
    })
  })

  it('points at the place that is wrong and offers the line put right', async () => {
    const said = await boss('define "Cost" = ad_spnd / units')

    expect(said).toContain('«ad_spnd»')
    expect(said).toContain('ad_spend / units')
  })

  it('removes it again', async () => {
    await boss('define remove "Sales per order"')

    expect(await boss('define list')).not.toContain('Sales per order')
  })
})

describe('event', () => {
  it('adds, lists and removes an event', async () => {
    await boss('event add "Black Friday" us 11/27-11/30 sale 3.5')
    const [event] = await listEvents(db, '2026-11-01', '2026-12-31')

    expect(event).toMatchObject({
      name: 'Black Friday',
      place: 'market:us',
      fromDay: '2026-11-27',
      toDay: '2026-11-30',
      kind: 'sale',
      factor: 3.5,
    })
    expect(await boss('event')).toContain('Black Friday')
    await boss(`event remove #${event?.id}`)
    expect(await listEvents(db, '2026-11-01', '2026-12-31')).toEqual([])
  })

  it('understands kinds in three languages', async () => {
    await boss('活动 添加 “台风” 日本 11/20 不可抗力')
    await boss('イベント 追加 「年末年始」 楽天 12/29-1/3 休業')

    const events = await listEvents(db, '2026-11-01', '2027-01-31')
    expect(events.map(({ kind, factor, toDay }) => [kind, factor, toDay])).toEqual([
      ['force_majeure', 1, '2026-11-20'],
      ['closed', 0, '2027-01-03'],
    ])
  })

  it.each([
    ['event add 11/27', 'Write a name'],
    ['event add "X" us 11/27 nonsense', 'no kind of event'],
    ['event remove #999', 'no event #999'],
  ])('refuses %s', async (line, reason) => {
    expect(await boss(line)).toContain(reason)
  })
})

describe('sources, health, help and lang', () => {
  it('tell what is missing', async () => {
    const said = await boss('sources')

    expect(said).toContain('ERP')
    expect(said).toContain('Typed by hand')
    expect(await boss('sources undo 99')).toContain('no import #99')
    expect(await boss('health')).toContain('2 ms')
  })

  it('explain verbs and KPIs in any language', async () => {
    expect(await boss('help')).toContain('"text":{"en":"target","ja":"目標","zh-CN":"目标"}')
    expect(await boss('ヘルプ 目標')).toContain('target sales west 2017-11 50000 @owner')
    expect(await boss('帮助 广告回报率')).toContain('ad_sales / ad_spend')
    expect(await boss('help roas')).toContain('ad_sales / ad_spend')
    expect(await boss('help taget')).toContain('help target')
  })

  it('change the language and the zone of one person', async () => {
    await boss('lang zone Asia/Tokyo')
    await boss('lang 中文')

    expect(await findPerson(db, { email: 'boss@example.com' })).toMatchObject({
      locale: 'zh-CN',
      timeZone: 'Asia/Tokyo',
    })
    expect(await boss('lang klingon')).toContain('klingon')
  })
})
