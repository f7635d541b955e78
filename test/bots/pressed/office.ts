import { pino } from 'pino'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { createPerson, link } from '#src/features/people/store/people.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createFakeFeishu, type FakeFeishu } from '#test/bots/feishu/fake-feishu/server.ts'
import { environment } from '#test/bots/feishu/harness.ts'
import { type FakeSlack, startFakeSlack } from '#test/bots/slack/fake-slack/server.ts'
import { signingSecret } from '#test/bots/slack/slack-under-test.ts'
import { type FakeBotServer, fakeBotServer } from '#test/bots/wecom/fake-wecom/bot-server.ts'
import { type FakeWecom, fakeWecom } from '#test/bots/wecom/fake-wecom/server.ts'
import { env as wecomEnv } from '#test/bots/wecom/world.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Desk, everybody, type Who } from './desk.ts'
import { feishuDesk } from './feishu-desk.ts'
import { slackDesk } from './slack-desk.ts'
import { wecomDesk } from './wecom-desk.ts'

/** The whole service with three messengers; in each of them four people with a store of their own. */
export interface Office {
  readonly app: App
  readonly database: Database
  readonly slack: FakeSlack
  readonly feishu: FakeFeishu
  readonly wecom: FakeWecom
  readonly aiBot: FakeBotServer
  readonly desks: Readonly<Record<Desk['messenger'], Desk>>
  readonly ids: Readonly<Record<Desk['messenger'], Readonly<Record<Who, number>>>>
  close(): Promise<void>
}

const roles = { ken: 'operator', lea: 'manager', moe: 'manager', dee: 'operator' } as const

/** Starts it. The store of the people in Slack is `slack-shop`, and so on. */
export async function openOffice(extra: Readonly<Record<string, string>> = {}): Promise<Office> {
  const [slack, feishu, wecom, aiBot] = await Promise.all([
    startFakeSlack(),
    createFakeFeishu({ strictPace: false }),
    fakeWecom(),
    fakeBotServer(),
  ])
  const database = await testDatabase()
  const env = {
    ...environment(feishu),
    ...wecomEnv,
    ...{ WECOM_BOT_ID: 'B', WECOM_BOT_SECRET: 'bot-secret', WECOM_BOT_WS_URL: aiBot.url, WECOM_API_URL: wecom.url },
    ...{ SLACK_BOT_TOKEN: 'xoxb-first-secret', SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.apiUrl },
    ...{ PUBLIC_URL: 'https://kpi.example.com', DEMO: '0' },
    ...extra,
  }
  const log = pino({ level: 'silent' })
  const secrets = { secretKey: 'k'.repeat(32), apiToken: 'token-of-the-office' }
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets })
  const post = (request: Parameters<Parameters<typeof slackDesk>[1]>[0]) =>
    app.server.inject({ method: 'POST', ...request })
  const desks = { slack: slackDesk(slack, post), feishu: feishuDesk(feishu, post), wecom: wecomDesk(wecom, post) }
  const ids = {
    slack: await settle(database, desks.slack),
    feishu: await settle(database, desks.feishu),
    wecom: await settle(database, desks.wecom),
  }
  await app.start()
  return {
    ...{ app, database, slack, feishu, wecom, aiBot, desks, ids },
    close: async () => {
      await app.stop()
      await Promise.all([slack.close(), feishu.close(), wecom.close(), aiBot.close()])
    },
  }
}

async function settle(database: Database, desk: Desk): Promise<Record<Who, number>> {
  const { db } = database
  const shop = `${desk.messenger}-shop`
  await company(database).addStore(shop, { timeZone: 'UTC' })
  const ids: Record<Who, number> = { ken: 0, lea: 0, moe: 0, dee: 0 }
  for (const who of everybody) {
    const name = `${who} ${desk.messenger}`
    const email = `${who}.${desk.messenger}@example.com`
    const locale = desk.messenger === 'slack' ? 'en' : 'zh-CN'
    const person = await createPerson(db, { name, email, role: roles[who], scope: [`store:${shop}`], locale })
    ids[who] = person?.id ?? 0
    const { messenger, workspace } = desk
    await link(db, { messenger, workspace, externalId: desk.accountOf(who), personId: ids[who] })
  }
  return ids
}
