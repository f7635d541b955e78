import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '#commands/alerts/alerts.ts'
import { mute } from '#commands/alerts/mute.ts'
import { resolve } from '#commands/alerts/resolve.ts'
import { snooze } from '#commands/alerts/snooze.ts'
import { unmute } from '#commands/alerts/unmute.ts'
import { wake } from '#commands/alerts/wake.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { announceHeld } from '#src/features/alerts/lifecycle/announce-held.ts'
import { wakeAlerts } from '#src/features/alerts/lifecycle/expire.ts'
import { acknowledge } from '#src/features/alerts/lifecycle/index.ts'
import { listAlertAnswers } from '#src/features/alerts/store/alert-answers.ts'
import { findAlert, listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { listNotes } from '#src/features/annotations/store/notes.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Friday evening; the person works in UTC, by the store's calendar (US). */
const now = new Date('2026-11-20T20:00:00Z')
const monday = new Date('2026-11-23T12:00:00Z')
const yesterday = '2026-11-19'

let database: Database
let world: Company
let west: StoredStore
let mei: Person
let messenger: FakeMessenger
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, mutes, metric_day, dirty_days restart identity cascade',
  )
  west = await world.addStore('west')
  mei = await world.addPerson('mei')
  messenger = fakeMessenger()
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: mei.id })
  await channel(database.db, 'ops')
  talk = talkTo(database.db, [alerts, mute, resolve, snooze, unmute, wake], now)
})

async function tell(sales: number, at = now) {
  await world.tell(west, yesterday, { net_sales: sales }, at)
  await evaluate({ db: database.db, figures: world.figures, now: at })
  await drain(at)
}

const drain = (at: Date) => deliverer(database, messenger).drain(at)
const say = (line: string) => talk.say(line, 'mei@example.com')
const parts = (at: Date) => ({ db: database.db, figures: world.figures, now: at })
const kinds = async () => (await listAlertEvents(database.db, 1)).map(event => event.kind)
const sends = () => messenger.arrived.filter(one => one.kind === 'send')
const mentions = () => sends().filter(one => one.message.card.blocks.some(block => block.type === 'mention')).length

describe('snoozing', () => {
  it('keeps quiet until the time, then calls with a new mention', async () => {
    await tell(60_00)
    const card = await say('snooze 1 until tomorrow 09:00')
    await drain(now)

    const early = await wakeAlerts(parts(new Date('2026-11-21T08:59:00Z')))
    const woken = await wakeAlerts(parts(new Date('2026-11-21T09:00:00Z')))
    const again = await wakeAlerts(parts(new Date('2026-11-21T09:01:00Z')))
    await drain(new Date('2026-11-21T09:01:00Z'))

    expect(card.title.en).toContain('quiet until Sat, Nov 21, 09:00')
    expect([early, woken, again]).toEqual([0, 1, 0])
    expect(await kinds()).toEqual(['opened', 'snoozed', 'woke'])
    expect(messenger.arrived.map(one => one.kind)).toEqual(['send', 'update', 'update', 'send'])
    expect(messenger.arrived.at(-1)?.title).toContain('Snooze is over')
    expect(mentions()).toBe(2)
  })

  it('stands in the history with who, when and from where', async () => {
    await tell(60_00)
    await say('スヌーズ 1 2時間 「配送会社の回答待ち」')

    expect(textOf(await say('alerts 1'))).toContain(
      'snoozed until Fri, Nov 20, 22:00 by mei (web): “配送会社の回答待ち”',
    )
    expect(textOf(await say('alerts show 1'), 'ja')).toContain('発生（11月19日(木)の実績 $60.00）')
  })

  it('does not call people when one that is over would have woken', async () => {
    await tell(60_00)
    await say('snooze 1 2h')
    await tell(100_00)

    expect(await wakeAlerts(parts(monday))).toBe(0)
    expect((await findAlert(database.db, 1))?.state).toBe('resolved')
  })

  it.each(['wake 1', 'unsnooze 1', 'スヌーズ解除 1', 'スヌーズ 解除', '取消稍后 1', '恢复提醒'])(
    'ends early by “%s”: nobody is called, but the alert waits for somebody again',
    async line => {
      await tell(60_00)
      await say('snooze 1 until tomorrow 09:00')
      await drain(now)
      const snoozed = messenger.arrived.at(-1)?.message.card
      const card = await say(line)
      await drain(now)

      expect(snoozed && buttonsOf(snoozed)).toContain('wake 1')
      expect(card.title.en).toContain('Alert 1 is no longer snoozed')
      expect(await kinds()).toEqual(['opened', 'snoozed', 'unsnoozed'])
      expect(await findAlert(database.db, 1)).toMatchObject({ state: 'open', snoozedUntil: null })
      expect((await findAlert(database.db, 1))?.escalateAt).not.toBeNull()
      expect(messenger.arrived.map(one => one.kind)).toEqual(['send', 'update', 'update'])
    },
  )

  it('that was not asked for cannot be ended', async () => {
    await tell(60_00)

    expect((await say('wake 1')).title.en).toContain('Alert 1 is open already')
    expect(textOf(await say('wake'))).toContain('no open alert for you')
    expect(await kinds()).toEqual(['opened'])
  })

  it.each(['snooze 1', 'snooze 1 gibberish', 'snooze 1 90 days'])('“%s” is refused with a hint', async line => {
    await tell(60_00)

    expect(textOf(await say(line))).toMatch(/Until when|At most 31 days/)
  })
})

describe('worsening', () => {
  it('calls once with a new message, and edits otherwise', async () => {
    await tell(70_00)
    await tell(65_00)
    await tell(10_00)
    await tell(9_00)

    expect(messenger.arrived.map(one => one.kind)).toEqual(['send', 'update', 'update', 'send', 'update'])
    expect(messenger.arrived[3]?.title).toBe('Worse: Sales · west')
    expect(await kinds()).toEqual(['opened', 'changed', 'worsened', 'changed'])
  })

  it('takes mention and buttons off the call once somebody has it', async () => {
    await tell(70_00)
    await tell(10_00)
    await acknowledge(parts(now), { alertId: 1, personId: mei.id, stores: [west], via: 'fake', now })
    await drain(now)

    const call = messenger.arrived.findLast(one => one.ref === sends().at(-1)?.ref)
    expect(call?.kind).toBe('update')
    expect(JSON.stringify(call?.message.card)).not.toContain('"mention"')
    expect(JSON.stringify(call?.message.card)).not.toContain('ack 1')
  })
})

describe('muting', () => {
  it('announces nothing new until its end; what lasts is announced then', async () => {
    const card = await say('mute sales west until Friday')
    await tell(60_00)
    const muted = await announceHeld(parts(now))
    const after = await announceHeld(parts(new Date('2026-11-28T00:01:00Z')))
    await drain(new Date('2026-11-28T00:01:00Z'))

    expect(textOf(card)).toContain('Sat, Nov 28, 00:00')
    expect([muted, after]).toEqual([0, 1])
    expect(await kinds()).toEqual(['opened', 'muted', 'announced'])
    expect(sends()).toHaveLength(1)
    expect(await announceHeld(parts(new Date('2026-11-28T00:02:00Z')))).toBe(0)
  })

  it('is shown with the alert that it keeps quiet, and can be ended there', async () => {
    await say('mute sales us 2d')
    await tell(60_00)
    const card = await say('alerts show 1')

    expect(textOf(card)).toContain('Muted until Sun, Nov 22, 20:00 by mei')
    expect(buttonsOf(card)).toContain('unmute #1')
    expect(card.blocks.some(block => block.type === 'mention')).toBe(false)
  })

  it('covers the stores of a wider place, and only its KPI', async () => {
    await say('mute orders us 2d')
    await tell(60_00)
    expect(sends()).toHaveLength(1)
  })

  it('is listed and taken back', async () => {
    await say('静音 west 2天 “仓库搬迁”')
    await tell(60_00)
    const list = await say('mute')
    await say('mute end #1')
    await announceHeld(parts(now))
    await drain(now)

    expect(textOf(list)).toContain('all KPIs · west')
    expect(sends()).toHaveLength(1)
    expect(textOf(await say('mute'))).toContain('Nothing is muted')
  })
})

describe('the end of a mute', () => {
  it.each([
    ['unmute sales west', 1],
    ['unmute west', 1],
    ['取消静音 销售额 west', 1],
    ['ミュート解除 売上', 1],
    ['mute end #1', 1],
    ['unmute #1', 1],
    ['unmute all', 2],
  ])('is found by “%s”', async (line, count) => {
    await say('mute sales west 2d')
    await say('mute orders us 2d')
    const card = await say(line)

    expect(card.title.en).toMatch(/^No longer muted: Sales · west/)
    expect(textOf(await say('mute'))).toMatch(count === 2 ? /Nothing is muted/ : /Orders/)
  })

  it('asks which one is meant, and offers them', async () => {
    await say('mute sales west 2d')
    await say('mute us 3d')
    const card = await say('unmute')

    expect(textOf(card)).toContain('Which one?')
    expect(buttonsOf(card)).toEqual(['unmute #1', 'unmute #2'])
    expect(textOf(await say('unmute orders west'))).toContain('Which one?')
  })

  it('is not for viewers, nor for those who see only a part', async () => {
    await say('mute us 3d')
    await world.addStore('far', { market: 'us' })
    await world.addPerson('eve', { role: 'viewer' })
    await world.addPerson('tom', { scope: ['store:west'] })

    expect(textOf(await talk.say('unmute us', 'eve@example.com'))).toContain('open to the role')
    expect(textOf(await talk.say('unmute us', 'tom@example.com'))).toContain('You see only 1 of 2 stores')
    expect(buttonsOf(await say('mute'))).toEqual(['unmute #1'])
  })
})

describe('a false alarm', () => {
  it('closes the alert, is kept as an answer, and what was written becomes a note', async () => {
    await tell(60_00)
    const card = await say('resolve false 1 "Stocktaking day"')
    await drain(now)

    const answers = await listAlertAnswers(database.db, { kpiId: 'sales', since: new Date(0) })
    expect(card.title.en).toContain('closed as a false alarm')
    expect(answers).toMatchObject([
      { kind: 'false_alarm', text: 'Stocktaking day', rule: 'target/sales/store:west', value: 60_00, day: yesterday },
    ])
    expect(await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })).toMatchObject([
      { text: 'Stocktaking day', kpiId: 'sales', alertId: 1 },
    ])
    expect(await kinds()).toEqual(['opened', 'false_alarm'])
  })

  it('keeps the cause that comes with an acknowledgement', async () => {
    await tell(60_00)
    await acknowledge(parts(now), {
      ...{ alertId: 1, personId: mei.id, stores: [west], via: 'fake', now },
      reason: 'Typhoon',
    })

    const answers = await listAlertAnswers(database.db, { kpiId: 'sales', since: new Date(0), rule: 'other' })
    expect(answers).toEqual([])
    expect(await listAlertAnswers(database.db, { kpiId: 'sales', since: new Date(0) })).toMatchObject([
      { kind: 'cause', text: 'Typhoon' },
    ])
  })
})
