import { readConfig } from '#bots/slack/config.ts'
import { createSlackMessenger } from '#bots/slack/messenger.ts'
import type { Harness } from '#test/bots/harness.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { startFakeSlack } from './fake-slack/server.ts'

/** Slack with a fake of its API: what stands in the fake's channels is what a reader sees. */
export async function createHarness(): Promise<Harness> {
  const slack = await startFakeSlack()
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-first-secret',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_API_URL: slack.apiUrl,
  }
  const config = readConfig(env)
  if (!config) throw new Error('Slack is not configured')
  const messenger = createSlackMessenger(config, fakeService(() => ({})).deps)
  return {
    messenger,
    address: { workspace: 'T0FAKE0001', channel: 'C0JPTEAM01', kind: 'group' },
    sent: async () => slack.world.messages.map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`),
    fail: () => slack.fault('chat.postMessage', ...Array.from({ length: 20 }, () => ({ kind: 'closed' }) as const)),
    secret: 'xoxb-first-secret',
    env,
    close: slack.close,
  }
}
