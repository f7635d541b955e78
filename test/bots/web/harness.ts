import { bots } from '#bots/index.ts'
import type { Harness } from '#test/bots/harness.ts'
import { events } from './events.ts'
import { fakeService } from './fake-deps.ts'
import { serve } from './serve.ts'

/** The console with a page that reads its stream: what stands there is what a reader sees. */
export async function createHarness(): Promise<Harness> {
  let broken = false
  const secret = 'postgres://user:hunter2@db'
  const base = fakeService(() => ({}))
  const check = async (): Promise<void> => {
    if (broken) throw new Error(`connect ${secret}`)
  }
  const messages = {
    put: (message: Parameters<typeof base.deps.messages.put>[0]) => check().then(() => base.deps.messages.put(message)),
    find: (id: string) => check().then(() => base.deps.messages.find(id)),
    list: base.deps.messages.list,
  }
  const [web] = bots.filter(bot => bot.id === 'web')
  if (!web) throw new Error('the console is not registered')
  const messenger = await web.create({ enabled: true }, { ...base.deps, messages })
  const { url, close } = await serve(messenger)
  return {
    messenger,
    address: { workspace: '', channel: 'jp-team', kind: 'group' },
    sent: () => readPage(url),
    fail: () => {
      broken = true
    },
    secret,
    env: { WEB_CONSOLE: '1' },
    close,
  }
}

/** What a page shows that opens now. */
async function readPage(url: string): Promise<readonly string[]> {
  const page = await events(`${url}/web/stream?as=yuki@example.com&channel=jp-team`)
  const seen = await page.until(all => all.some(one => one.event === 'ready'))
  page.close()
  return seen.filter(one => one.event === 'card').map(one => JSON.stringify(one.data))
}
