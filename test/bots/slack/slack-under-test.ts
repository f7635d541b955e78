import { createHmac } from 'node:crypto'
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import { readConfig } from '#bots/slack/config.ts'
import { createSlackMessenger } from '#bots/slack/messenger.ts'
import type { BotDeps, Invocation, Messenger, Reply } from '#src/chat/messenger.ts'
import { type FakeService, fakeService } from '#test/bots/web/fake-deps.ts'
import { type FakeSlack, startFakeSlack } from './fake-slack/server.ts'

/** The bot beside a fake Slack: requests go in with real signatures, answers are read from the fake. */
export interface SlackUnderTest {
  readonly slack: FakeSlack
  readonly service: FakeService
  readonly messenger: Messenger
  readonly app: FastifyInstance
  /** Sends a request as Slack signs it; form fields, or JSON with `json`. */
  send(body: Readonly<Record<string, unknown>>, how?: SendOptions): Promise<LightMyRequestResponse>
  /** Waits until everything that was acknowledged is worked off. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface SendOptions {
  readonly json?: boolean
  readonly secret?: string
  readonly skewSeconds?: number
  readonly headers?: Readonly<Record<string, string>>
}

export const signingSecret = 'signing-secret'

/** Headers of a request that Slack would send at an instant (seconds). */
export function signed(body: string, at: number, secret = signingSecret): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` }
}

/** Opens a desk. `answer` says what the dispatcher would. */
export async function openSlackUnderTest(
  answer: (invocation: Invocation) => Partial<Reply> | Promise<Partial<Reply>> = () => ({}),
  over: Partial<BotDeps> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<SlackUnderTest> {
  const slack = await startFakeSlack()
  const service = fakeService(answer, over)
  const usual = {
    SLACK_BOT_TOKEN: 'xoxb-first-secret',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  }
  const config = readConfig({ ...usual, ...env })
  if (!config) throw new Error('Slack is not configured')
  const messenger = createSlackMessenger(config, service.deps)
  const app = Fastify()
  await app.register(routesOf(messenger))
  const now = () => Math.floor(service.deps.now().getTime() / 1000)
  return {
    slack,
    service,
    messenger,
    app,
    send: (body, { json = false, secret, skewSeconds = 0, headers = {} } = {}) => {
      const payload = json ? JSON.stringify(body) : encode(body)
      const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
      const usualHeaders = { 'content-type': type, ...signed(payload, now() + skewSeconds, secret) }
      return app.inject({ method: 'POST', url: '/slack/events', headers: { ...usualHeaders, ...headers }, payload })
    },
    settled: async () => messenger.stop?.(),
    close: async () => {
      await messenger.stop?.()
      await app.close()
      await slack.close()
    },
  }
}

function routesOf(messenger: Messenger): (app: FastifyInstance) => Promise<void> {
  return async app => messenger.routes?.(app)
}

/** A form as Slack sends it. */
export function encode(body: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(body).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return new URLSearchParams(fields).toString()
}

let count = 0
const next = () => String(++count)

/** Payloads as Slack sends them, with what matters to be overridden. */
export const payloads = {
  command: (slack: FakeSlack, text: string, over: Readonly<Record<string, string>> = {}) => ({
    command: '/kpi',
    text,
    token: 'legacy',
    team_id: 'T0FAKE0001',
    team_domain: 'fake',
    channel_id: 'C0JPTEAM01',
    channel_name: 'jp-team',
    user_id: 'U0AMY00001',
    user_name: 'amy',
    api_app_id: 'A0',
    is_enterprise_install: 'false',
    trigger_id: slack.trigger(),
    response_url: slack.responseUrl(),
    ...over,
  }),
  event: (event: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>> = {}) => ({
    type: 'event_callback',
    team_id: 'T0FAKE0001',
    api_app_id: 'A0',
    event_id: `Ev${next()}`,
    event_time: 1_790_000_000,
    authorizations: [
      { team_id: 'T0FAKE0001', enterprise_id: null, user_id: 'U0BOT00001', is_bot: true, is_enterprise_install: false },
    ],
    event,
    ...over,
  }),
  press: (slack: FakeSlack, value: string | undefined, over: Readonly<Record<string, unknown>> = {}) => ({
    payload: {
      type: 'block_actions',
      team: { id: 'T0FAKE0001', domain: 'fake' },
      user: { id: 'U0AMY00001', team_id: 'T0FAKE0001' },
      api_app_id: 'A0',
      trigger_id: slack.trigger(),
      response_url: slack.responseUrl(),
      is_enterprise_install: false,
      enterprise: null,
      container: { type: 'message', message_ts: '1800000000.000100', channel_id: 'C0JPTEAM01', is_ephemeral: false },
      channel: { id: 'C0JPTEAM01', name: 'jp-team' },
      message: { ts: '1800000000.000100', text: 'x' },
      actions: [{ type: 'button', action_id: 'line:1', block_id: 'b', value, action_ts: '1.1', text: {} }],
      ...over,
    },
  }),
  submit: (
    view: Readonly<Record<string, unknown>>,
    values: Readonly<Record<string, unknown>>,
    over: Readonly<Record<string, unknown>> = {},
  ) => ({
    payload: {
      type: 'view_submission',
      team: { id: 'T0FAKE0001', domain: 'fake' },
      user: { id: 'U0AMY00001', team_id: 'T0FAKE0001' },
      api_app_id: 'A0',
      trigger_id: `submit.${next()}`,
      view: { id: 'V1', type: 'modal', hash: 'h', ...view, state: { values } },
      ...over,
    },
  }),
}
