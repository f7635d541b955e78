import type { Harness } from '#test/bots/harness.ts'
import { env, wecomWorld } from './world.ts'

/** WeCom with the app and a group's webhook, on a strict fake. */
export async function createHarness(): Promise<Harness> {
  const world = await wecomWorld()
  return {
    messenger: world.messenger,
    address: { workspace: '', channel: 'team', kind: 'group' },
    editable: { workspace: '', channel: 'zhangsan', kind: 'direct' },
    sent: async () => world.fake.standing().map(({ body }) => JSON.stringify(body)),
    fail: () => world.fake.breakDown(),
    secret: 'hook-key-1',
    env,
    close: world.close,
  }
}
