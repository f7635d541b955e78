import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job, JobContext } from '#src/contracts/job.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createNotifier, type Notifier } from '#src/platform/database/notify.ts'
import { createQueue, type JobQueue } from '#src/platform/jobs/queue.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog, until } from '#test/support/waiting.ts'

let database: Database
let notifier: Notifier
const queues: JobQueue[] = []

beforeAll(async () => {
  database = await testDatabase()
  notifier = createNotifier(database.url)
})

afterAll(async () => {
  await Promise.all(queues.map(queue => queue.stop()))
  await notifier.close()
})

function queue(): JobQueue {
  const made = createQueue({ url: database.url, log: silentLog, subscribe: notifier.subscribe })
  queues.push(made)
  return made
}

function context(): Omit<JobContext, 'signal' | 'enqueue'> {
  const unused = () => Promise.reject(new Error('not used'))
  return {
    db: database.db,
    figures: {} as JobContext['figures'],
    catalog: unused,
    now: () => new Date(),
    log: silentLog,
  }
}

function recording(name: string, ran: unknown[], over: Partial<Job> = {}): Job {
  return { name, expireSeconds: 30, run: async data => void ran.push(data), ...over }
}

describe('the job queue', () => {
  it('does nothing where no service ever made the queues', async () => {
    const ran: unknown[] = []

    await queue().enqueue(database.db, 'nobody', {})

    expect(ran).toEqual([])
  })

  it('runs what a committed transaction asked for, never what was rolled back', async () => {
    const ran: unknown[] = []
    const jobs = queue()
    await jobs.start([recording('committed', ran)], context())

    await database.db
      .transaction(async tx => {
        await jobs.enqueue(tx, 'committed', { rolledBack: true })
        throw new Error('rolled back')
      })
      .catch(() => {})
    await database.db.transaction(tx => jobs.enqueue(tx, 'committed', { day: '2026-11-20', list: [1] }))
    await until(() => ran.length > 0)

    expect(ran).toEqual([{ day: '2026-11-20', list: [1] }])
  })

  it('leaves the database to the work when more jobs run at once than its pool is wide', async () => {
    const names = Array.from({ length: 14 }, (_none, at) => `minute-${at}`)
    let [begun, done] = [0, 0]
    const run = async () => {
      begun++
      await until(() => begun === names.length)
      await database.db.execute('select 1')
      done++
    }
    const jobs = queue()
    const all = names.map(name => ({ name, schedule: '* * * * *', expireSeconds: 30, run }))
    await jobs.start(all, context())

    for (const name of names) await jobs.enqueue(database.db, name, null)
    await until(() => done === names.length)

    expect(done).toBe(names.length)
  })

  it('fulfils a wish that was expressed many times at once, once', async () => {
    const ran: unknown[] = []
    const jobs = queue()
    const other = queue()
    await jobs.start([recording('other', [])], context())
    await database.db.transaction(async tx => {
      for (let i = 0; i < 5; i++) await jobs.enqueue(tx, 'other', null)
    })

    await other.start([recording('many', ran), recording('mark', ran)], context())
    await database.db.transaction(async tx => {
      for (let i = 0; i < 5; i++) await other.enqueue(tx, 'many', null)
    })
    await until(() => ran.length > 0)
    await other.enqueue(database.db, 'mark', 'done')
    await until(() => ran.includes('done'))

    expect(ran).toEqual([null, 'done'])
  })

  it('tries a job again that failed', async () => {
    const ran: unknown[] = []
    const jobs = queue()
    const failing: Job = {
      name: 'failing',
      expireSeconds: 30,
      run: async () => {
        ran.push('try')
        if (ran.length === 1) throw new Error('the first time it fails')
      },
    }
    await jobs.start([failing], context())

    await jobs.enqueue(database.db, 'failing', null)
    await until(() => ran.length === 2)

    expect(ran).toEqual(['try', 'try'])
  })

  it('lets a running job end when it stops, and tells it', async () => {
    const seen: string[] = []
    const jobs = queue()
    const slow: Job = {
      name: 'slow',
      expireSeconds: 30,
      run: async (_, { signal }) => {
        seen.push('started')
        await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
        seen.push('ended')
      },
    }
    await jobs.start([slow], context())
    await jobs.enqueue(database.db, 'slow', null)
    await until(() => seen.length === 1)

    await jobs.stop()

    expect(seen).toEqual(['started', 'ended'])
  })

  it('runs a job of the clock on one replica at a time', async () => {
    let atOnce = 0
    let most = 0
    let runs = 0
    const alone = (): Job => ({
      name: 'alone',
      schedule: '0 0 1 1 *',
      expireSeconds: 30,
      run: async () => {
        most = Math.max(most, ++atOnce)
        await database.db.execute('select pg_sleep(0.05)')
        atOnce--
        runs++
      },
    })
    const [one, two] = [queue(), queue()]
    await Promise.all([one.start([alone()], context()), two.start([alone()], context())])

    for (const data of [1, 2, 3, 4]) await one.enqueue(database.db, 'alone', data)
    await until(() => runs === 4)

    expect(most).toBe(1)
  })
})
