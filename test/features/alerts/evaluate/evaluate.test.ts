import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { acknowledge } from '#src/features/alerts/lifecycle/index.ts'
import { listAlertEvents, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { listDirtyDays } from '#src/features/ingest/store/dirty-days.ts'
import { updateChannel } from '#src/features/people/store/channels.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

let database: Database
let world: Company
let west: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days restart identity cascade',
  )
  west = await world.addStore('west')
})

const judge = (at = now) => evaluate({ db: database.db, figures: world.figures, now: at })
const kinds = async (at = now) => (await judge(at)).changes.map(change => change.kind)
const open = () => listUnresolved(database.db)

async function salesTarget(value = 100_00) {
  const owner = await world.addPerson('mei')
  await world.setTarget('sales', 'store:west', value, { currency: 'USD', ownerId: owner.id })
  return owner
}

describe('evaluating changed days', () => {
  it('brings a breach to the channel within one look and one turn of the outbox, mentioning the owner', async () => {
    const owner = await salesTarget()
    await channel(database.db, 'ops')
    const messenger = fakeMessenger()

    await world.tell(west, yesterday, { net_sales: 60_00 }, now)
    const changed = await kinds()
    await deliverer(database, messenger).drain(now)

    expect(changed).toEqual(['opened'])
    const [alert] = await open()
    expect(alert).toMatchObject({ rule: 'target/sales/store:west', value: 60_00, limit: 100_00, severity: 'bad' })
    const [message] = messenger.arrived
    const blocks = message?.message.card.blocks ?? []
    expect(message).toMatchObject({ kind: 'send', channel: 'ops', deliveryId: 'alert/1/rev/1/channel/1' })
    expect(blocks).toContainEqual({ type: 'mention', people: [{ id: owner.id, name: 'mei' }] })
    expect(message?.message.handles.get(owner.id)).toBe('mei-dm')
    expect(blocks.find(block => block.type === 'actions')?.actions.map(action => action.line)).toContain('ack 1')
    expect(await listDirtyDays(database.db)).toEqual([])
  })

  it('has nothing to say the second time, also when two replicas look at once', async () => {
    await salesTarget()
    await channel(database.db, 'ops')
    await world.tell(west, yesterday, { net_sales: 60_00 }, now)

    const both = (await Promise.all([kinds(), kinds()])).flat()
    const later = await kinds()

    expect(both).toEqual(['opened'])
    expect(later).toEqual([])
    expect(await listAlertEvents(database.db, 1)).toHaveLength(1)
  })

  it('edits one message while the problem lasts, and ends it when the number is good again', async () => {
    await salesTarget()
    await channel(database.db, 'ops')
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger)

    const course: string[] = []
    for (const [sales, second] of [
      [60_00, 0],
      [40_00, 1],
      [85_00, 2],
      [79_00, 3],
      [91_00, 4],
    ] as const) {
      await world.tell(west, yesterday, { net_sales: sales }, now)
      course.push(...(await kinds()))
      await worker.drain(new Date(now.getTime() + second * 1_000))
    }

    expect(course).toEqual(['opened', 'worsened', 'changed', 'changed', 'resolved'])
    expect(messenger.arrived.map(one => one.kind)).toEqual([
      ...['send', 'update', 'send', 'update', 'update', 'update', 'update'],
    ])
    expect(messenger.arrived.filter(one => one.kind === 'send').map(one => one.title)).toEqual([
      ...['Sales · west · target missed', 'Worse: Sales · west'],
    ])
    expect(messenger.arrived.at(-1)?.message.card.tone).toBe('good')
    expect(await open()).toEqual([])
  })

  it('leaves history alone: only the last seven days raise anything', async () => {
    await salesTarget()

    await world.tell(west, '2017-11-03', { net_sales: 1_00 }, now)
    await world.tell(west, '2026-11-13', { net_sales: 1_00 }, now)

    expect(await kinds()).toEqual([])
    expect(await listDirtyDays(database.db)).toEqual([])
  })

  it('lets a later good day speak for a bad one that arrives late', async () => {
    await salesTarget()
    await world.tell(west, yesterday, { net_sales: 120_00 }, now)
    await judge()

    await world.tell(west, '2026-11-18', { net_sales: 10_00 }, now)

    expect(await kinds()).toEqual([])
  })

  it('keeps a day on the list that changes while it is judged', async () => {
    await salesTarget()
    await world.tell(west, yesterday, { net_sales: 60_00 }, now)
    const figures: typeof world.figures = {
      ...world.figures,
      withSharedReads: () => figures,
      withSharedDays: () => figures,
      resolve: async (...args: Parameters<typeof world.figures.resolve>) => {
        await world.tell(west, yesterday, { net_sales: 120_00 }, new Date(now.getTime() + 1))
        return world.figures.resolve(...args)
      },
    }

    await evaluate({ db: database.db, figures, now })

    expect(await listDirtyDays(database.db)).toHaveLength(1)
  })

  it('judges the places around a store, too', async () => {
    const east = await world.addStore('east')
    await world.setTarget('sales', 'market:us', 200_00, { currency: 'USD' })

    await world.tell(west, yesterday, { net_sales: 100_00 }, now)
    const alone = await kinds()
    await world.tell(east, yesterday, { net_sales: 20_00 }, now)
    const together = await kinds()

    expect(alone).toEqual(['opened'])
    expect(together).toEqual(['changed'])
    expect(await open()).toMatchObject([{ place: 'market:us', value: 120_00, rule: 'target/sales/market:us' }])
  })

  it('ends the alert of a target that was taken away when the next figure arrives', async () => {
    await salesTarget()
    await world.tell(west, yesterday, { net_sales: 60_00 }, now)
    await judge()
    await world.setTarget('sales', 'store:west', 0, { value: null, withdrawn: true } as never)

    await world.tell(west, yesterday, { net_sales: 61_00 }, now)

    expect(await kinds()).toEqual(['resolved'])
  })
})

describe('lines of marketplaces', () => {
  it('open a critical alert over their window, owned by who owns a target of the store', async () => {
    const amazon = await world.addStore('amazon-us', { platform: 'amazon' })
    const owner = await world.addPerson('ken')
    await world.setTarget('sales', 'store:amazon-us', 1, { currency: 'USD', ownerId: owner.id })
    for (let date = 10; date <= 19; date++) {
      await world.tell(amazon, `2026-11-${date}`, { shipments_late: 1, shipments_confirmed: 20 }, now)
    }

    const changes = (await judge()).changes

    expect(changes.map(({ alert }) => alert)).toMatchObject([
      {
        rule: 'limit/amazon/late_shipment_rate',
        severity: 'critical',
        value: 0.05,
        limit: 0.04,
        owner: { name: 'ken' },
      },
    ])
  })
})

describe('lines of marketplaces that count themselves', () => {
  it.each([
    ['worse than ours', { account_late_n: 9, account_late_d: 100 }, 0.09],
    ['better than ours', { account_late_n: 1, account_late_d: 100 }, null],
    ['without a case', { account_late_n: 0, account_late_d: 0 }, 0.05],
  ])('are held against the marketplace’s own figure, %s', async (_what, told, value) => {
    const amazon = await world.addStore('amazon-us', { platform: 'amazon' })
    for (let date = 10; date <= 19; date++) {
      await world.tell(amazon, `2026-11-${date}`, { shipments_late: 1, shipments_confirmed: 20 }, now)
    }
    await world.tell(amazon, yesterday, told, now)

    const changes = (await judge()).changes

    expect(changes.map(({ alert }) => alert.value)).toEqual(value === null ? [] : [value])
  })

  it.each([
    ['milder than the known line', 20, 'better', []],
    ['stricter than the known line', 5, 'worse', [0.05]],
  ])('are held against the target that it sets the shop, %s', async (_what, target, _name, lines) => {
    const shopee = await world.addStore('shopee-sg', { platform: 'shopee' })
    const told = { account_late_n: target === 20 ? 12 : 7, account_late_d: 100, account_late_target: target }
    await world.tell(shopee, yesterday, told, now)

    const changes = (await judge()).changes

    expect(changes.map(({ alert }) => alert.limit)).toEqual(lines)
  })

  it('say so', async () => {
    const amazon = await world.addStore('amazon-us', { platform: 'amazon' })
    await world.tell(amazon, yesterday, { account_odr_n: 3, account_odr_d: 200 }, now)
    await channel(database.db, 'ops')
    const messenger = fakeMessenger()

    await judge()
    await deliverer(database, messenger).drain(now)

    expect(JSON.stringify(messenger.arrived)).toContain('own, as it stands in its account health')
  })
})

describe('where an alert is posted', () => {
  async function breach(store = west): Promise<readonly string[]> {
    const messenger = fakeMessenger()
    await world.tell(store, yesterday, { net_sales: 1_00 }, now)
    await judge()
    await deliverer(database, messenger).drain(now)
    return messenger.arrived.map(one => one.channel).sort()
  }

  it('is every group that wants alerts and may see all of its stores', async () => {
    await salesTarget()
    await channel(database.db, 'all')
    await channel(database.db, 'west', { scope: ['store:west'] })
    await channel(database.db, 'elsewhere', { scope: ['market:jp'] })
    await channel(database.db, 'quiet', { alerts: false })
    await channel(database.db, 'private', { kind: 'direct' })
    const gone = await channel(database.db, 'gone')
    await updateChannel(database.db, gone.id, { unreachableSince: now })

    expect(await breach()).toEqual(['all', 'west'])
  })

  it('is the owner in person where no group may see it, and administrators where nobody owns it', async () => {
    await salesTarget()
    expect(await breach()).toEqual(['mei-dm'])

    const east = await world.addStore('east')
    await world.addPerson('root', { role: 'administrator' })
    await world.setTarget('sales', 'store:east', 100_00, { currency: 'USD' })
    expect(await breach(east)).toEqual(['root-dm'])
  })

  it('keeps the demo company to its own groups, and shows real alerts there as well', async () => {
    const demo = await world.addStore('demo-west', { demo: true })
    await salesTarget()
    await world.setTarget('sales', 'store:demo-west', 100_00, { currency: 'USD' })
    await channel(database.db, 'real')
    await channel(database.db, 'demo', { demo: true })

    expect(await breach(demo)).toEqual(['demo'])
    expect(await breach()).toEqual(['demo', 'real'])
  })

  it('judges a total of demo stores apart from the same total of real ones', async () => {
    const demo = await world.addStore('demo-west', { demo: true })
    await world.setTarget('sales', 'all', 100_00, { currency: 'USD' })
    await world.tell(west, yesterday, { net_sales: 10_00 }, now)
    await world.tell(demo, yesterday, { net_sales: 20_00 }, now)

    await judge()

    const found = (await open()).map(({ rule, value }) => [rule, value]).sort()
    expect(found).toEqual([
      ['target/sales/all', 10_00],
      ['target/sales/all/demo', 20_00],
    ])
  })

  it('stays where it was said: an edit goes to all places at once, and first of all', async () => {
    const owner = await salesTarget()
    await channel(database.db, 'one')
    await channel(database.db, 'two')
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger)
    await world.tell(west, yesterday, { net_sales: 1_00 }, now)
    await judge()
    await worker.drain(now)

    const request = { alertId: 1, personId: owner.id, stores: [west], via: 'fake', now }
    await acknowledge({ db: database.db, figures: world.figures }, request)
    await worker.drain(now)

    expect(
      messenger.arrived
        .slice(2)
        .map(({ kind, channel }) => [kind, channel])
        .sort(),
    ).toEqual([
      ['update', 'one'],
      ['update', 'two'],
    ])
  })
})
