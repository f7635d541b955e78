import type { Harness, Trouble } from '#test/bots/harness.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import type { Trouble as Played } from './fake-wecom/server.ts'
import { env, textOf, wecomWorld } from './world.ts'

/** WeCom with the app and a group's webhook, on a strict fake. */
export async function createHarness(): Promise<Harness> {
  const world = await wecomWorld({ answer: ({ line }) => ({ cards: [saying(line)] }) })
  const path = '/message/send'
  return {
    messenger: world.messenger,
    address: { workspace: '', channel: 'team', kind: 'group' },
    editable: { workspace: '', channel: 'zhangsan', kind: 'direct' },
    sent: async () => world.fake.standing().map(({ body }) => JSON.stringify(body)),
    fail: () => world.fake.breakDown(),
    talk: {
      ask: async line => void (await world.deliver(textOf('zhangsan', line))),
      trouble: what => {
        const played = trouble(what)
        if (typeof played === 'number') world.fake.faults.push({ path, code: played, times: 1 })
        else world.fake.troubles.push({ path, ...played })
      },
      late: () => world.late.map(({ card }) => card.title.en),
    },
    secret: 'hook-key-1',
    env,
    close: world.close,
  }
}

function trouble(what: Trouble): Played | number {
  switch (what) {
    case 'busy':
      return -1
    case 'unknown refusal':
      return 999_999
    case 'reset':
      return { how: 'reset' }
    case 'html':
      return { how: 'text', status: 200 }
    default:
      return { how: 'text', status: Number(/\d{3}/.exec(what)?.[0]) }
  }
}
