import { pino } from 'pino'
import { type App, type AppParts, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Database } from '#src/platform/database/db.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeSlack, startFakeSlack } from './fake-slack/server.ts'
import type { FakeMessage, FakePost } from './fake-slack/world.ts'
import { encode, signed, signingSecret } from './slack-under-test.ts'

/** The whole service on a real database, with nothing but Slack itself played. */
export interface Service {
  readonly slack: FakeSlack
  readonly app: App
  readonly database: Database
  readonly world: ReturnType<typeof company>
  /** A signed request as Slack sends it: a form, or JSON. */
  send(body: Readonly<Record<string, unknown>>, how?: { readonly json?: boolean }): Promise<Answered>
  /** Brings figures of a store by the push API. */
  push(store: string, day: string, measures: Readonly<Record<string, number>>): Promise<void>
  close(): Promise<void>
}

type Answered = Awaited<ReturnType<App['server']['inject']>>

const apiToken = 'token-of-the-end-to-end-test'

/** Starts it; Amy is the administrator. `delivery`: other numbers of the outbox. */
export async function startService({ delivery }: Pick<AppParts, 'delivery'> = {}): Promise<Service> {
  const slack = await startFakeSlack()
  const database = await testDatabase()
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-first-secret',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ADMIN_EMAIL: 'amy@example.com',
    DEMO: '0',
  }
  const log = pino({ level: 'silent' })
  const secrets = { secretKey: 'k'.repeat(32), apiToken }
  const outbox = delivery && { delivery }
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets, ...outbox })
  await app.start()
  return {
    slack,
    app,
    database,
    world: company(database),
    send: (body, { json = false } = {}) => sendTo(app, json ? JSON.stringify(body) : encode(body), json),
    push: (store, day, measures) => push(app, { store, day, measures }),
    close: async () => {
      await app.stop()
      await slack.close()
    },
  }
}

function sendTo(app: App, payload: string, json: boolean): Promise<Answered> {
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
  const headers = { 'content-type': type, ...signed(payload, Math.floor(Date.now() / 1000)) }
  return app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })
}

async function push(app: App, row: object): Promise<void> {
  const headers = { authorization: `Bearer ${apiToken}` }
  const answer = await app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: [row] })
  if (answer.statusCode !== 200) throw new Error(`the push API answered ${answer.statusCode}: ${answer.body}`)
}

/** A button of a message. */
export interface FakeButton {
  readonly value: string
  readonly text: { readonly text: string }
}

/** The buttons of a message, in order. */
export function buttonsIn(message: Pick<FakeMessage, 'blocks'> | undefined): readonly FakeButton[] {
  return (message?.blocks ?? []).flatMap(block => (block.type === 'actions' ? (block.elements as FakeButton[]) : []))
}

/** Where a button of a message was pressed, as Slack tells it. */
export function pressedIn(message: FakeMessage | undefined, user = 'U0AMY00001') {
  return {
    user: { id: user, team_id: 'T0FAKE0001' },
    container: { type: 'message', message_ts: message?.ts, channel_id: message?.channel, is_ephemeral: false },
    message: { ts: message?.ts, text: '' },
  }
}

/** What was answered at a response address, in order; not that somebody is at it, which is said after a second. */
export function heardAt({ slack }: Service, responseUrl: string): readonly FakePost[] {
  const path = new URL(responseUrl).pathname
  const working = ['Working on it…', '処理しています…', '正在处理…']
  return slack.world.responses.filter(one => one.channel === path && !working.includes(one.text))
}
