import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { eachDay } from '#src/domain/days.ts'
import { listRules } from '#src/features/alerts/store/rules.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')

let database: Database
let talk: Talk
let west: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  talk = talkTo(database.db, commands, now)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'people, stores, targets, alerts, alert_rules, events, metric_day, dirty_days, sources restart identity cascade',
  )
  await addPerson(database.db, 'Owner')
  west = await addStore(database.db, 'west', { platform: 'rakuten' })
  await addStore(database.db, 'east')
})

/** 1,000.00 a day, but for some days. */
async function sales(odd: Readonly<Record<string, number>>) {
  const { id } = await ensureSource(database.db, 'push/test')
  const rows = eachDay('2026-05-01', '2026-11-19').map(day => {
    const net = odd[day] ?? 1000
    return {
      storeId: west.id,
      sku: '',
      day,
      measures: { net_sales: `${net * 100}`, orders: `${Math.round(net / 10)}` },
    }
  })
  await writeObservations(database.db, { sourceId: id, rows, mode: 'merge', now })
}

const parameters = async () => (await listRules(database.db)).filter(rule => rule.origin === null)

describe('a line about a rule', () => {
  it.each([
    ['rule save acos west > 30% for 2 days', { kind: 'threshold', compare: 'above', value: 0.3 }, 2],
    ['ルール 保存 ACoS west 30% 超 2日 連続', { kind: 'threshold', compare: 'above', value: 0.3 }, 2],
    ['规则 保存 ACoS west 高于 30%', { kind: 'threshold', compare: 'above', value: 0.3 }, 1],
    ['rule save sales west below 900', { kind: 'threshold', compare: 'below', value: 90_000, currency: 'USD' }, 1],
    ['rule save sales west below 80% of target', { kind: 'target', share: 0.8 }, 1],
    ['ルール 保存 売上 west 目標 80% 未満', { kind: 'target', share: 0.8 }, 1],
    ['规则 保存 销售额 west 低于 目标 80%', { kind: 'target', share: 0.8 }, 1],
    ['rule save sales west 4 days in a row', { kind: 'streak', days: 4, share: 0.9 }, 1],
    ['规则 保存 销售额 west 连续 3天', { kind: 'streak', days: 3 }, 1],
    ['rule save orders west drop 50%', { kind: 'surge', direction: 'down', least: 0.5 }, 1],
    ['ルール 保存 受注件数 west 急減', { kind: 'surge', direction: 'down' }, 1],
    ['规则 保存 订单数 west 突降', { kind: 'surge', direction: 'down' }, 1],
    ['rule save ad_spend west budget 50000', { kind: 'budget', value: 5_000_000 }, 1],
    ['规则 保存 广告花费 west 预算 5万', { kind: 'budget', value: 5_000_000 }, 1],
    ['rule save stock_cover_days west < 14', { kind: 'cover', days: 14 }, 1],
    ['rule save late west', { kind: 'late', hours: 6 }, 1],
    ['rule save orders west <= 3', { kind: 'threshold', compare: 'at_most', value: 3 }, 1],
    ['rule save orders west is 0', { kind: 'threshold', compare: 'equal', value: 0 }, 1],
    ['规则 保存 订单数 west 为0', { kind: 'threshold', compare: 'equal', value: 0 }, 1],
    ['规则 保存 订单数 west 不超过 3', { kind: 'threshold', compare: 'at_most', value: 3 }, 1],
    ['規則 保存 訂單數 west 低於 5 連續三天', { kind: 'threshold', compare: 'below', value: 5 }, 3],
    ['ルール 保存 受注件数 west 0以下', { kind: 'threshold', compare: 'at_most', value: 0 }, 1],
    ['ルール 保存 受注件数 west 3未満', { kind: 'threshold', compare: 'below', value: 3 }, 1],
    ['rule save acos west >= 30%', { kind: 'threshold', compare: 'at_least', value: 0.3 }, 1],
    ['rule save acos west != 30%', { kind: 'threshold', compare: 'unequal', value: 0.3 }, 1],
    ['rule save acos west above 120% of target', { kind: 'target', share: 1 / 1.2 }, 1],
    ['rule save orders "West" < 1e2', { kind: 'threshold', compare: 'below', value: 100 }, 1],
  ])('%s', async (line, expected, forDays) => {
    const card = await talk.say(line)

    expect(card.tone, textOf(card)).toBe('good')
    const [saved] = await parameters()
    expect(saved).toMatchObject({ parameters: expected, forDays, place: 'store:west' })
  })

  it('is asked about when it says what nothing knows', async () => {
    expect(textOf(await talk.say('rule add sales west wobbly 30%'))).toContain('wobbly')
    expect(await parameters()).toEqual([])
  })

  it.each([
    ['rule save orders west < 0', 'never fire'],
    ['rule save orders west >= 0', 'every day'],
    ['rule save orders west < NaN', 'NaN'],
    ['rule save orders west < 1e400', '1e400'],
    ['rule save orders west < 3 2026-13', '2026'],
    ['rule save orders west > 3 < 9', 'one limit'],
    ['rule save orders west < 3 "for Ken"', 'for Ken'],
    ['rule save sales west above 120% of target', 'below a share'],
    ['rule list wobbly', 'wobbly'],
    ['rule stop 1 2', 'only once'],
  ])('“%s” is refused with its reason', async (line, expected) => {
    expect(textOf(await talk.say(line))).toContain(expected)
    expect(await parameters()).toEqual([])
  })

  it('may name severity, owner and hours', async () => {
    const card = await talk.say('rule save sales west below 900 critical @me 9-18h')

    expect(card.tone, textOf(card)).toBe('good')
    const [saved] = await parameters()
    expect(saved).toMatchObject({ severity: 'critical', owner: { name: 'Owner' }, activeHours: { from: 9, to: 18 } })
  })
})

describe('the preview of a rule', () => {
  it('counts how often it would have fired on stored figures, names the days, and saves nothing', async () => {
    await sales({ '2026-09-07': 500, '2026-10-01': 500, '2026-11-05': 500, '2026-05-10': 100 })

    const card = await talk.say('rule add sales west below 800')

    expect(textOf(card)).toContain('fired 3 times in the last 90 days. 1 of them on holidays.')
    expect(textOf(card)).toContain('$500.00')
    expect(buttonsOf(card)).toEqual([
      'rule save sales west below 800',
      'rule add {kpi} {place} {kind} {value} {days} {severity} {owner} {hours} {end}',
    ])
    expect(await parameters()).toEqual([])
  })

  it('leaves out what an event explains, and says how many days that are', async () => {
    await sales({ '2026-10-01': 100, '2026-11-05': 100 })
    const about = { place: 'store:west', fromDay: '2026-10-01', toDay: '2026-10-01', by: null }
    await addEvent(database.db, { ...about, name: 'Typhoon', kind: 'force_majeure', factor: 0 })

    const text = textOf(await talk.say('rule add sales west drop'))

    expect(text).toContain('fired once in the last 90 days.')
    expect(text).toContain('held it back on one day')
  })

  it('names who will be told', async () => {
    expect(textOf(await talk.say('rule add sales west below 900 @me'))).toContain('Owner: Owner')
  })

  it('is saved by its button', async () => {
    const [save] = buttonsOf(await talk.say('rule add sales west below 800'))

    await talk.say(save ?? '')

    expect(await parameters()).toHaveLength(1)
  })
})

describe('the list of rules', () => {
  it('shows the defaults from the first moment, and one can be stopped', async () => {
    const list = await talk.say('rule')
    const [first] = await listRules(database.db)
    await talk.say(`rule stop ${first?.id ?? 0}`)

    expect(textOf(list)).toContain('Sales unusual against comparable days')
    expect((await listRules(database.db)).map(rule => rule.id)).not.toContain(first?.id)
    expect(textOf(await talk.say('rule stop 99999'))).toContain('no rule #99999')
  })

  it('shows rules that somebody of the demo company made for real stores, and every default once', async () => {
    await addPerson(database.db, 'Trial', { demo: true })
    await addStore(database.db, 'toy', { demo: true })
    await talk.say('rule save sales west below 800')

    const text = textOf(await talk.say('rule', 'trial@example.com'))

    expect(text).toContain('Sales below $800.00')
    expect(text.split('Ad spend burns its month target too fast')).toHaveLength(2)
  })

  it('is refused to change for those who may only read', async () => {
    await addPerson(database.db, 'Reader', { role: 'viewer' })

    await talk.say('rule save sales west below 800', 'reader@example.com')

    expect(await parameters()).toEqual([])
  })
})
