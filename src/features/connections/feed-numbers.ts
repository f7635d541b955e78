import type { Connector } from '#src/contracts/connector.ts'
import { endOfDay } from '#src/domain/days.ts'
import { listStores } from '#src/features/stores/index.ts'
import { addUp, feedsOf, forgottenPulls } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { budgetWaits, endedPulls } from './store/feed-numbers.ts'

/** What the metrics say of connected shops. */
export async function feedNumbers(parts: {
  readonly db: Db
  readonly connectors: readonly Connector[]
  readonly now: () => Date
}) {
  const { db, connectors, now } = parts
  const stores = new Map((await listStores(db)).map(store => [store.id, store]))
  const ages = (await feedsOf({ db, connectors })).flatMap(({ storeId, connector, feed, through }) => {
    const store = stores.get(storeId)
    if (!store || through === null) return []
    const seconds = Math.max(0, (now().getTime() - endOfDay(through, store.timeZone).getTime()) / 1_000)
    return [{ store: store.slug, connector, feed, seconds: Math.round(seconds) }]
  })
  const budgets = connectors.flatMap(connector =>
    connector.budgets.map(budget => ({ connector: connector.id, ...budget })),
  )
  return {
    pulls: addUp([...(await endedPulls(db)), ...(await forgottenPulls(db))]),
    ages,
    waits: await budgetWaits(db, budgets),
  }
}
