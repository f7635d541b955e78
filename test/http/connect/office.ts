import Fastify from 'fastify'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { connectors } from '#src/connectors/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { issuePage } from '#src/features/connections/index.ts'
import { connectRoutes } from '#src/http/connect/index.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { syncPageRoutes } from '#src/http/sync-page.ts'
import type { Db } from '#src/platform/database/db.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** The pages on which shops are connected, on a port of this machine, and an administrator to open them. */
export interface ConnectOffice {
  readonly url: string
  /** Variables of the environment; to be filled before a page is opened. */
  readonly env: Record<string, string>
  /** How far the clock of the service is ahead. */
  aheadMs: number
  readonly faults: readonly string[]
  link(connector: string): Promise<string>
  close(): Promise<void>
}

/** Opens the office in an empty database. */
export async function connectOffice(db: Db, known: readonly Connector[] = connectors): Promise<ConnectOffice> {
  await truncate(
    db,
    'connections, connection_stores, connect_pages, feed_states, pulls, call_budgets, vault, stores, people, deliveries restart identity cascade',
  )
  const personId = await addPerson(db, 'Owner', { role: 'administrator' })
  const faults: string[] = []
  const app = Fastify({ forceCloseConnections: true })
  app.setErrorHandler(errorHandler(async () => null))
  app.addHook('onError', async (_request, _reply, error) => void faults.push(String(error.stack)))
  const office = { url: '', env: {} as Record<string, string>, aheadMs: 0, faults }
  const parts = {
    ...{ db, connectors: known, env: office.env, secretKey: 'a secret key of thirty-two characters' },
    now: () => new Date(Date.now() + office.aheadMs),
    log: { info: () => {}, error: (fields: object) => void faults.push(JSON.stringify(fields)) },
    enqueue: async () => {},
    get publicUrl() {
      return office.url
    },
  }
  await app.register(pageAssetRoutes())
  await app.register(connectRoutes(parts))
  await app.register(syncPageRoutes(parts))
  office.url = await app.listen({ host: '127.0.0.1', port: 0 })
  return Object.assign(office, {
    link: (connector: string) => issuePage(parts, { connector, personId, locale: 'en' }),
    close: () => app.close(),
  })
}

/** A page of a connector that was opened by its link. */
export async function openedPage(
  browser: Browser,
  office: ConnectOffice,
  connector: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, ...options })).newPage()
  await page.goto(await office.link(connector))
  await page.click('button.primary')
  await page.waitForURL(/\/keys$/)
  return page
}
