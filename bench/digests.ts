import { setTimeout as pause } from 'node:timers/promises'
import { digest } from '#jobs/digest.ts'
import { createPainter } from '#src/charts/painter.ts'
import { shiftDays } from '#src/domain/days.ts'
import { createDeliverer } from '#src/features/delivery/deliverer.ts'
import { createPictures } from '#src/features/delivery/pictures.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { digestKind } from '#src/features/reports/digest.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createNotifier } from '#src/platform/database/notify.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { usageOfDatabase } from './alertmanager/usage.ts'
import type { BenchRow } from './row.ts'
import { addStores, withDatabase } from './support/database.ts'
import { fillFigures } from './support/figures.ts'
import { loopbackMessenger } from './support/loopback-messenger.ts'
import { startPlatform } from './support/platform.ts'
import { quietLog } from './support/quiet-log.ts'

const channelCount = 200
const storeCount = 100
/** Design rule: all handed to the platform within a minute. */
const budgetSeconds = 60
const limitSeconds = 240

/** 200 weekly reports with three pictures each, no two alike, due in the same minute. */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async database => {
    const now = new Date()
    await addStores(database.db, storeCount)
    await fillFigures(database.db, shiftDays(now.toISOString().slice(0, 10), -1), 60, 5)
    await order(database, now)
    const before = await used(database)
    const seconds = await post(database)
    const after = await used(database)
    const name = `${channelCount} weekly reports with three charts each, slot to platform`
    const ours = `${seconds.toFixed(1)} s`
    const informs = { peer: null, ratio: null, budget: '', ok: null }
    const spent = (what: 'own' | 'database') => `${(after[what] - before[what]).toFixed(1)} s`
    return [
      { ...informs, name, ours, budget: `≤ ${budgetSeconds} s`, ok: seconds <= budgetSeconds },
      { ...informs, name: '… processor time of this process, platform included', ours: spent('own') },
      { ...informs, name: '… of the PostgreSQL beside it', ours: spent('database') },
    ]
  })
}

/** Processor time so far, in seconds. */
async function used({ db }: Database) {
  const { user, system } = process.cpuUsage()
  return { own: (user + system) / 1_000_000, database: (await usageOfDatabase(db)).seconds }
}

/** Each pair of neighbouring stores in two languages. */
async function order({ db }: Database, now: Date): Promise<void> {
  for (let index = 0; index < channelCount; index++) {
    const first = Math.floor(index / 2)
    const scope = [`store:store-${first}`, `store:store-${(first + 1) % storeCount}`] as const
    const room = { messenger: 'drops', workspace: '', externalId: `room-${index}`, name: `room-${index}` } as const
    const locale = index % 2 === 0 ? 'zh-CN' : 'ja'
    const channel = await ensureChannel(db, { ...room, kind: 'group', scope, locale, timeZone: 'UTC' })
    await addSchedule(db, {
      ...{ kind: digestKind, channelId: channel.id, cron: '* * * * *', timeZone: 'UTC', params: { every: 'week' } },
      ...{ waitMinutes: 0, nextRunAt: now, createdBy: null },
    })
  }
}

/** From the tick of the clock until the last one stands at the platform, in seconds. */
async function post({ db, url }: Database): Promise<number> {
  const platform = await startPlatform()
  const notifier = createNotifier(url)
  const { subscribe } = notifier
  const painter = createPainter()
  const { draw } = createPictures({ db, painter, secretKey: 'bench', log: quietLog })
  const messengers = [loopbackMessenger(platform.url, 'drops')]
  const deliverer = createDeliverer({ db, messengers, draw, log: quietLog, subscribe })
  const figures = createFigures(db)
  const scheduler = createScheduler({ db, jobs: [], enqueue: async () => {}, log: quietLog })
  const signal = new AbortController().signal
  const context = {
    db,
    figures,
    catalog: figures.catalog,
    now: () => new Date(),
    enqueue: async () => {},
    log: quietLog,
  }
  try {
    await deliverer.start()
    const start = performance.now()
    await scheduler.tick(new Date())
    await digest.run(null, { ...context, signal })
    while (platform.count() < channelCount && performance.now() - start < limitSeconds * 1000) await pause(50)
    if (platform.count() < channelCount) throw new Error(`only ${platform.count()} arrived`)
    return (performance.now() - start) / 1000
  } finally {
    await deliverer.stop()
    await painter.close()
    await notifier.close()
    await platform.close()
  }
}
