import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { countReadable, rekey } from '#src/platform/bot-services/rekey.ts'
import { wrongKey } from '#src/platform/bot-services/vault.ts'
import { type Db, openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { type EmbeddedDatabase, startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { type App, buildApp } from './app.ts'
import { type Config, databaseAddress, type Env } from './config.ts'
import { StartError } from './errors.ts'
import { loadSecrets } from './secrets.ts'

/** What runs may take so long to end, in milliseconds; judgement: platforms that host processes wait 30 s. */
const stopMs = 25_000

/** A service that listens. */
export interface Service {
  /** Where it can be reached, such as `http://127.0.0.1:3000`. */
  readonly address: string
  readonly demo: boolean
  /** Takes no new work, finishes what runs or hands it back, closes the database. */
  stop(): Promise<void>
}

export interface ServiceParts {
  readonly config: Config
  readonly env: Env
  readonly log: Logger
}

/**
 * Starts everything: database, migrations, workers, routes.
 * @throws StartError with one sentence for the operator.
 */
export async function startService({ config, env, log }: ServiceParts): Promise<Service> {
  if (config.databaseUrl === null) log.info({ folder: config.dataDir }, startingOwn)
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir) : null
  if (embedded?.reused)
    log.warn({ pid: embedded.pid }, 'The database of an earlier process was still running and is used on')
  try {
    return await startOn(embedded, { config, env, log })
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

const startingOwn =
  'Starting the built-in PostgreSQL; the very first time it is set up and filled, which takes up to half a minute'

async function startOn(embedded: EmbeddedDatabase | null, { config, env, log }: ServiceParts): Promise<Service> {
  const { url, pooled } = databaseAddress(config) ?? { url: embedded?.url ?? '', pooled: null }
  const secrets = await loadSecrets(config)
  await migrate(url)
  const database = openDatabase(url, { pooled })
  let app: App | null = null
  const close = async () => {
    await app?.stop()
    await database.close()
  }
  try {
    await checkKeys(database.db, config, secrets.secretKey, log)
    app = await buildApp({ config, env, log, database, secrets })
    const address = await listen(app, config)
    await app.start()
    return {
      address,
      demo: app.demo,
      stop: async () => {
        try {
          await Promise.race([close(), pause(stopMs, undefined, { ref: false })])
        } finally {
          await embedded?.stop() // never left behind, also where something does not end
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Seals credentials again after a change of the key. @throws StartError when none opens: the key is another one. */
async function checkKeys(db: Db, { previousKey }: Config, secretKey: string, log: Logger): Promise<void> {
  if (previousKey !== null) {
    const { done, unreadable } = await rekey(
      db,
      { current: secretKey, previous: previousKey },
      { leaveUnreadable: true },
    )
    if (done > 0) log.info({ done }, 'Credentials were sealed again with the new SECRET_KEY')
    if (unreadable.length > 0) log.error({ unreadable: unreadable.length }, 'Some credentials open with neither key')
  }
  const { readable, all } = await countReadable(db, secretKey)
  if (all > 0 && readable === 0) throw new StartError(wrongKey.en)
  if (readable < all) log.warn({ unreadable: all - readable }, wrongKey.en)
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    return await app.server.listen({ host, port })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'EADDRINUSE') {
      throw new StartError(`Port ${port} on ${host} is taken: stop the other program or set PORT to a free one.`, {
        cause,
      })
    }
    if (code === 'EACCES') {
      throw new StartError(`This account may not listen on port ${port}: set PORT to 1024 or above.`, { cause })
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(`This machine has no address ${host}: set HOST to 127.0.0.1, 0.0.0.0 or one of its own.`, {
        cause,
      })
    }
    throw cause
  }
}
