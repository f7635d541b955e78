import { amazon } from '#src/connectors/amazon/index.ts'
import { type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'

/**
 * A replica that fetches what is connected and ends, or is killed (SIGKILL: nothing is tidied up) at an event: a
 * statement, the beginning or end of a transaction, a call or its answer. It is always the same moment, so that no pause
 * of the marketplace lasts.
 */
const { SYNC_DATABASE = '', SYNC_MARKET = '', SYNC_NOW = '', SYNC_KILL = '' } = process.env
const killAt = SYNC_KILL === '' ? Number.POSITIVE_INFINITY : Number(SYNC_KILL)
let events = 0

function event(): void {
  events += 1
  if (events === killAt) process.kill(process.pid, 'SIGKILL')
}

const realFetch = globalThis.fetch
globalThis.fetch = async (...request) => {
  event()
  const answer = await realFetch(...request)
  event()
  return answer
}

type Db = Database['db']

function counted<T extends object>(db: T): T {
  return new Proxy(db, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'transaction') {
        return (...values: readonly unknown[]) => {
          if (name === 'execute') event()
          return value.apply(target, values)
        }
      }
      return async (work: (tx: object) => Promise<unknown>) => {
        const result = await value.call(target, async (tx: object) => {
          const done = await work(counted(tx))
          event() // everything is written, nothing is committed
          return done
        })
        event()
        return result
      }
    },
  })
}

const database = openDatabase(SYNC_DATABASE)
const parts: SyncParts = {
  db: counted<Db>(database.db),
  connectors: [{ ...amazon, budgets: amazon.budgets.map(budget => ({ ...budget, perSecond: 1_000, burst: 1_000 })) }],
  env: { AMAZON_API_URL: SYNC_MARKET, AMAZON_LWA_URL: SYNC_MARKET, AMAZON_ADS_API_URL: SYNC_MARKET },
  secretKey: 'a secret key of thirty-two characters',
  now: () => new Date(SYNC_NOW),
  log: { info: () => {}, error: () => {} },
}
process.exitCode = (await waitForHistory(parts, 10)) ? 0 : 1
process.stdout.write(`${events}\n`)
await database.close()
