import { feishu } from '#bots/feishu/index.ts'
import type { Harness } from '#test/bots/harness.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { createFakeFeishu } from './fake-feishu/server.ts'

/** The real messenger and its SDK in front of a strict platform. */
export async function createHarness(): Promise<Harness> {
  const fake = await createFakeFeishu()
  fake.chats.set('oc_contract', 'Contract')
  const env = environment(fake)
  const config = feishu.readConfig(env)
  const { deps } = fakeService(() => ({}), { now: () => new Date() })
  const messenger = await feishu.create(config, deps)
  return {
    messenger,
    address: { workspace: fake.appId, channel: 'oc_contract', kind: 'group' },
    sent: async () =>
      [...fake.messages.values()].filter(({ gone }) => !gone).map(({ content }) => JSON.stringify(content)),
    fail: () => fake.fault({ on: 'POST im/v1/messages', how: 'cut', times: 99 }),
    secret: fake.secret,
    env,
    close: async () => {
      await messenger.stop?.()
      await fake.close()
    },
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
