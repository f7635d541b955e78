import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { fillLine } from '#src/chat/card.ts'
import { freshLife } from '#src/domain/alerts/alert.ts'
import { eachDay } from '#src/domain/days.ts'
import { answerInsert } from '#src/features/alerts/store/alert-answers.ts'
import { findAlert, insertAlert } from '#src/features/alerts/store/alerts.ts'
import { findRule, listRules, stopRule } from '#src/features/alerts/store/rules.ts'
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
let owner: number

beforeAll(async () => {
  database = await testDatabase()
  talk = talkTo(database.db, commands, now)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'people, stores, targets, alerts, alert_rules, events, metric_day, dirty_days, sources restart identity cascade',
  )
  owner = await addPerson(database.db, 'Owner')
  west = await addStore(database.db, 'west')
  await talk.say('rule')
  for (const { id } of await listRules(database.db)) await stopRule(database.db, id, null, now)
})

/** Sales of 1,000.00 a day, but for some days. */
async function sales(odd: Readonly<Record<string, number>>) {
  const { id } = await ensureSource(database.db, 'push/test')
  const rows = eachDay('2026-05-01', '2026-11-19').map(day => ({
    storeId: west.id,
    sku: '',
    day,
    measures: { net_sales: `${(odd[day] ?? 1000) * 100}`, orders: '100' },
  }))
  await writeObservations(database.db, { sourceId: id, rows, mode: 'merge', now })
}

/** An alert of a rule on a day, as somebody called it. */
async function alerted(rule: string, day: string, kind: 'false_alarm' | 'cause' | null) {
  const at = new Date(`${day}T22:00:00Z`)
  const alert = await insertAlert(database.db, {
    ...freshLife,
    ...{ rule, kpiId: 'sales', place: 'store:west', state: 'resolved', severity: 'bad', fromDay: day, day },
    ...{ value: 75_000, limit: 80_000, currency: 'USD', owner: null, revision: 1, openedAt: at, changedAt: at },
    ...{ acknowledgedBy: null, acknowledgedAt: null, reason: null, resolvedAt: at, resolvedBy: null },
  })
  if (!alert) throw new Error('no alert')
  if (kind) await answerInsert(database.db, { alertId: alert.id, kind, text: null, at, personId: owner })
}

async function savedRule(line: string): Promise<number> {
  await talk.say(`rule save ${line}`)
  const rule = (await listRules(database.db)).at(-1)
  if (!rule) throw new Error('no rule')
  return rule.id
}

const lineStarting = (card: Card, start: string) => buttonsOf(card).find(line => line.startsWith(start)) ?? ''

describe('a rule whose alerts were called false', () => {
  let id: number

  beforeEach(async () => {
    await sales({ '2026-10-05': 780, '2026-10-14': 770, '2026-11-02': 790, '2026-11-10': 400 })
    id = await savedRule('sales west below 800')
    await alerted(`rule/${id}`, '2026-10-05', 'false_alarm')
    await alerted(`rule/${id}`, '2026-10-14', 'false_alarm')
    await alerted(`rule/${id}`, '2026-11-02', null)
    await alerted(`rule/${id}`, '2026-11-10', 'cause')
  })

  it('says so in the list and offers to be quietened', async () => {
    const list = await talk.say('rule')

    expect(textOf(list)).toContain(`#${id}: 2 of the last 4 alerts were called false alarms.`)
    expect(textOf(list, 'ja')).toContain('直近4件のアラートのうち2件が誤報とされました')
    expect(buttonsOf(list)).toContain(`rule tune ${id}`)
  })

  it('proposes the line that leaves them out and keeps the real one, and a button applies it', async () => {
    const tuned = await talk.say(`rule tune ${id}`)

    expect(textOf(tuned)).toContain('2 of the last 4 alerts were called false alarms.')
    expect(textOf(tuned)).toContain('Milder: Sales below $760.00')
    expect(textOf(tuned)).toContain('leaves out 2 of the 2 false alarms')
    expect(textOf(tuned)).toContain('none of the 1 with a cause')

    const changed = await talk.say(lineStarting(tuned, 'rule change'))

    expect(textOf(changed)).toContain(`Rule #${id} is changed`)
    expect((await findRule(database.db, id))?.parameters).toMatchObject({ value: 76_000, currency: 'USD' })

    await talk.say(lineStarting(changed, 'rule change'))

    expect((await findRule(database.db, id))?.parameters).toMatchObject({ value: 80_000, currency: 'USD' })
  })

  it('lets the preview of a new rule learn from what was said at the same place', async () => {
    const preview = await talk.say('rule add sales west below 800')

    expect(textOf(preview)).toContain('2 of the last 4 alerts were called false alarms.')
    const milder = lineStarting(preview, 'rule save sales west below 760')
    await talk.say(milder)
    expect((await listRules(database.db)).at(-1)?.parameters).toMatchObject({ value: 76_000 })
  })

  it('is not changed into a rule about something else, nor by those who may only read', async () => {
    expect(textOf(await talk.say(`rule change #${id} orders west below 10`))).toContain('keeps its KPI and place')
    await addPerson(database.db, 'Reader', { role: 'viewer' })
    await talk.say(`rule change #${id} sales west below 10`, 'reader@example.com')
    expect((await findRule(database.db, id))?.parameters).toMatchObject({ value: 80_000 })
  })

  it('ends its alerts when it is stopped: nobody would look at them again', async () => {
    const at = new Date('2026-11-18T22:00:00Z')
    const open = await insertAlert(database.db, {
      ...freshLife,
      ...{ rule: `rule/${id}`, kpiId: 'sales', place: 'store:west', state: 'open', severity: 'bad' },
      ...{ fromDay: '2026-11-18', day: '2026-11-18', value: 1, limit: 2, currency: 'USD', owner: null, revision: 1 },
      ...{ openedAt: at, changedAt: at, acknowledgedBy: null, acknowledgedAt: null, reason: null },
      ...{ resolvedAt: null, resolvedBy: null },
    })

    await talk.say(`rule stop ${id}`)

    expect((await findAlert(database.db, open?.id ?? 0))?.state).toBe('resolved')
  })
})

describe('the preview', () => {
  it('says what another alert would have said already, and does not call that a second time', async () => {
    await sales({ '2026-10-05': 300 })
    await savedRule('sales west drop 40%')

    const text = textOf(await talk.say('rule add sales west below 800'))

    expect(text).toContain('fired once in the last 90 days.')
    expect(text).toContain('On one of these days another alert would have said it already')
    expect(text).toContain('(another alert said it)')
    expect(text).toContain('are not replayed')
  })

  it('counts holidays, in every language', async () => {
    await sales({ '2026-09-07': 500, '2026-10-01': 500, '2026-11-11': 500 })

    const card = await talk.say('rule add sales west below 800')

    expect(textOf(card)).toContain('fired 3 times in the last 90 days. 2 of them on holidays.')
    expect(textOf(card, 'ja')).toContain('3回通知されていました。うち2回は祝日・休業日です。')
    expect(textOf(card, 'zh-CN')).toContain('会触发3次。其中2次在节假日或休业日。')
  })
})

describe('the form of a rule', () => {
  it('asks for owner, severity, hours, place, days and margin, and its answer is tried and saved', async () => {
    await sales({ '2026-11-10': 500 })
    const list = await talk.say('rule')
    const action = list.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])).find(one => one.form)
    if (!action) throw new Error('no form')

    const line = fillLine(action, {
      ...{ kpi: 'sales', place: 'market:us', kind: 'below target', value: '80', days: '3 days', severity: 'critical' },
      ...{ owner: '@owner@example.com', hours: '9:00-18:00 workdays', end: 'hysteresis 10%' },
    })
    const preview = await talk.say(line)
    await talk.say(lineStarting(preview, 'rule save'))

    expect(textOf(preview)).toContain('said 9:00–18:00 on workdays')
    expect((await listRules(database.db)).at(-1)).toMatchObject({
      ...{ kpiId: 'sales', parameters: { kind: 'target', share: 0.8 }, forDays: 3, severity: 'critical' },
      ...{ owner: { name: 'Owner' }, activeHours: { from: 9, to: 18, workdays: true }, hysteresis: 0.1 },
    })
  })

  it('needs no more than a KPI and a kind', async () => {
    await sales({})
    const list = await talk.say('rule')
    const action = list.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])).find(one => one.form)

    const preview = await talk.say(action ? fillLine(action, { kpi: 'orders', kind: 'unusual' }) : '')

    expect(textOf(preview)).toContain('Orders unusual against comparable days')
  })
})
