import { connectors } from '#src/connectors/index.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { quietLog } from './quiet-log.ts'

/** A process that connects the shop of `orders-market.ts` and fetches its history; says whether it became complete. */
const { BENCH_DATABASE = '', BENCH_MARKET = '', BENCH_SINCE = '', BENCH_BUDGETS = '' } = process.env
const database = openDatabase(BENCH_DATABASE)
const amazon = connectors.filter(one => one.id === 'amazon')
const wide = amazon.map(one => ({
  ...one,
  budgets: one.budgets.map(budget => ({ ...budget, perSecond: 100, burst: 1_000 })),
}))
const parts: SyncParts = {
  db: database.db,
  connectors: BENCH_BUDGETS === 'wide' ? wide : amazon,
  env: { AMAZON_API_URL: BENCH_MARKET, AMAZON_LWA_URL: BENCH_MARKET, AMAZON_ADS_API_URL: BENCH_MARKET },
  secretKey: 'k'.repeat(32),
  now: () => new Date(),
  log: quietLog,
}
const keys = { client_id: 'bench', client_secret: 'bench', refresh_token: 'Atzr|bench', region: 'na' }
await connect(parts, { connector: 'amazon', keys, since: BENCH_SINCE, store: 'Bench' })
process.send?.({ complete: await waitForHistory(parts, 120) })
await database.close()
process.exit(0)
