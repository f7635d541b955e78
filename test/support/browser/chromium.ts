import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's places. The one without windows does the same for half of the processor time. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Where Chromium is; Debian's places unless told otherwise. */
const executablePath = process.env.CHROMIUM_PATH ?? places.find(existsSync) ?? '/usr/bin/chromium'

/** Tests in a browser need one; without it they are left out, and say so. */
export const hasChromium: boolean = existsSync(executablePath)
if (!hasChromium) {
  console.warn(`No Chromium at ${executablePath}: the tests of pages are skipped. Set CHROMIUM_PATH to run them.`)
}

let running: Browser | undefined

/** The browser of this worker, which talks to this machine alone. Starting one costs as much as several pages. */
export async function launch(): Promise<Browser> {
  if (running?.isConnected()) return running
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  running = await chromium.launch({ executablePath, args: [...args, '--disable-component-update', '--disable-sync'] })
  return running
}

/** Closes all pages, with their cookies and what they keep. The browser stays for the next file and ends with the worker. */
export async function closePages(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map(context => context.close()) ?? [])
}

/** What axe-core finds wrong with a page and calls serious or critical: a line each, with the elements. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source) // a script element would be refused by the page's own policy
  const found: { impact?: string | null; id: string; help: string; nodes: { target: unknown }[] }[] =
    await page.evaluate('axe.run({ resultTypes: ["violations"] }).then(result => result.violations)')
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => String(target)).join(', ')})`)
}
