import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { keepGroup } from '#bots/wecom/send/groups.ts'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { createPerson, link, type NewPerson } from '#src/features/people/store/people.ts'
import { listOwnMessages } from '#src/platform/bot-services/store/console-messages.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Database } from '#src/platform/database/db.ts'
import { click, envelope, push } from '#test/bots/feishu/fake-feishu/push.ts'
import { createFakeFeishu, type FakeFeishu } from '#test/bots/feishu/fake-feishu/server.ts'
import { environment } from '#test/bots/feishu/harness.ts'
import { type MailServer, mailServer, partOf } from '#test/bots/mail/smtp.ts'
import { type FakeSlack, startFakeSlack } from '#test/bots/slack/fake-slack/server.ts'
import { encode, payloads, signed, signingSecret } from '#test/bots/slack/slack-under-test.ts'
import { callback } from '#test/bots/wecom/cipher.ts'
import { type FakeWecom, fakeWecom, taskOf } from '#test/bots/wecom/fake-wecom/server.ts'
import { clickOf, keys, env as wecomEnv } from '#test/bots/wecom/world.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'

const apiToken = 'token-of-the-end-to-end-test'
const secretKey = 'k'.repeat(32)

/** The whole service with all of its messengers, each with its platform played; one group and one person in each. */
export interface Stage {
  readonly app: App
  readonly database: Database
  readonly slack: FakeSlack
  readonly feishu: FakeFeishu
  readonly wecom: FakeWecom
  readonly mails: MailServer
  /** Brings yesterday's sales of a store by the push API: major units. */
  observe(store: string, sales: number): Promise<void>
  /** Lets the waiting time of all alerts pass, and asks the next in the chain. */
  escalate(): Promise<void>
  /** What stands about an alert in each place, as text; `null`: nothing. */
  shown(id: number): Promise<Readonly<Record<'web' | 'slack' | 'feishu' | 'wecomGroup' | 'wecomPerson', string | null>>>
  /** Presses the button that types a line, as the person of that messenger; answers what they were told. */
  pressInSlack(id: number, line: string): Promise<void>
  pressInFeishu(id: number, line: string): Promise<string>
  pressInWecom(line: string): Promise<void>
  pressInConsole(line: string): Promise<string>
  /** Confirms the line behind the link of the newest mail about an alert. */
  confirmInMail(id: number): Promise<string>
  close(): Promise<void>
}

/** Starts it. Stores `west` and `east` belong to Ana, who is in no messenger; 张伟 is the manager. */
export async function openStage(): Promise<Stage> {
  const [slack, feishu, wecom, mails] = await Promise.all([
    startFakeSlack(),
    createFakeFeishu(),
    fakeWecom(),
    mailServer(),
  ])
  feishu.chats.set('oc_team', 'JP 团队')
  feishu.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: true })
  wecom.scope.add('zhangsan')
  const database = await testDatabase()
  await settle(database, feishu.appId)
  const env = {
    ...environment(feishu),
    ...wecomEnv,
    SLACK_BOT_TOKEN: 'xoxb-first-secret',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    WECOM_API_URL: wecom.url,
    SMTP_URL: mails.url,
    MAIL_FROM: 'KPI bot <kpi@example.com>',
    WEB_CONSOLE: '1',
    DEMO: '0',
  }
  const log = pino({ level: 'silent' })
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets: { secretKey, apiToken } })
  await app.start()
  const parts = { app, database, slack, feishu, wecom, mails }
  return {
    ...parts,
    ...actionsIn(parts),
    observe: (store, sales) => observe(app, store, sales),
    escalate: () => escalate(database),
    shown: id => shownOf(parts, id),
    close: async () => {
      await app.stop()
      await Promise.all([slack.close(), feishu.close(), wecom.close(), mails.close()])
    },
  }
}

/** One group in each messenger that may hear of everything, and one person who is linked there. */
async function settle(database: Database, feishuApp: string): Promise<void> {
  const { db } = database
  const team = company(database)
  const person = async (name: string, email: string, over: Partial<NewPerson> = {}) => {
    const made = await createPerson(db, { name, email, role: 'operator', scope: ['all'], locale: 'en', ...over })
    return made?.id ?? 0
  }
  const ana = await person('Ana', 'ana@example.com')
  const places = [
    ['web', '', 'ops', 'yuki@example.com', await person('田中 由紀', 'yuki@example.com')],
    ['slack', 'T0FAKE0001', 'C0JPTEAM01', 'U0AMY00001', await person('Amy Carter', 'amy@example.com')],
    ['feishu', feishuApp, 'oc_team', 'ou_wei', await person('王伟', 'wei@example.com')],
    ['wecom', '', 'hook-team', 'ZhangSan', await person('张伟', 'zhang@example.com', { role: 'manager' })],
  ] as const
  for (const [messenger, workspace, externalId, account, personId] of places) {
    const usual = { kind: 'group', scope: ['all'], locale: 'en', timeZone: 'UTC', alerts: true } as const
    await ensureChannel(db, { ...usual, messenger, workspace, externalId, name: externalId })
    await link(db, { messenger, workspace, externalId: account, personId })
  }
  await keepGroup(createVault(db, 'wecom', secretKey), 'hook-team', { hook: 'hook-key-1' })
  for (const store of ['west', 'east']) {
    await team.addStore(store)
    await team.setTarget('sales', `store:${store}`, 1_000_000, { currency: 'USD', ownerId: ana })
  }
}

async function observe(app: App, store: string, sales: number): Promise<void> {
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const payload = [{ store, day, measures: { net_sales: sales, orders: 40 } }]
  const headers = { authorization: `Bearer ${apiToken}` }
  const answer = await app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload })
  if (answer.statusCode !== 200) throw new Error(`the push was answered with ${answer.statusCode}`)
}

async function escalate({ db }: Database): Promise<void> {
  await db.execute(sql`update alerts set escalate_at = now() - interval '1 minute' where state = 'open'`)
  await escalateDue({ db, figures: company({ db } as Database).figures, now: new Date() })
}

type Parts = Pick<Stage, 'app' | 'database' | 'slack' | 'feishu' | 'wecom' | 'mails'>

async function shownOf({ database, slack, feishu, wecom }: Parts, id: number) {
  const own = await listOwnMessages(database.db, 'web', 'ops', 100)
  const store = id === 1 ? 'west' : 'east'
  const inWecom = (to: string) =>
    wecom
      .standing()
      .filter(one => one.to === to && JSON.stringify(one.body).includes(store))
      .map(one => JSON.stringify([one.body, [...(one.card?.perUser ?? [])]]))
      .join('\n') || null
  return {
    web: textOf(own.find(one => JSON.stringify(one.body).includes(`"alerts ${id}"`) || isAbout(one.body, id))?.body),
    slack: textOf(
      slack.world.messages.find(one => JSON.stringify(one.metadata ?? '').includes(`alert/${id}/`))?.blocks,
    ),
    feishu: textOf(feishuMessage(feishu, id)?.content),
    wecomGroup: inWecom('hook:hook-key-1'),
    wecomPerson: inWecom('ZhangSan'),
  }
}

function isAbout(body: unknown, id: number): boolean {
  return JSON.stringify(body).includes(`"ack ${id}"`)
}

function textOf(part: unknown): string | null {
  return part === undefined ? null : JSON.stringify(part)
}

function feishuMessage(feishu: FakeFeishu, id: number) {
  return [...feishu.messages.values()].find(
    ({ content, gone }) => !gone && JSON.stringify(content).includes(`"subject":"alert/${id}"`),
  )
}

function actionsIn(parts: Parts) {
  const { app, slack, feishu, wecom, mails } = parts
  return {
    pressInSlack: async (id: number, line: string) => {
      const message = slack.world.messages.find(one => JSON.stringify(one.metadata ?? '').includes(`alert/${id}/`))
      const value = slackValues(message?.blocks).find(one => one.includes(line))
      const container = { type: 'message', message_ts: message?.ts, channel_id: 'C0JPTEAM01', is_ephemeral: false }
      const payload = encode(payloads.press(slack, value, { container, message: { ts: message?.ts, text: '' } }))
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const headers = { ...type, ...signed(payload, Math.floor(Date.now() / 1000)) }
      await app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })
    },
    pressInFeishu: async (id: number, line: string) => {
      const message = feishuMessage(feishu, id)
      const value = valuesOf(message?.content).find(one => 'line' in one && one.line === line)
      const event = envelope('card.action.trigger', click(value, { messageId: message?.id ?? '' }))
      const { body, headers } = push(event, { seconds: Math.floor(Date.now() / 1000) })
      const answer = await app.server.inject({ method: 'POST', url: '/feishu/events', payload: body, headers })
      return String((answer.json() as { toast?: { content?: string } }).toast?.content)
    },
    pressInWecom: async (line: string) => {
      const card = wecom.standing().findLast(one => JSON.stringify(one.body).includes(`do|${line}"`))
      const taskId = taskOf(card?.body ?? {})
      const inner = clickOf('ZhangSan', `do|${line}`, taskId, wecom.click(taskId))
      const { url, body } = callback(keys, inner, new Date())
      const headers = { 'content-type': 'text/xml' }
      await app.server.inject({ method: 'POST', url, headers, payload: body })
    },
    pressInConsole: async (line: string) => {
      const payload = { as: 'yuki@example.com', channel: 'ops', line }
      const answer = await app.server.inject({ method: 'POST', url: '/web/actions', payload })
      return answer.body
    },
    confirmInMail: async (id: number) => {
      const texts = mails.mails.map(one => partOf(one, 'text/plain'))
      const links = texts.flatMap(text => [...text.matchAll(/(\/mail\/ack\?\S+)/g)].map(match => match[1] ?? ''))
      const url = links.findLast(link => new URLSearchParams(link.split('?')[1]).get('line') === `ack ${id}`) ?? ''
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return (await app.server.inject({ method: 'POST', url, headers })).body
    },
  }
}

/** What the buttons of a Slack message carry. */
function slackValues(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'type' in part && part.type === 'button' && 'value' in part ? [String(part.value)] : []
  return [...own, ...Object.values(part).flatMap(slackValues)]
}

/** What the buttons of a Feishu card carry. */
function valuesOf(part: unknown): object[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'type' in part && part.type === 'callback' && 'value' in part ? [part.value as object] : []
  return [...own, ...Object.values(part).flatMap(valuesOf)]
}
