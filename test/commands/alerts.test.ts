import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ack } from '#commands/alerts/ack.ts'
import { alerts } from '#commands/alerts/alerts.ts'
import { resolve } from '#commands/alerts/resolve.ts'
import { status } from '#commands/figures/status.ts'
import { digest } from '#commands/planning/digest.ts'
import { fillLine } from '#src/chat/card.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { findAlert } from '#src/features/alerts/store/alerts.ts'
import { readWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { listNotes } from '#src/features/annotations/store/notes.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { listSchedules } from '#src/platform/jobs/schedules.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { channel } from '#test/support/outbox.ts'
import { addPerson, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

let database: Database
let world: Company
let west: StoredStore
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, settings, metric_day, dirty_days restart identity cascade',
  )
  west = await world.addStore('west')
  const owner = await addPerson(database.db, 'Owner', { role: 'operator' })
  await addPerson(database.db, 'Viewer', { role: 'viewer' })
  await addPerson(database.db, 'Far', { role: 'manager', scope: ['market:jp'] })
  await addPerson(database.db, 'Root', { role: 'administrator' })
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: owner })
  await channel(database.db, 'ops')
  await world.tell(west, yesterday, { net_sales: 60_00 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  talk = talkTo(database.db, [status, alerts, ack, resolve, digest], now)
})

const alert = () => findAlert(database.db, 1)

describe('alerts', () => {
  it('lists what is not resolved, to those who may see its stores', async () => {
    const mine = await talk.say('alerts')
    const far = await talk.say('alerts', 'far@example.com')

    expect(textOf(mine)).toContain('Sales · west')
    expect(textOf(mine)).toContain('$60.00')
    expect(buttonsOf(mine)).toEqual(['alerts 1'])
    expect(textOf(far)).toContain('No open alerts')
  })

  it('shows one with who did what, when and from where', async () => {
    await talk.say('ack 1 "Typhoon, carrier stopped"')

    const card = await talk.say('alerts 1')

    expect(textOf(card)).toContain('opened')
    expect(textOf(card)).toContain('acknowledged by Owner (web): “Typhoon, carrier stopped”')
    expect(textOf(await talk.say('alerts 1', 'far@example.com'))).toContain('I know no alert 1')
  })

  it('opens one again, for those who may', async () => {
    await talk.say('resolve 1')
    const refused = await talk.say('alerts reopen 1', 'viewer@example.com')
    await talk.say('alerts reopen 1')

    expect(textOf(refused)).toContain('operator')
    expect((await alert())?.state).toBe('open')
  })
})

describe('ack', () => {
  it.each(['ack 1', 'ack #1', 'ack', '確認 1', '确认 1', '/kpi ack 1'])('“%s” takes it on', async line => {
    const card = await talk.say(line)

    expect(card.title.en).toContain('You took on alert 1')
    expect(await alert()).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: 'Owner' }, reason: null })
  })

  it.each([
    ['ack 1 "Price was wrong, 8% off"', 'Price was wrong, 8% off'],
    ['ack 1 carrier stopped in Tokyo', 'carrier stopped in Tokyo'],
    ['確認 1 「台風で集荷停止」', '台風で集荷停止'],
    ['确认 1 “台风，物流停运”', '台风，物流停运'],
  ])('“%s” keeps the reason as a note', async (line, reason) => {
    await talk.say(line)

    const notes = await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })
    expect(notes.map(note => note.text)).toEqual([reason])
    expect((await alert())?.reason).toBe(reason)
  })

  it('understands what the form of the button fills in, markup and quotes included', async () => {
    const card = await talk.say('alerts 1')
    const actions = card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : []))
    const form = actions.find(action => action.form)

    await talk.say(form ? fillLine(form, { reason: '<!channel> said "no"\n@all =1+1' }) : '')

    expect((await alert())?.reason).toBe('<!channel> said ”no” @all =1+1')
  })

  it('tells the second person who was first', async () => {
    await talk.say('ack 1')

    const card = await talk.say('ack 1', 'root@example.com')

    expect(card.title.en).toContain('was acknowledged by Owner already')
    expect(card.title.ja).toContain('Ownerさんが確認済み')
  })

  it('refuses viewers, says when nothing is open, and asks which where there are several', async () => {
    const viewer = await talk.say('ack 1', 'viewer@example.com')
    const east = await world.addStore('east')
    await world.setTarget('sales', 'store:east', 100_00, { currency: 'USD' })
    await world.tell(east, yesterday, { net_sales: 1_00 }, now)
    await evaluate({ db: database.db, figures: world.figures, now })
    const several = await talk.say('ack', 'root@example.com')
    await talk.say('resolve 1')
    await talk.say('resolve 2')
    const none = await talk.say('ack')

    expect(textOf(viewer)).toContain('operator')
    expect(new Set(buttonsOf(several))).toEqual(new Set(['ack 1', 'ack 2']))
    expect(textOf(none)).toContain('no open alert')
  })
})

describe('resolve', () => {
  it('closes it by hand', async () => {
    const card = await talk.say('解決 1')

    expect(card.title.en).toContain('You closed alert 1')
    expect(await alert()).toMatchObject({ state: 'resolved', resolvedBy: { name: 'Owner' } })
  })
})

describe('digest', () => {
  it('answers at once with the last day that is over', async () => {
    const card = await talk.say('digest now')

    expect(card.title.en).toContain('Daily report')
    expect(textOf(card)).toContain('$60.00')
  })

  it('is ordered, listed and stopped in the conversation', async () => {
    const ordered = await talk.say('digest subscribe 08:30 Asia/Tokyo weekdays wait 1h')
    const listed = await talk.say('日報 一覧')
    const elsewhere = await talk.say('digest list', 'far@example.com')
    const [schedule] = await listSchedules(database.db)
    const stopped = await talk.say(`digest stop ${schedule?.id}`)

    expect(schedule).toMatchObject({ cron: '30 8 * * 1-5', timeZone: 'Asia/Tokyo', waitMinutes: 60 })
    expect(schedule?.nextRunAt.toISOString()).toBe('2026-11-22T23:30:00.000Z')
    expect(textOf(ordered)).toContain('Monday to Friday at 08:30 (Asia/Tokyo)')
    expect(textOf(listed, 'ja')).toContain('平日（月〜金） 08:30')
    expect(textOf(elsewhere)).toContain('No report is ordered')
    expect(stopped.title.en).toBe('Daily report stopped')
    expect(await listSchedules(database.db)).toEqual([])
  })

  it('takes a time without the word for it, and asks for one that is missing', async () => {
    await talk.say('日报 8:30 工作日')
    const missing = await talk.say('digest subscribe')

    expect(await listSchedules(database.db)).toMatchObject([{ cron: '30 8 * * 1-5' }])
    expect(textOf(missing)).toContain('At what time?')
  })
})

describe('alerts escalate', () => {
  const root = (line: string) => talk.say(line, 'root@example.com')

  it('shows who is asked after how much working time, to anybody', async () => {
    const card = await talk.say('alerts escalation', 'viewer@example.com')

    expect(textOf(card)).toContain('Managers')
    expect(textOf(card)).toContain('30 min')
    expect(buttonsOf(card)).toEqual([])
  })

  it.each([
    'alerts escalate owner 45m manager 3h mail off',
    '告警 升级 负责人 45分钟 主管 3小时 邮件 关闭',
    'アラート エスカレーション 担当 45分 マネージャー 3時間 メール オフ',
  ])('is set by administrators: “%s”', async line => {
    const card = await root(line)
    const { critical, warning } = await readWaits(database.db)
    const back = await root('alerts escalate default')

    expect(card.title['zh-CN']).toBe('告警升级规则已修改')
    expect(textOf(card, 'ja')).toContain('45分')
    expect(critical).toEqual({ owner: 45, manager: 180, administrator: 60, mail: null })
    expect(warning.owner).toBe(45)
    expect(textOf(back)).not.toContain('45 min')
  })

  it('is filled in by a form, for one kind of alert', async () => {
    const [change] = (await root('alerts escalate')).blocks.flatMap(block =>
      block.type === 'actions' ? block.actions : [],
    )
    const line = change ? fillLine(change, { severity: 'critical', owner: '15m', mail: 'off' }) : ''
    await root(line)

    expect(await readWaits(database.db)).toMatchObject({
      critical: { owner: 15, manager: 60, mail: null },
      bad: { owner: 120, mail: 240 },
    })
  })

  it.each([
    ['alerts escalate owner soon', 'root@example.com', 'Say who is asked'],
    ['alerts escalate owner 30m', 'owner@example.com', 'Only administrators'],
  ])('“%s” by %s is refused with a hint', async (line, who, hint) => {
    expect(textOf(await talk.say(line, who))).toContain(hint)
  })
})
