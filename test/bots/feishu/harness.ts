import Fastify, { type FastifyPluginAsync } from 'fastify'
import { feishu } from '#bots/feishu/index.ts'
import type { Harness, Trouble } from '#test/bots/harness.ts'
import { fakeService, saying } from '#test/bots/web/fake-deps.ts'
import { envelope, message, push } from './fake-feishu/push.ts'
import { createFakeFeishu, type Fault } from './fake-feishu/server.ts'

/** The real messenger and its SDK in front of a strict platform. */
export async function createHarness(): Promise<Harness> {
  const fake = await createFakeFeishu()
  fake.chats.set('oc_contract', 'Contract')
  fake.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: true })
  const env = environment(fake)
  const config = feishu.readConfig(env)
  const service = fakeService(({ line }) => ({ cards: [saying(line)] }), { now: () => new Date() })
  const messenger = await feishu.create(config, service.deps)
  const app = Fastify()
  const routes: FastifyPluginAsync = async scope => messenger.routes?.(scope)
  await app.register(routes)
  let asked = 0
  return {
    messenger,
    address: { workspace: fake.appId, channel: 'oc_contract', kind: 'group' },
    sent: async () =>
      [...fake.messages.values()].filter(({ gone }) => !gone).map(({ content }) => JSON.stringify(content)),
    talk: {
      ask: async line => {
        asked += 1
        const event = envelope('im.message.receive_v1', message(line, { id: `om_asked_${asked}` }))
        const { body, headers } = push(event, { seconds: Math.floor(Date.now() / 1_000) })
        await app.inject({ method: 'POST', url: '/feishu/events', payload: body, headers })
      },
      trouble: what => fake.fault({ on: 'POST im/v1/messages', ...faultOf(what) }),
      late: () => service.late.map(({ card }) => card.title.en),
    },
    fail: () => fake.fault({ on: 'POST im/v1/messages', how: 'cut', times: 99 }),
    secret: fake.secret,
    env,
    close: async () => {
      await messenger.stop?.()
      await app.close()
      await fake.close()
    },
  }
}

function faultOf(what: Trouble): Omit<Fault, 'on'> {
  switch (what) {
    case 'busy':
      return { code: 99991400, status: 429 }
    case 'unknown refusal':
      return { code: 987_654, status: 400 }
    case 'reset':
      return { how: 'cut' }
    case 'html':
      return { how: 'page' }
    default:
      return { how: 'page', status: Number(/\d{3}/.exec(what)?.[0]) }
  }
}

/** Variables that point the messenger to the fake platform. */
export function environment(fake: { readonly appId: string; readonly secret: string; readonly url: string }) {
  return {
    FEISHU_APP_ID: fake.appId,
    FEISHU_APP_SECRET: fake.secret,
    FEISHU_ENCRYPT_KEY: 'kpi-encrypt-key',
    FEISHU_VERIFICATION_TOKEN: 'vt-1',
    FEISHU_API_URL: fake.url,
  }
}
