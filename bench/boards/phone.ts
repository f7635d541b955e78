import type { Browser, CDPSession } from 'playwright-core'

/** What one first look at a board came to. */
export interface FirstLook {
  /** From the request until the frame that shows the figures, in milliseconds. */
  readonly figuresMs: number
  /** Until the chart is drawn. */
  readonly chartMs: number
  /** What came over the wire before the first byte of the chart engine was asked for. */
  readonly bytesBefore: number
  readonly bytesAll: number
}

/**
 * The phone and network that Lighthouse measures mobile pages with (core/config/constants.js of Lighthouse 12:
 * `mobileSlow4G` as applied by DevTools, `cpuSlowdownMultiplier`, the screen of a Moto G Power).
 */
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2.625,
  isMobile: true,
  hasTouch: true,
  timezoneId: 'Asia/Shanghai',
} as const
const cpuSlowdown = 4
const network = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
}

/** Opens a board for the first time on a phone: nothing is kept from before. */
export async function firstLook(browser: Browser, address: string, cookie: string): Promise<FirstLook> {
  const context = await browser.newContext(phone)
  try {
    await context.addCookies([{ name: 'kpi_session', value: cookie, url: new URL(address).origin }])
    await context.addInitScript(watch)
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const bytes = await countBytes(cdp)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await cdp.send('Network.emulateNetworkConditions', network)
    const seen = await toldBy(cdp, () => page.goto(address, { waitUntil: 'commit' }))
    return { figuresMs: seen.figures, chartMs: seen.chart, ...bytes() }
  } finally {
    await context.close()
  }
}

/** What `watch` saw, told by the page itself: to ask it while it loads would take the time of a slow phone. */
async function toldBy(cdp: CDPSession, open: () => Promise<unknown>): Promise<{ figures: number; chart: number }> {
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: 'tell' })
  const told = new Promise<string>((resolve, reject) => {
    cdp.once('Runtime.bindingCalled', ({ payload }) => resolve(payload))
    setTimeout(() => reject(new Error('No chart was seen within a minute')), 60_000).unref()
  })
  await open()
  return JSON.parse(await told)
}

/** Bytes as they came over the wire, packed and with headers. */
async function countBytes(cdp: CDPSession): Promise<() => Pick<FirstLook, 'bytesBefore' | 'bytesAll'>> {
  let [before, all] = [0, 0]
  let isBefore = true
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: false })
  const early = new Set<string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/\/vega\./.test(request.url)) isBefore = false
    if (isBefore) early.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    all += encodedDataLength
    if (early.has(requestId)) before += encodedDataLength
  })
  return () => ({ bytesBefore: before, bytesAll: all })
}

/** Runs in the page: notes the frame after the last tile stood there, and after the chart did. */
const watch = `
window.seen = {}
const note = name => requestAnimationFrame(() => { const channel = new MessageChannel()
  channel.port1.onmessage = () => { window.seen[name] ??= performance.now()
    if (window.seen.figures && window.seen.chart) tell(JSON.stringify(window.seen)) }
  channel.port2.postMessage(0) })
const look = () => {
  const tiles = document.querySelector('ul.tiles')
  if (tiles && (tiles.nextElementSibling || tiles.parentElement.nextElementSibling) && !window.seen.asked) { window.seen.asked = true; note('figures') }
  if (document.querySelector('.chart svg svg path') && !window.seen.drawn) { window.seen.drawn = true; note('chart') }
}
new MutationObserver(look).observe(document, { childList: true, subtree: true })`
