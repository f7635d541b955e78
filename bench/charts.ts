import { existsSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { createPainter, type Painter } from '#src/charts/painter.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import type { BrowserPainter } from './charts/chromium.ts'
import { memoryOf, memoryOfChildren, processorTimeOfChildren } from './charts/memory.ts'
import { monthRequest, overviewRequest } from './charts/sample.ts'
import { type BenchRow, inMegabytes, inMilliseconds, median, percentile, timed } from './row.ts'

const rounds = 25
/** Without windows: those of a desktop load pages of their own, which made a new page look twice as dear as it is. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell'

/** Pictures: warm time against a browser and against its bare pixels, and what the service notices of it. */
export async function run(): Promise<readonly BenchRow[]> {
  const before = await memoryOf(process.pid)
  const painter = createPainter()
  try {
    for (let index = 0; index < 12; index++) await painter.draw(monthRequest(index), 'zh-CN')
    const memory = (await memoryOf(process.pid)) - before
    const delays = await eventLoop(painter)
    const against = existsSync(chromium) ? await againstBrowser(painter, memory) : []
    return [...against, ...(await againstPixels(painter)), ...delays]
  } finally {
    await painter.close()
  }
}

async function againstBrowser(painter: Painter, memory: number): Promise<readonly BenchRow[]> {
  const { startBrowser } = await import('./charts/chromium.ts')
  const peer = await startBrowser(chromium)
  try {
    const page = await peer.openPage()
    const month = await inTurn(painter, peer, page, monthRequest)
    const theirs = await memoryOfChildren(process.pid)
    const wide = await inTurn(painter, peer, page, overviewRequest)
    const processor = [
      await processorTime(painter, peer, page, monthRequest),
      await processorTime(painter, peer, page, overviewRequest),
    ]
    const fresh = await newPages(peer)
    return [
      timeRow('30-day trend, warm, against a reused page', month.ours, month.peer, 0.17),
      timeRow('12-panel overview, warm, against a reused page', wide.ours, wide.peer, 0.25),
      timeRow('30-day trend, warm, against a new page each', month.ours, fresh, 0.03),
      ...processor.map(({ ours, peer: theirs }, at) => timeRow(`${names[at]}: processor time`, [ours], [theirs], null)),
      memoryRow(memory, theirs),
    ]
  } finally {
    await peer.browser.close()
  }
}

interface Pair {
  readonly ours: readonly number[]
  readonly peer: readonly number[]
}

// A B A B …; the first three rounds warm both up. Laying out is counted for us and given to the browser.
async function inTurn(
  painter: Painter,
  peer: BrowserPainter,
  page: Page,
  request: (variant: number) => ChartRequest,
): Promise<Pair> {
  const { plan } = await import('#src/charts/draw.ts')
  const times = { ours: [] as number[], peer: [] as number[] }
  for (let round = 0; round < rounds + 3; round++) {
    const picture = plan(request(round), 'zh-CN')
    times.ours.push(await timed(() => painter.draw(request(round), 'zh-CN')))
    times.peer.push(await timed(() => peer.draw(page, picture)))
  }
  return { ours: times.ours.slice(3), peer: times.peer.slice(3) }
}

const names = ['30-day trend', '12-panel overview']

// What a picture costs the machine, whoever else works on it meanwhile.
async function processorTime(
  painter: Painter,
  peer: BrowserPainter,
  page: Page,
  request: (variant: number) => ChartRequest,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const { plan } = await import('#src/charts/draw.ts')
  const start = process.cpuUsage()
  for (let round = 0; round < rounds; round++) await painter.draw(request(round), 'zh-CN')
  const ours = process.cpuUsage(start)
  const children = await processorTimeOfChildren(process.pid)
  for (let round = 0; round < rounds; round++) await peer.draw(page, plan(request(round), 'zh-CN'))
  const theirs = (await processorTimeOfChildren(process.pid)) - children
  return { ours: (ours.user + ours.system) / 1000 / rounds, peer: theirs / rounds }
}

async function newPages(peer: BrowserPainter): Promise<readonly number[]> {
  const { plan } = await import('#src/charts/draw.ts')
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    const picture = plan(monthRequest(round), 'zh-CN')
    const page = await timedPage(peer, picture, times)
    await page.close()
  }
  return times
}

async function timedPage(peer: BrowserPainter, picture: PictureModel, times: number[]): Promise<Page> {
  const start = performance.now()
  const page = await peer.openPage()
  await peer.draw(page, picture)
  times.push(performance.now() - start)
  return page
}

function timeRow(name: string, ours: readonly number[], peer: readonly number[], most: number | null): BenchRow {
  const ratio = median(ours) / median(peer)
  return {
    ...{ name, ours: inMilliseconds(median(ours)), peer: inMilliseconds(median(peer)), ratio },
    ...{ budget: most === null ? '' : `≤ ${most} ×`, ok: most === null ? null : ratio <= most },
  }
}

function memoryRow(ours: number, peer: number): BenchRow {
  const ratio = ours / peer
  const name = 'memory (PSS) added by drawing, against the browser'
  return { name, ours: inMegabytes(ours), peer: inMegabytes(peer), ratio, budget: '≤ 0.5 ×', ok: ratio <= 0.5 }
}

async function againstPixels(painter: Painter): Promise<readonly BenchRow[]> {
  const { plan } = await import('#src/charts/draw.ts')
  const { paint } = await import('#src/charts/picture/paint.ts')
  const ours: number[] = []
  const floor: number[] = []
  for (let round = 0; round < rounds; round++) {
    const picture = plan(monthRequest(round), 'zh-CN')
    ours.push(await timed(() => painter.draw(monthRequest(round), 'zh-CN')))
    floor.push(await timed(async () => paint(picture, 'zh-CN')))
  }
  return [timeRow('30-day trend, against its bare pixels', ours, floor, null)]
}

async function eventLoop(painter: Painter): Promise<readonly BenchRow[]> {
  const monitor = monitorEventLoopDelay({ resolution: 1 })
  monitor.enable()
  const start = performance.now()
  const single: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) =>
      single.push(await timed(() => painter.draw(monthRequest(index), 'ja'))),
    ),
  )
  const whole = performance.now() - start
  monitor.disable()
  const p99 = monitor.percentile(99) / 1e6
  const last = percentile(single, 1)
  return [
    row('20 charts at once: event-loop delay p99', inMilliseconds(p99), '≤ 10 ms', p99 <= 10),
    row('20 charts at once: longest delay', inMilliseconds(monitor.max / 1e6), '', null),
    row('20 charts at once: the last one is there after', inMilliseconds(last), '', null),
    row('charts a second', (20_000 / whole).toFixed(1), '', null),
  ]
}

function row(name: string, ours: string, budget: string, ok: boolean | null): BenchRow {
  return { name, ours, peer: null, ratio: null, budget, ok }
}
