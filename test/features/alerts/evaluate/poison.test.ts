import { beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addRule } from '#src/features/alerts/store/rules.ts'
import { listDirtyDays } from '#src/features/ingest/store/dirty-days.ts'
import type { Database } from '#src/platform/database/db.ts'
import { isOwnFault } from '#src/platform/database/own-fault.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'
const line = { kind: 'threshold', compare: 'below', value: 100_00, currency: 'USD', windowDays: 1 } as const

let database: Database
let world: Company

beforeEach(async () => {
  database = await testDatabase()
  world = company(database)
})

const add = (place: string) =>
  addRule(database.db, {
    ...{ kpiId: 'sales', place: place as 'all', eachStore: false, severity: null, owner: null, activeHours: null },
    ...{ hysteresis: 0.05, forDays: 1, origin: null, by: null, demo: false, parameters: line },
  })

describe('a rule that cannot be judged', () => {
  it.each([
    ['of a kind that another version knows', `kind = 'tomorrow', parameters = '{"kind": "tomorrow"}'`, 0],
    ['over no number of days', `parameters = parameters || '{"windowDays": "many"}'`, 1],
    ['over more days than there are', `parameters = parameters || '{"windowDays": 1e15}'`, 1],
  ])('%s keeps no other from it, and is told where it fails', async (_, change, times) => {
    const west = await world.addStore('west')
    const east = await world.addStore('east')
    const broken = await add('store:west')
    await add('store:west')
    await add('store:east')
    await database.db.execute(`update alert_rules set ${change} where id = ${broken.id}`)
    await world.tell(west, yesterday, { net_sales: 60_00 }, now)
    await world.tell(east, yesterday, { net_sales: 61_00 }, now)
    const told: object[] = []

    await evaluate({ db: database.db, figures: world.figures, now, log: { error: fields => told.push(fields) } })

    const own = (await listUnresolved(database.db)).filter(alert => alert.rule.startsWith('rule/'))
    expect(own.map(alert => alert.place).sort()).toEqual(['store:east', 'store:west'])
    expect(told).toHaveLength(times)
    expect(await listDirtyDays(database.db)).toEqual([])
  })

  it('for want of the database leaves all days to the next look', async () => {
    const west = await world.addStore('west')
    await add('store:west')
    await world.tell(west, yesterday, { net_sales: 60_00 }, now)
    const gone = Object.assign(new Error('no connection'), { code: 'CONNECTION_CLOSED' })
    const shared = world.figures.withSharedReads()
    const figures = { ...world.figures, withSharedReads: () => ({ ...shared, resolve: () => Promise.reject(gone) }) }

    await expect(evaluate({ db: database.db, figures, now })).rejects.toThrow('no connection')

    expect(await listDirtyDays(database.db)).toHaveLength(1)
  })
})

const coded = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code })

describe('a fault', () => {
  it.each([
    ['of ours', new TypeError('no such thing'), true],
    ['about a value', new Error('query', { cause: coded('22P02') }), true],
    ['about a double', coded('23505'), true],
    ['of a function that was called wrongly', coded('ERR_INVALID_ARG_TYPE'), true],
    ['of a connection', new Error('query', { cause: coded('CONNECTION_CLOSED') }), false],
    ['of the network', coded('ECONNREFUSED'), false],
    ['of a server that stops', coded('57P01'), false],
    ['of two at once', coded('40P01'), false],
    ['of a full disk', coded('53100'), false],
    ['of work that was broken off', Object.assign(new Error('stop'), { name: 'AbortError' }), false],
  ])('%s', (_, error, own) => {
    expect(isOwnFault(error)).toBe(own)
  })
})
