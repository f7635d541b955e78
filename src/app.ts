import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { commands } from '#commands/index.ts'
import { jobs } from '#jobs/index.ts'
import { createPainter } from '#src/charts/painter.ts'
import type { Messenger } from '#src/chat/messenger.ts'
import { connectors as realConnectors } from '#src/connectors/index.ts'
import { setApprovalMessengers } from '#src/features/approvals/index.ts'
import { feedNumbers, keepGrants } from '#src/features/connections/index.ts'
import { createChoices, createDispatch, createReadSide, type DispatchParts } from '#src/features/conversation/index.ts'
import {
  askAfterRestore,
  createDeliverer,
  createPictures,
  type DeliveryLimits,
  findFile,
} from '#src/features/delivery/index.ts'
import { demoMarket, loadDemo } from '#src/features/demo/index.ts'
import { makeExports } from '#src/features/exports/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { setMailMessenger } from '#src/features/people/index.ts'
import { fileUse, reconcileMonthly } from '#src/features/reconciliation/index.ts'
import { keepSheets, setSheetMessengers } from '#src/features/sheets/index.ts'
import { collect } from '#src/features/sync/index.ts'
import { createPractice } from '#src/features/training/index.ts'
import { boardRoutes } from '#src/http/boards/index.ts'
import { connectRoutes } from '#src/http/connect/index.ts'
import { docsRoutes } from '#src/http/docs/index.ts'
import type { FindReader } from '#src/http/error-handler.ts'
import { exportFileRoutes, filesRoutes } from '#src/http/files.ts'
import { guideRoutes } from '#src/http/guide/index.ts'
import { registerHealth } from '#src/http/health.ts'
import { importRoutes } from '#src/http/imports.ts'
import { meetingPageRoutes } from '#src/http/meeting-page.ts'
import { openApiRoutes } from '#src/http/openapi/index.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { ratingPhotoRoutes } from '#src/http/rating-photos.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { createServer } from '#src/http/server.ts'
import { settingsRoutes } from '#src/http/settings/index.ts'
import { shareRoutes } from '#src/http/share/index.ts'
import { type BrowserParts, sessionOf } from '#src/http/sign-in/browser.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { syncPageRoutes } from '#src/http/sync-page.ts'
import { mcpRoutes } from '#src/mcp/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { listAllSealed } from '#src/platform/bot-services/store/vault.ts'
import { deliveryBacklog, isEmptyDatabase } from '#src/platform/database/backlog.ts'
import { type Database, type Db, openDatabase } from '#src/platform/database/db.ts'
import { createNotifier } from '#src/platform/database/notify.ts'
import { openStandby, type Standby } from '#src/platform/database/standby.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { languageModel } from '#src/platform/language-model/client.ts'
import { registerFeedMetrics } from '#src/platform/observability/feed-metrics.ts'
import { createHealth } from '#src/platform/observability/health.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'
import { checkRunning } from './checkup.ts'
import { type Chosen, chooseBots, pageOf } from './choose-bots.ts'
import { type Config, type Env, withoutEmpty } from './config.ts'
import { createMessenger } from './create-messenger.ts'
import { counted, countRows, timed } from './measured.ts'
import type { Secrets } from './secrets.ts'
import { version } from './version.ts'

/** Marketplaces, and the simulated one of the demo company. */
const connectors = [...realConnectors, demoMarket]

/** What the service is built from. The database is migrated; whoever opened it closes it. */
export interface AppParts {
  readonly config: Config
  readonly env: Env
  readonly log: Logger
  readonly database: Database
  readonly secrets: Secrets
  /** The clock, for tests. */
  readonly now?: () => Date
  /** Other numbers of the outbox, for tests. */
  readonly delivery?: Partial<DeliveryLimits>
}

/** A service that does not listen yet. */
export interface App {
  readonly server: FastifyInstance
  /** The demo is switched on. */
  readonly demo: boolean
  /** Starts workers, the clock and long connections. */
  start(): Promise<void>
  /** Takes nothing new, finishes what runs or hands it back. */
  stop(): Promise<void>
}

/**
 * Wires everything. Loads the demo company when it is switched on and the database is empty.
 * @throws ConfigError when a messenger is configured by half.
 */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, database } = parts
  const { db } = database
  const now = parts.now ?? (() => new Date())
  const { chosen, demo } = chooseBots(withoutEmpty(parts.env), config, await listAllSealed(db))
  const tools = createTools(parts, now)
  const { figures, pictures, queue, health, notifier, metrics } = tools
  const carriers = new Set<string>()
  const lines = { ...dispatchParts(parts, tools, now), carriesFiles: (messenger: string) => carriers.has(messenger) }
  const answer = counted(createDispatch(lines), metrics)
  const onObservations = (tx: Db) => queue.enqueue(tx, 'evaluate', null)
  const readLater = (tx: Db) => queue.enqueue(tx, 'read-files', null)
  const choices = createChoices(db, figures)
  const pageUrl = pageOf(chosen, config.publicUrl)
  const otherUse = fileUse(marketParts(parts, now))
  const shared = { answer, choices, onObservations, readLater, otherUse, pictures, notifier, pageUrl, now }
  const messengers = await Promise.all(chosen.map(bot => createMessenger(bot, parts, shared)))
  for (const { id, sendFile } of messengers) if (sendFile) carriers.add(id)
  await noteMessengers(db, chosen, messengers)
  const { trustedProxies, publicUrl } = config
  const server = createServer(parts.log, metrics, trustedProxies, readersBy({ db, publicUrl, now }))
  registerHealth(server, { health, metrics })
  registerFeedMetrics(metrics.registry, () => feedNumbers({ db, connectors, now }))
  await server.register(filesRoutes(pictures))
  await server.register(exportFileRoutes({ db, pages: tools.pages, now }))
  const api = { ...apiParts(parts, tools, now), ...(lines.readSide && { readSide: lines.readSide }) }
  for (const routes of [pushRoutes, importRoutes, readApiRoutes]) await server.register(routes(api))
  await server.register(openApiRoutes())
  await server.register(meetingPageRoutes({ ...lines, pages: tools.pages, pictures }))
  await server.register(pageAssetRoutes())
  const own = { ...lines, publicUrl }
  for (const routes of [mcpRoutes, boardRoutes, guideRoutes, settingsRoutes]) await server.register(routes(own))
  await server.register(shareRoutes({ ...own, pages: tools.pages }))
  await server.register(signInRoutes({ ...own, pages: tools.pages, platforms: signInPlatforms(chosen, messengers) }))
  await server.register(docsRoutes())
  await server.register(connectRoutes({ ...marketParts(parts, now), enqueue: queue.enqueue }))
  await server.register(syncPageRoutes(marketParts(parts, now)))
  await server.register(ratingPhotoRoutes({ db, pages: tools.pages, catalog: figures.catalog, now }))
  for (const messenger of messengers) await server.register(routesOf(messenger))
  if (demo && (await isEmptyDatabase(db))) await loadDemo(db, { now: now() })
  return { server, demo, ...lifeOf(parts, tools, { server, messengers, now, lines }) }
}

/** Finds in whose language a browser is told that something went wrong. */
function readersBy(parts: BrowserParts): FindReader {
  return async request => (await sessionOf(parts, request))?.person ?? null
}

/** What our own API works with. */
function apiParts({ config, database, secrets, log }: AppParts, { figures, queue, metrics }: Tools, now: () => Date) {
  const ours = { db: database.db, figures, apiToken: secrets.apiToken, now, log }
  const { teamTimeZone } = config
  return { ...ours, teamTimeZone, enqueue: queue.enqueue, count: countRows(metrics) }
}

/** Writes down what features ask of messengers without knowing their names. */
async function noteMessengers(db: Db, chosen: readonly Chosen[], messengers: readonly Messenger[]): Promise<void> {
  await setMailMessenger(db, chosen.find(bot => bot.factory.reachesByEmail)?.factory.id ?? null)
  const taking = messengers.flatMap(({ id, takesApprovals }) => (takesApprovals ? [id] : []))
  await setApprovalMessengers(db, taking)
  await setSheetMessengers(
    db,
    messengers.flatMap(({ id, sheets }) => (sheets ? [id] : [])),
  )
}

/** The platforms whose accounts people sign in with, under the names that people know them by. */
function signInPlatforms(chosen: readonly Chosen[], messengers: readonly Messenger[]) {
  return messengers.flatMap(({ id, signIn }) => {
    const label = chosen.find(bot => bot.factory.id === id)?.factory.label
    return signIn && label ? [{ id, label, way: signIn }] : []
  })
}

/** What everything else is made of. */
function createTools({ config, log, database, secrets }: AppParts, now: () => Date) {
  const { db } = database
  const metrics = createMetrics({
    defaults: true,
    waiting: async () => (await deliveryBacklog(db, now())).waiting,
  })
  const notifier = createNotifier(database.url)
  const painter = createPainter({ log })
  return {
    metrics,
    notifier,
    painter,
    figures: createFigures(db),
    pictures: createPictures({ db, painter: timed(painter, metrics), secretKey: secrets.secretKey, log, now }),
    queue: createQueue({ url: database.url, log, subscribe: notifier.subscribe }),
    health: createHealth({ db, now }),
    locks: openDatabase(database.url, { max: 4, idleSeconds: 90 }),
    pages: createPageLinks({ secretKey: secrets.secretKey, publicUrl: config.publicUrl }),
    standby: standbyOf(config, { db, now, log }),
  }
}

function standbyOf(
  { databaseReadUrl, databaseDirectUrl }: Config,
  parts: Pick<Parameters<typeof openStandby>[0], 'db' | 'now' | 'log'>,
): Standby | null {
  if (databaseReadUrl === null) return null
  return openStandby({ ...parts, url: databaseReadUrl, pooled: databaseDirectUrl !== null })
}

type Tools = ReturnType<typeof createTools>

function dispatchParts(parts: AppParts, tools: Tools, now: () => Date): DispatchParts {
  const { figures, health, queue, pages, standby } = tools
  const { config, log, database } = parts
  const { teamTimeZone, adminEmail } = config
  const ours = { db: database.db, figures, commands, now, teamTimeZone, adminEmail, health, log }
  const checkup = () => checkRunning(parts, connectors, now)
  const installation = { version, supportEmail: config.supportEmail, publicUrl: config.publicUrl }
  const readSide = standby && { readSide: createReadSide({ db: database.db, standby, commands, now }) }
  return {
    ...ours,
    ...languageModel(config.model, { log, now }),
    installation,
    checkup,
    enqueue: queue.enqueue,
    markets: marketParts(parts, now),
    pages,
    practice: createPractice(database.db),
    ...readSide,
  }
}

/** How marketplaces are reached. */
function marketParts({ config, env, log, database, secrets }: AppParts, now: () => Date) {
  const { publicUrl } = config
  return { db: database.db, connectors, env, secretKey: secrets.secretKey, publicUrl, now, log }
}

interface Running {
  readonly server: FastifyInstance
  readonly messengers: readonly Messenger[]
  /** What answers lines: also those that schedules ask. */
  readonly lines: DispatchParts
  readonly now: () => Date
}

/** How workers, the clock and long connections start and stop. */
function lifeOf(
  parts: AppParts,
  tools: Tools,
  { server, messengers, now, lines }: Running,
): Pick<App, 'start' | 'stop'> {
  const { config, log, database } = parts
  const { db } = database
  const { figures, pictures, queue, notifier, painter, metrics, pages, standby, locks } = tools
  const count = (attempt: { messenger: string; outcome: string }) => metrics.deliveries.inc(attempt)
  // Without a clock the database's time, which all replicas share.
  const given = { ...(parts.now && { now: parts.now }), ...(parts.delivery && { limits: parts.delivery }) }
  const goOn = (tx: Db) => queue.enqueue(tx, 'alert-life', null)
  const { subscribe } = notifier
  const content = { draw: pictures.draw, findFile: (id: string) => findFile(db, id, now()) }
  const deliverer = createDeliverer({ db, messengers, ...content, log, subscribe, count, goOn, ...given })
  const scheduler = createScheduler({ db, jobs, enqueue: queue.enqueue, log, now })
  return {
    start: async () => {
      const sync = { ...marketParts(parts, now), answerDays: config.answerDays, locks: locks.db }
      const { heartbeatUrl, importFolder: folder, importTell: tell, imapUrl: mailbox, teamTimeZone } = config
      const sheetsOf = (id: string) => messengers.find(messenger => messenger.id === id)?.sheets ?? null
      const sheetParts = { db, figures, sheetsOf, answer: createDispatch(lines), teamTimeZone, now, log }
      const basics = { db, figures, catalog: figures.catalog, now, log, pages }
      const jobParts = { ...basics, heartbeatUrl, kept: config, arrivals: { folder, tell, mailbox }, teamTimeZone }
      await queue.start(jobs, {
        ...jobParts,
        collect: signal => collect(sync, signal),
        keepGrants: signal => keepGrants(sync, signal),
        reconcile: signal => reconcileMonthly(sync, signal),
        makeExports: signal => makeExports(lines, signal),
        keepSheets: signal => keepSheets(sheetParts, signal),
      })
      standby?.start()
      await askAfterRestore(db, now())
      await deliverer.start()
      await scheduler.start()
      for (const messenger of messengers) await messenger.start?.()
    },
    stop: async () => {
      for (const messenger of messengers) await messenger.stop?.()
      await server.close()
      await scheduler.stop()
      await queue.stop()
      await deliverer.stop()
      await painter.close()
      await notifier.close()
      await standby?.close()
      await locks.close()
    },
  }
}

/** A messenger's routes as a plugin of their own: parsers and hooks stay inside. */
function routesOf(messenger: Messenger): (app: FastifyInstance) => Promise<void> {
  return async app => messenger.routes?.(app)
}
