import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { bots } from '#bots/index.ts'
import type { Messenger } from '#src/chat/messenger.ts'
import type { FakeService } from './fake-deps.ts'
import { type Served, serve } from './serve.ts'

/** The console on a port, with pictures, and its messenger to post with. */
export async function serveConsole(
  service: FakeService,
  port = 0,
): Promise<Served & { readonly messenger: Messenger }> {
  const [web] = bots.filter(bot => bot.id === 'web')
  if (!web) throw new Error('the console is not registered')
  const messenger = await web.create({ enabled: true }, service.deps)
  const background = { r: 70, g: 120, b: 220, alpha: 1 }
  const png = await sharp({ create: { width: 1200, height: 600, channels: 4, background } })
    .png()
    .toBuffer()
  const files = (app: Served['app']): void => {
    app.get('/files/:name', (_request, reply) => reply.type('image/png').send(png))
  }
  return { ...(await serve(messenger, files, port)), messenger }
}

/** An open page, with everything it complained about. */
export interface OpenPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts, refused resources, violations of the content security policy. */
  readonly complaints: readonly string[]
}

/** Opens the console as a person. */
export async function openPage(
  browser: Browser,
  url: string,
  query: { readonly as: string; readonly channel?: string },
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${url}/?${new URLSearchParams(query)}`)
  await page.locator('#connection[data-state=live]').waitFor()
  return { page, context, complaints }
}
