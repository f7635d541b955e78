import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lang } from '#commands/people/lang.ts'
import { digest } from '#commands/planning/digest.ts'
import type { Card } from '#src/chat/card.ts'
import type { Invocation } from '#src/chat/messenger.ts'
import { createDispatch } from '#src/features/conversation/dispatch.ts'
import { updatePerson } from '#src/features/people/store/people.ts'
import { runDueDigests } from '#src/features/reports/run-digests.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { listSchedules } from '#src/platform/jobs/schedules.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

const now = new Date('2026-11-19T03:00:00Z') // noon in Tokyo, 19:00 of the day before in Los Angeles

let database: Database
let world: Company
let messenger: FakeMessenger

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days restart identity cascade',
  )
  messenger = fakeMessenger()
  for (const [slug, amount] of [
    ['west', 70_00],
    ['east', 999_00],
  ] as const) {
    const store = await world.addStore(slug)
    for (const day of ['2026-11-17', '2026-11-18', '2026-11-19'])
      await world.tell(store, day, { net_sales: amount }, now)
  }
  const mei = await world.addPerson('mei', { scope: ['store:west'] })
  await updatePerson(database.db, mei.id, { locale: 'ja', timeZone: 'Asia/Tokyo' })
})

/** A line of somebody, in their own conversation or in the group `ops`. */
async function say(line: string, where: 'direct' | 'group', name = 'mei'): Promise<Card> {
  const answer = createDispatch({
    db: database.db,
    figures: world.figures,
    commands: [digest, lang],
    now: () => now,
    teamTimeZone: 'UTC',
    adminEmail: null,
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log: { info: () => {}, error: () => {} },
  })
  const room = where === 'direct' ? `${name}-dm` : 'ops'
  const who = { messenger: 'fake', workspace: '', person: `${name}-dm`, channel: room, kind: where } as const
  const reply = await answer({ ...who, line, via: 'typed' } satisfies Invocation)
  const [card] = reply.cards
  if (!card) throw new Error('no answer')
  return card
}

/** All posts that come until an instant. */
async function post(until: Date): Promise<void> {
  const { db } = database
  await createScheduler({ db, jobs: [], enqueue: async () => {}, log: silentLog }).tick(until)
  while ((await runDueDigests({ db, figures: world.figures, now: until })).length > 0);
  await deliverer(database, messenger).drain(new Date(until.getTime() + 60_000))
}

const schedules = () => listSchedules(database.db)

describe('a report in person', () => {
  it.each(['direct', 'group'] as const)(
    'comes on their clock, in their language, about their stores, ordered in a %s',
    async where => {
      await channel(database.db, 'ops', { locale: 'zh-CN', timeZone: 'America/New_York' })

      await say('digest subscribe 08:30 wait 1m me', where)
      await post(new Date('2026-11-19T23:31:30Z'))

      const [sent] = messenger.arrived
      expect(await schedules()).toMatchObject([{ timeZone: 'Asia/Tokyo', cron: '30 8 * * *' }])
      expect(messenger.arrived).toHaveLength(1)
      expect(sent?.channel).toBe('mei-dm')
      expect(sent?.message.locale).toBe('ja')
      expect(textOf(sent?.message.card as Card)).toContain('$70.00')
      expect(textOf(sent?.message.card as Card)).not.toContain('999')
    },
  )

  it('shows at any time what the person may see then, and no more', async () => {
    await say('digest subscribe 08:30', 'direct')
    await updatePerson(database.db, 1, { scope: ['store:east'] })
    await post(new Date('2026-11-19T23:31:30Z'))

    expect(messenger.arrived).toHaveLength(1)
    expect(textOf(messenger.arrived[0]?.message.card as Card)).not.toContain('$70.00')
  })

  it('ends when they leave', async () => {
    await say('digest subscribe 08:30', 'direct')
    await updatePerson(database.db, 1, { active: false })
    await post(new Date('2026-11-19T23:31:30Z'))

    expect(messenger.arrived).toEqual([])
  })

  it('moves with the clock of the person, unless a zone was named', async () => {
    await say('digest subscribe 08:30', 'direct')
    await say('digest subscribe 09:00 Asia/Shanghai', 'direct')
    await channel(database.db, 'ops', { timeZone: 'Europe/Berlin' })
    await say('digest subscribe 10:00', 'group')

    await say('lang zone America/Los_Angeles', 'direct')

    const moved = await schedules()
    expect(moved.map(({ cron, timeZone }) => [cron.slice(0, 4), timeZone])).toEqual([
      ['30 8', 'America/Los_Angeles'],
      ['0 9 ', 'Asia/Shanghai'],
      ['0 10', 'Europe/Berlin'],
    ])
    expect(moved[0]?.nextRunAt.toISOString()).toBe('2026-11-19T16:30:00.000Z')
  })

  it('speaks another language from the moment the person does', async () => {
    await say('digest subscribe 08:30', 'direct')
    await say('lang English', 'direct')
    await post(new Date('2026-11-19T23:31:30Z'))

    expect(messenger.arrived[0]?.message.locale).toBe('en')
  })

  it('is not posted in the group when the person cannot be written to', async () => {
    await channel(database.db, 'ops')
    await say('digest list', 'direct') // their own conversation is known by now
    await database.db.execute("update channels set unreachable_since = now() where kind = 'direct'")

    const card = await say('digest subscribe 08:30 me', 'group')

    expect(textOf(card, 'ja')).toContain('まだ個別にメッセージを送れません')
    expect(await schedules()).toEqual([])
  })
})

it('a report about one place says so, and speaks of nothing else', async () => {
  await channel(database.db, 'ops')
  await world.addPerson('ken')

  const card = await say('digest subscribe weekly west', 'group', 'ken')
  const list = await say('digest list', 'group', 'ken')
  await post(new Date('2026-11-23T12:00:00Z'))

  expect(card.title.en).toBe('Weekly report · west ordered')
  expect(textOf(list)).toContain('Weekly report · west, Mon at 09:00')
  expect(messenger.arrived[0]?.title).toContain('Weekly report · west')
  expect(textOf(messenger.arrived[0]?.message.card as Card)).not.toContain('999')
})
