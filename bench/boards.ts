import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { chromium } from 'playwright-core'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Database } from '#src/platform/database/db.ts'
import { fillCompany } from './boards/company.ts'
import { type FirstLook, firstLook } from './boards/phone.ts'
import { type BenchRow, inMilliseconds, median } from './row.ts'
import { withDatabase } from './support/database.ts'

const looks = 7
const warmUps = 20
/** Parts of a page that were asked for before it was closed are worked out to their end: nobody looks meanwhile. */
const calmMs = 3_000
/** Design rules for the first view of a board with fifty stores on a phone. */
const budgetMs = 1_000
const budgetBytes = 200_000
/** Without windows: those of a desktop load pages of their own, which no phone does, and take most of a second for it. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium-headless-shell'

/** The board of all fifty stores, opened for the first time on a slow phone in a real Chromium (`CHROMIUM_PATH`). */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async database => {
    const secret = await fillCompany(database.db, new Date())
    const statements = countStatements(database)
    const secretKey = 'k'.repeat(32)
    const env = { DEMO: '0', DATABASE_URL: database.url, SECRET_KEY: secretKey, TEAM_TIME_ZONE: 'Asia/Shanghai' }
    const log = pino({ level: 'error' })
    const secrets = { secretKey, apiToken: null }
    const app = await buildApp({ config: readConfig(env), env, log, database, secrets })
    try {
      const address = `${await app.server.listen({ host: '127.0.0.1', port: 0 })}/boards/all/stores`
      const headers = { cookie: `kpi_session=${secret}` }
      // a service that has run for a while: its code is compiled, its statements are prepared
      for (let time = 0; time < warmUps; time++) await (await fetch(address, { headers })).text()
      const server = await served(address, headers, statements)
      return [...rowsOf(await looksAt(address, secret)), ...server]
    } finally {
      await app.stop()
    }
  })
}

/** Looks at the board and, in turn, at a page without anything: what network, processor and browser take at least. */
async function looksAt(address: string, secret: string): Promise<Looks> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const empty = await startEmptyPage()
  try {
    await firstLook(browser, address, secret) // starts parts of the browser
    const found: FirstLook[] = []
    const floor: number[] = []
    for (let look = 0; look < looks; look++) {
      await pause(calmMs)
      found.push(await firstLook(browser, address, secret))
      await pause(calmMs)
      floor.push((await firstLook(browser, empty.url, secret)).figuresMs)
    }
    return { found, floor: median(floor) }
  } finally {
    await browser.close()
    empty.close()
  }
}

interface Looks {
  readonly found: readonly FirstLook[]
  readonly floor: number
}

/** What `firstLook` waits for, and nothing else. */
async function startEmptyPage(): Promise<{ readonly url: string; readonly close: () => void }> {
  const page = `<!doctype html><title>.</title><div><ul class="tiles"><li>1</ul><p>.</p><div class="chart"><svg><svg><path/></svg></svg></div></div>`
  const server = createServer((_request, answer) => answer.setHeader('content-type', 'text/html').end(page))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() }
}

/** What the service takes for the page alone, and how many statements it sends for it. */
async function served(
  address: string,
  headers: Readonly<Record<string, string>>,
  statements: () => number,
): Promise<readonly BenchRow[]> {
  const times: number[] = []
  const counts: number[] = []
  for (let look = 0; look < 20; look++) {
    const [start, before] = [performance.now(), statements()]
    await (await fetch(address, { headers })).text()
    times.push(performance.now() - start)
    counts.push(statements() - before)
  }
  return [
    informs('page of 50 stores as the service answers it, median of 20', inMilliseconds(median(times))),
    informs('SQL statements of it', String(median(counts))),
  ]
}

function rowsOf({ found, floor }: Looks): readonly BenchRow[] {
  const [figures, chart] = [median(found.map(one => one.figuresMs)), median(found.map(one => one.chartMs))]
  const [before, all] = [median(found.map(one => one.bytesBefore)), median(found.map(one => one.bytesAll))]
  const name = `first view of a board with 50 stores on a phone (4 × slower, slow 4G), median of ${looks}`
  return [
    {
      ...informs(name, inMilliseconds(figures)),
      peer: `${inMilliseconds(floor)} (an empty page)`,
      ratio: figures / floor,
      budget: `≤ ${budgetMs} ms`,
      ok: figures <= budgetMs,
    },
    {
      ...informs('carried before the chart engine', inKilobytes(before)),
      budget: `≤ ${inKilobytes(budgetBytes)}`,
      ok: before <= budgetBytes,
    },
    informs('until its chart is drawn', inMilliseconds(chart)),
    informs('carried with the chart engine', inKilobytes(all)),
  ]
}

function informs(name: string, ours: string): BenchRow {
  return { name, ours, peer: null, ratio: null, budget: '', ok: null }
}

function inKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

/** Counts what is sent over the pool of a database from now on (option `debug` of postgres.js: called for each). */
function countStatements({ db }: Database): () => number {
  let count = 0
  const { options } = (db as unknown as { readonly $client: { readonly options: { debug: unknown } } }).$client
  options.debug = () => void count++
  return () => count
}
