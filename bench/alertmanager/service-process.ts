import { setTimeout as pause } from 'node:timers/promises'
import { loopbackMessenger } from '#bench/support/loopback-messenger.ts'
import { quietLog } from '#bench/support/quiet-log.ts'
import { evaluate } from '#jobs/evaluate.ts'
import { createPainter } from '#src/charts/painter.ts'
import { createDeliverer } from '#src/features/delivery/deliverer.ts'
import { createPictures } from '#src/features/delivery/pictures.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { createNotifier } from '#src/platform/database/notify.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import type { ServiceOrder, ServiceSetup } from './service.ts'
import { reportOf } from './stream.ts'

/** The parts of the service that a breach passes: it is stored, judged, announced and handed over. */
const setup: ServiceSetup = JSON.parse(process.env.BENCH_SETUP ?? '{}')
const { db, url } = openDatabase(setup.databaseUrl)
const { subscribe } = createNotifier(url)
const queue = createQueue({ url, log: quietLog, subscribe })
const { draw } = createPictures({ db, painter: createPainter(), secretKey: 'bench', log: quietLog })
const messenger = loopbackMessenger(setup.receiverUrl, 'searched')
const messengers = [{ ...messenger, can: { ...messenger.can, images: setup.pictures } }]
const deliverer = createDeliverer({ db, messengers, draw, log: quietLog, subscribe })
const figures = createFigures(db)

process.on('disconnect', () => process.exit(0))
process.on('message', async (order: ServiceOrder) => {
  for (const storeIds of order.waves) await store(storeIds, order)
  process.send?.('stored')
})
await queue.start([evaluate], { db, figures, catalog: figures.catalog, now: () => new Date(), log: quietLog })
await deliverer.start()
process.send?.('ready')

/** Stores the figures of some stores and waits until they are judged: the next ones are another look. */
async function store(storeIds: readonly number[], { day, round }: ServiceOrder): Promise<void> {
  const { id: sourceId } = await ensureSource(db, 'push/bench')
  const rows = storeIds.map(id => reportOf(id, day, round))
  await db.transaction(async tx => {
    await writeObservations(tx, { sourceId, rows, mode: 'merge', now: new Date() })
    await queue.enqueue(tx, 'evaluate', null)
  })
  while ((await db.execute('select 1 from dirty_days limit 1')).length > 0) await pause(10)
}
