import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { defineJob } from '#src/contracts/job.ts'
import { askAfterRestore, planDelivery } from '#src/features/delivery/index.ts'
import { claimDeliveries } from '#src/features/delivery/store/index.ts'
import { createPerson, link } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { restoredMark } from '#src/platform/database/restored.ts'
import { writeSetting } from '#src/platform/database/settings.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule, findSchedule } from '#src/platform/jobs/schedules.ts'
import { answering } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { channel } from '#test/support/outbox.ts'
import { silentLog } from '#test/support/waiting.ts'

let db: Db
let schedule = 0
const started = new Date('2026-11-21T04:00:00Z')
const card = { title: { en: 'x', ja: 'x', 'zh-CN': 'x' }, tone: 'info', blocks: [] } as const

beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  const room = await channel(db, 'ops')
  const made = await createPerson(db, { name: 'Ada', email: 'ada@example.com', role: 'administrator', scope: ['all'] })
  await link(db, { messenger: 'web', workspace: '', externalId: 'ada@example.com', personId: made?.id ?? 0 })
  const old = { channelId: room.id, card, notBefore: new Date('2026-11-01T00:00:00Z') }
  await planDelivery(db, { ...old, key: 'digest/1/2026-11-01', subject: 'digest/1' })
  await planDelivery(db, { ...old, key: 'answer/old', subject: 'answer/old' })
  await db.execute(`update deliveries set created_at = '2026-11-01T00:00:00Z'`)
  const nextRunAt = new Date('2026-11-02T00:30:00Z')
  const when = { kind: 'digest', channelId: room.id, cron: '30 8 * * *', timeZone: 'Asia/Shanghai', nextRunAt }
  schedule = (await addSchedule(db, { ...when, waitMinutes: 60, params: {}, createdBy: null })).id
  await writeSetting(db, 'restored', { at: '2026-11-20T00:00:00Z', from: '2026-11-01T00:00:00Z' })
})

const due = async () => {
  const leaseUntil = new Date(Date.now() + 60_000)
  const claimed = await claimDeliveries(db, {
    now: new Date(Date.now() + 1000),
    leaseUntil,
    limit: 50,
    gaps: { web: 0, fake: 0, test: 0 },
  })
  await db.execute(`update deliveries set lease_until = null where state = 'waiting'`)
  await db.execute("update channel_gates set next_at = now() - interval '1 day'")
  return claimed.map(({ subject }) => subject.replace(/\d{13}.*/, '…')).sort()
}

describe('after a restore', () => {
  it('sends nothing old and starts nothing by the clock, but asks the administrators once and answers people', async () => {
    const asked: string[] = []
    const jobs = [defineJob({ name: 'minute', schedule: '* * * * *', expireSeconds: 1, run: async () => {} })]
    const enqueue = async (_db: unknown, name: string) => void asked.push(name)
    await createScheduler({ db: db as never, jobs, enqueue, log: silentLog }).tick(started) // the pool of the test
    await askAfterRestore(db, started)
    await askAfterRestore(db, started)
    const [{ id } = { id: 0 }] = await db.execute<{ id: number }>(
      `select id from channels where kind = 'direct' limit 1`,
    )
    await planDelivery(db, { key: 'answer/new', subject: 'answer/new', channelId: id, card, notBefore: started })

    expect(asked).toEqual([])
    const first = await due()
    expect(first).toHaveLength(1)
    expect(['answer/new', 'tell/restored/…']).toContain(first[0])
    expect(await db.execute(`select 1 from deliveries where key like 'tell/restored/%'`)).toHaveLength(1)
  })

  it('goes on when an administrator says so: the old is given up, posts come at their next time', async () => {
    const { say } = answering(db, { commands, now: () => started })
    const reply = await say('ada@example.com', 'restore release')
    const left = await db.execute(`select key, state from deliveries where key not like 'tell/%' order by key`)
    const next = await findSchedule(db, schedule)

    expect(reply.refused).toBeUndefined()
    expect(await restoredMark(db)).toBeNull()
    expect(left.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'answer/new waiting',
      'answer/old superseded',
      'digest/1/2026-11-01 superseded',
    ])
    expect(next?.nextRunAt).toEqual(new Date('2026-11-22T00:30:00Z'))
    expect((await say('ada@example.com', 'restore release')).refused).toBeDefined()
  })
})
