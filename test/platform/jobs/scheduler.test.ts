import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defineJob } from '#src/contracts/job.ts'
import { UserError } from '#src/errors.ts'
import type { Database } from '#src/platform/database/db.ts'
import { fallsOn, nextRun } from '#src/platform/jobs/cron-times.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule, findSchedule, pruneRuns } from '#src/platform/jobs/schedules.ts'
import { testDatabase } from '#test/support/database.ts'
import { channel } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

let database: Database
let room: number

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  await truncate(database.db, 'channels, claims cascade')
  room = (await channel(database.db, 'ops')).id
})

const jobs = [
  defineJob({ name: 'quarter', schedule: '*/15 * * * *', expireSeconds: 1, run: async () => {} }),
  defineJob({ name: 'asked-for', expireSeconds: 1, run: async () => {} }),
]

function scheduler(asked: string[] = []) {
  const enqueue = async (_db: unknown, name: string) => void asked.push(name)
  return createScheduler({ db: database.db, jobs, enqueue, log: silentLog })
}

async function order(cron: string, timeZone: string, from: string, waitMinutes = 60) {
  const nextRunAt = nextRun(cron, timeZone, new Date(from))
  if (!nextRunAt) throw new Error('never')
  return addSchedule(database.db, {
    kind: 'digest',
    channelId: room,
    cron,
    timeZone,
    waitMinutes,
    nextRunAt,
    createdBy: null,
  })
}

interface Slot {
  readonly dueAt: string
  readonly late: boolean
}

async function slots(): Promise<readonly Slot[]> {
  const rows = await database.db.execute('select due_at, missing from schedule_runs order by due_at')
  return rows.map(row => ({
    dueAt: new Date(String(row.due_at)).toISOString(),
    late: (row.missing as { late: boolean }).late, // written by the scheduler
  }))
}

/** Ticks every minute between two instants, as the clock does. */
async function tickThrough(from: string, to: string): Promise<void> {
  const clock = scheduler()
  for (let at = Date.parse(from); at <= Date.parse(to); at += 60_000) await clock.tick(new Date(at))
}

describe('local wall-clock times', () => {
  it.each([
    [
      '02:30 on the day it does not exist',
      '30 2 * * *',
      'America/Los_Angeles',
      '2026-03-08',
      ['2026-03-08T10:00:00.000Z'],
    ],
    [
      '01:30 on the day it exists twice',
      '30 1 * * *',
      'America/Los_Angeles',
      '2026-11-01',
      ['2026-11-01T08:30:00.000Z'],
    ],
    [
      '00:30 on the day midnight does not exist',
      '30 0 * * *',
      'America/Santiago',
      '2026-09-06',
      ['2026-09-06T04:00:00.000Z'],
    ],
    [
      '23:30 on the evening that comes twice',
      '30 23 * * *',
      'America/Santiago',
      '2026-04-04',
      ['2026-04-05T02:30:00.000Z'],
    ],
    ['08:30 where clocks never change', '30 8 * * *', 'Asia/Tokyo', '2026-03-08', ['2026-03-07T23:30:00.000Z']],
  ])('%s come exactly once', async (_name, cron, zone, day, expected) => {
    const before = new Date(`${day}T00:00:00Z`).getTime() - 36 * 3_600_000

    const found: string[] = []
    for (let at = nextRun(cron, zone, new Date(before)); at; at = nextRun(cron, zone, at)) {
      if (at.getTime() > before + 5 * 86_400_000) break
      const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)
      if (local === day) found.push(at.toISOString())
    }

    expect(found).toEqual(expected)
  })

  it('refuses a time or a zone that makes no sense', () => {
    expect(() => nextRun('99 8 * * *', 'UTC', new Date(0))).toThrow(UserError)
    expect(() => nextRun('30 8 * * *', 'Mars/Olympus', new Date(0))).toThrow(UserError)
    expect(fallsOn('*/15 * * * *', new Date('2026-11-20T08:45:00Z'))).toBe(true)
    expect(fallsOn('*/15 * * * *', new Date('2026-11-20T08:46:00Z'))).toBe(false)
  })
})

describe('the clock', () => {
  it('opens one run on the spring day, and the next day is at the usual time again', async () => {
    await order('30 2 * * *', 'America/Los_Angeles', '2026-03-07T12:00:00Z')

    await tickThrough('2026-03-08T09:55:00Z', '2026-03-08T10:05:00Z')
    await tickThrough('2026-03-09T09:25:00Z', '2026-03-09T09:35:00Z')

    expect((await slots()).map(slot => slot.dueAt)).toEqual(['2026-03-08T10:00:00.000Z', '2026-03-09T09:30:00.000Z'])
  })

  it('opens one run on the autumn day, not two', async () => {
    await order('30 1 * * *', 'America/Los_Angeles', '2026-10-31T12:00:00Z')

    await tickThrough('2026-11-01T08:25:00Z', '2026-11-01T09:35:00Z')

    expect((await slots()).map(slot => slot.dueAt)).toEqual(['2026-11-01T08:30:00.000Z'])
  })

  it('does not open a slot anew that was forgotten, and forgets none that waits', async () => {
    await order('30 8 * * *', 'UTC', '2026-01-01T00:00:00Z')
    await tickThrough('2026-01-01T08:29:00Z', '2026-01-01T08:31:00Z')
    await tickThrough('2026-01-02T08:29:00Z', '2026-01-02T08:31:00Z')
    await database.db.execute(`update schedule_runs set state = 'planned' where due_at < '2026-01-02'`)

    const gone = [
      await pruneRuns(database.db, new Date('2026-01-01')),
      await pruneRuns(database.db, new Date('2026-06-01')),
    ]
    await scheduler().tick(new Date('2026-01-02T08:32:00Z'))

    expect(gone).toEqual([0, 1])
    expect((await slots()).map(slot => slot.dueAt)).toEqual(['2026-01-02T08:30:00.000Z'])
  })

  it('catches up once after downtime: the latest missed slot, marked as late', async () => {
    const schedule = await order('30 8 * * *', 'Asia/Tokyo', '2026-11-10T00:00:00Z')

    await scheduler().tick(new Date('2026-11-20T06:00:00Z'))
    await scheduler().tick(new Date('2026-11-20T06:01:00Z'))

    expect(await slots()).toEqual([{ dueAt: '2026-11-19T23:30:00.000Z', late: true }])
    expect((await findSchedule(database.db, schedule.id))?.nextRunAt.toISOString()).toBe('2026-11-20T23:30:00.000Z')
  })

  it('does not call a slot late that is seen in its minute', async () => {
    await order('30 8 * * *', 'UTC', '2026-11-19T12:00:00Z')

    await scheduler().tick(new Date('2026-11-20T08:30:01Z'))

    expect(await slots()).toEqual([{ dueAt: '2026-11-20T08:30:00.000Z', late: false }])
  })

  it('opens each slot once when two replicas tick at the same moment', async () => {
    for (let hour = 1; hour <= 8; hour++) await order(`0 ${hour} * * *`, 'UTC', '2026-11-19T23:00:00Z')
    const asked: string[] = []
    const at = new Date('2026-11-20T09:00:00Z')

    await Promise.all([scheduler(asked).tick(at), scheduler(asked).tick(at)])

    expect(await slots()).toHaveLength(8)
    expect(asked.filter(name => name === 'quarter')).toHaveLength(1)
  })

  it('asks for the jobs whose minute it is, and never for those that are only asked for', async () => {
    const asked: string[] = []
    const clock = scheduler(asked)

    await clock.tick(new Date('2026-11-20T09:14:00Z'))
    await clock.tick(new Date('2026-11-20T09:15:20Z'))
    await clock.tick(new Date('2026-11-20T09:15:50Z'))

    expect(asked).toEqual(['quarter'])
  })
})
