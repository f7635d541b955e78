import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeSlack, startFakeSlack } from './fake-slack/server.ts'
import { encode, payloads, signed, signingSecret } from './slack-under-test.ts'

const apiToken = 'token-of-the-end-to-end-test'
const patient = { timeout: 90_000, interval: 100 }

/** The whole service on a real database, with nothing but Slack itself played. */
describe('the service in Slack', () => {
  let slack: FakeSlack
  let app: App
  let database: Awaited<ReturnType<typeof testDatabase>>
  let west: Awaited<ReturnType<ReturnType<typeof company>['addStore']>>

  beforeAll(async () => {
    slack = await startFakeSlack()
    database = await testDatabase()
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-first-secret',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      ADMIN_EMAIL: 'amy@example.com',
      DEMO: '0',
    }
    const config = readConfig(env)
    const log = pino({ level: 'silent' })
    app = await buildApp({ config, env, log, database, secrets: { secretKey: 'k'.repeat(32), apiToken } })
    west = await company(database).addStore('west', { timeZone: 'UTC' })
    await app.start()
  })
  afterAll(async () => {
    await app.stop()
    await slack.close()
  })

  async function send(body: Readonly<Record<string, unknown>>) {
    const payload = encode(body)
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...signed(payload, Math.floor(Date.now() / 1000)),
    }
    return app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })
  }
  const said = () => JSON.stringify([slack.world.messages, slack.world.responses, slack.world.ephemerals])
  const waiting = async () => {
    const [row] = await database.db.execute(sql`select count(*)::int as n from deliveries where state = 'waiting'`)
    return row?.n
  }
  const alertMessage = () => slack.world.messages.find(one => JSON.stringify(one.metadata ?? '').includes('alert/'))
  const buttons = (message: { readonly blocks: readonly Record<string, unknown>[] } | undefined) =>
    (message?.blocks ?? []).flatMap(block =>
      block.type === 'actions' ? (block.elements as { value: string; text: { text: string } }[]) : [],
    )

  async function push(day: string, sales: number) {
    const rows = [{ store: 'west', day, measures: { net_sales: sales, orders: 40 } }]
    const headers = { authorization: `Bearer ${apiToken}` }
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: rows })
    expect([answer.statusCode, answer.body]).toMatchObject([200, expect.anything()])
  }

  it('makes the first person the administrator, and tells a stranger how to be invited', async () => {
    await send(payloads.command(slack, 'people'))
    await expect.poll(said, patient).toContain('Amy Carter')

    await send(payloads.command(slack, 'status', { user_id: 'U0WEI00001' }))
    await expect.poll(said, patient).toContain('wei@example.com')
  })

  it('makes a channel a reader when somebody with the right sets its scope', async () => {
    await send(payloads.command(slack, 'channel scope all'))
    await expect.poll(said, patient).toContain('Settings of jp-team saved')

    const day = yesterday()
    await push(day, 1_000)
    await send(payloads.command(slack, `status sales ${day}`))
    await expect.poll(() => said().includes('1,000'), patient).toBe(true)
    expect(west.slug).toBe('west')
  })

  it('brings an alert with its owner mentioned, takes a reason in a form, and edits the message', async () => {
    const month = yesterday().slice(0, 7)
    await send(payloads.command(slack, `target set sales west ${month} 300000 amy@example.com`))
    await expect.poll(said, patient).toContain('300,000')
    const day = yesterday()
    await push(day, 900)
    await expect.poll(alertMessage, patient).toBeDefined()
    const message = alertMessage()
    expect(JSON.stringify(message?.blocks)).toContain('"user_id":"U0AMY00001"')

    const reason = buttons(message).find(({ value }) => value.includes('{reason}'))
    const place = {
      container: { type: 'message', message_ts: message?.ts, channel_id: 'C0JPTEAM01', is_ephemeral: false },
      message: { ts: message?.ts, text: '' },
    }
    await send(payloads.press(slack, reason?.value, place))
    await expect.poll(() => slack.world.views.length, patient).toBe(1)
    const { callback_id, private_metadata } = slack.world.views[0]?.view ?? {}
    const values = { 'field:reason': { reason: { value: 'Typhoon <!channel>' } } }
    const answered = await send(payloads.submit({ callback_id, private_metadata }, values))

    expect([answered.statusCode, answered.body]).toEqual([200, ''])
    await expect.poll(() => alertMessage()?.edits ?? 0, patient).toBeGreaterThan(0)
    await expect.poll(() => JSON.stringify(alertMessage()?.blocks), patient).toContain('Typhoon <!channel>')
    expect(alertMessage()?.text).not.toContain('<!channel>')
  })

  it('posts a digest with pictures', async () => {
    const before = slack.world.messages.length

    await send(payloads.command(slack, 'digest now'))

    const images = () =>
      slack.world.messages.slice(before).flatMap(({ blocks }) => blocks.filter(block => block.type === 'image'))
    await expect.poll(() => images().length, patient).toBeGreaterThan(0)
    expect(images().every(image => String(image.alt_text).length > 10)).toBe(true)
  })

  it('sends an edit of an alert once more when its answer was lost, and shows it once', async () => {
    const count = () => slack.world.messages.filter(one => JSON.stringify(one.metadata ?? '').includes('alert/')).length
    slack.fault('chat.update', { kind: 'accepted' })
    const id = /"delivery":"alert\/(\d+)/.exec(JSON.stringify(alertMessage()?.metadata))?.[1]

    await send(payloads.command(slack, `resolve ${id}`))

    await expect.poll(() => JSON.stringify(alertMessage()?.blocks), patient).toContain('🟢')
    expect(count()).toBe(1)
  })

  it('shows an alert once although Slack took it without answering', async () => {
    const day = yesterday()
    const about = () => slack.world.messages.filter(one => JSON.stringify(one.blocks).includes('Orders · west'))
    slack.world.messages.length = 0
    await send(payloads.command(slack, `target set orders west ${day.slice(0, 7)} 300000 amy@example.com`))
    const set = () => slack.world.messages.some(({ text }) => text.includes('Orders') && text.includes('300,000'))
    await expect.poll(set, patient).toBe(true)
    await expect.poll(waiting, patient).toBe(0) // so that nothing but the alert meets the fault
    slack.world.messages.length = 0
    slack.fault('chat.postMessage', { kind: 'accepted' })

    await push(day, 901)

    await expect.poll(() => about().length, patient).toBe(1)
    await expect
      .poll(() => slack.world.calls.some(({ method }) => method === 'conversations.history'), patient)
      .toBe(true)
    await send(payloads.command(slack, 'alerts'))
    await expect.poll(said, patient).toContain('not resolved')
    expect(about().filter(one => JSON.stringify(one.metadata ?? '').includes('alert/'))).toHaveLength(1)
  })

  it('draws App Home', async () => {
    const body = payloads.event({ type: 'app_home_opened', user: 'U0AMY00001', tab: 'home' })
    const payload = JSON.stringify(body)
    const headers = { 'content-type': 'application/json', ...signed(payload, Math.floor(Date.now() / 1000)) }

    await app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })

    const home = () => slack.world.views.find(({ method }) => method === 'publish')
    await expect.poll(home, patient).toBeDefined()
    expect(JSON.stringify(home()?.view)).toContain('Language')
  })
})

/** The last closed day in the store's zone. */
function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
}
