import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digest as digestCommand } from '#commands/planning/digest.ts'
import { digest as digestJob } from '#jobs/digest.ts'
import { TransportError } from '#src/errors.ts'
import { createDispatch } from '#src/features/conversation/dispatch.ts'
import { link, type Person } from '#src/features/people/store/people.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer, stateOf } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

const ordered = new Date('2026-11-19T20:00:00Z')
const due = new Date('2026-11-20T08:30:00Z')
const nextDay = new Date('2026-11-21T08:30:00Z')

let database: Database
let world: Company
let mei: Person
let chat: FakeMessenger
let other: FakeMessenger

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days, schedules restart identity cascade',
  )
  const west = await world.addStore('west')
  for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
    await world.tell(west, day, { net_sales: 60_00 }, ordered)
  }
  mei = await world.addPerson('mei')
  await world.addPerson('admin', { role: 'administrator' })
  await channel(database.db, 'ops')
  chat = fakeMessenger()
  other = fakeMessenger({ id: 'other' })
})

/** Types a line in the group, as somebody who is known there. */
async function say(line: string, name: string): Promise<void> {
  const answer = createDispatch({
    ...{ db: database.db, figures: world.figures, commands: [digestCommand], now: () => ordered },
    ...{ teamTimeZone: 'UTC', adminEmail: null, log: silentLog, enqueue: async () => {} },
    health: async () => ({ ready: true, checks: [] }),
  })
  const from = { messenger: 'fake', workspace: '', person: `${name}-dm`, channel: 'ops', kind: 'group' } as const
  await answer({ ...from, line, via: 'typed' })
}

/** The minute of the post: the schedule is due, the digest is made, and what was planned goes out. */
async function postAt(now: Date): Promise<void> {
  const { db } = database
  await createScheduler({ db, jobs: [], enqueue: async () => {}, log: silentLog }).tick(now)
  const { figures } = world
  await digestJob.run(null, {
    ...{ db, figures, catalog: figures.catalog, now: () => now, log: silentLog, enqueue: async () => {} },
    signal: new AbortController().signal,
  })
  const worker = deliverer(database, [chat, other])
  await worker.drain(new Date(now.getTime() + 60_000))
  await worker.drain(new Date(now.getTime() + 120_000))
}

const titles = (messenger: FakeMessenger) => messenger.arrived.map(one => [one.channel, one.title])
const archived = new TransportError('is_archived', { fault: 'unreachable' })
const notice = 'I can no longer post in “ops”'

describe('a report whose channel was archived', () => {
  it('makes who ordered it hear of it once, in the messenger they were linked to last', async () => {
    await say('digest subscribe 08:30', 'mei')
    await link(database.db, { messenger: 'other', workspace: '', externalId: 'mei-there', personId: mei.id })
    chat.refuse('ops', archived)

    await postAt(due)
    await postAt(nextDay)

    expect(titles(chat)).toEqual([])
    expect(titles(other)).toEqual([['mei-there', notice]])
    expect(await stateOf(database.db, 'digest/1/2026-11-19')).toMatchObject({ state: 'failed', fault: 'unreachable' })
  })

  it('makes administrators hear of it where who ordered it can be reached nowhere', async () => {
    await say('digest subscribe 08:30', 'mei')
    await database.db.execute(`delete from identities where external_id = 'mei-dm'`)
    chat.refuse('ops', archived)

    await postAt(due)

    expect(titles(chat)).toEqual([['admin-dm', notice]])
  })

  it('is posted again as soon as the channel takes messages', async () => {
    await say('digest subscribe 08:30', 'mei')
    chat.refuse('ops', archived)
    await postAt(due)

    chat = fakeMessenger()
    await postAt(nextDay)

    expect(chat.arrived.map(one => [one.channel, one.deliveryId])).toEqual([['ops', 'digest/1/2026-11-20']])
  })
})
