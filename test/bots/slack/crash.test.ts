import { afterEach, beforeAll, expect, it } from 'vitest'
import { createInbox } from '#src/platform/bot-services/inbox.ts'
import type { Database } from '#src/platform/database/db.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog, until } from '#test/support/waiting.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

const now = () => new Date('2026-11-20T09:00:00Z')
let database: Database
const desks: SlackUnderTest[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
})

const inboxOf = (times: object) => createInbox({ db: database.db, messenger: 'slack', now, log: silentLog, times })

async function desk(inbox = inboxOf({ lookMs: 5 })): Promise<SlackUnderTest> {
  const opened = await openSlackUnderTest(() => ({ cards: [saying('answer')], private: false }), { inbox })
  desks.push(opened)
  return opened
}

const mention = (text: string) =>
  payloads.event({ type: 'app_mention', user: 'U0AMY00001', channel: 'C0JPTEAM01', text, ts: '1.2' })

/** Tells Slack that it has the event, and dies before it works on it. */
async function takeAndDie(body: Readonly<Record<string, unknown>>): Promise<void> {
  const { take } = inboxOf({ leaseMs: 0 })
  const taken: string[] = []
  const inbox = {
    take: async (key: string, payload: unknown) => {
      const mine = await take(key, payload)
      taken.push(key)
      return mine && { work: () => new Promise<never>(() => {}) }
    },
    recover: () => async () => {},
  }
  const { send } = await openSlackUnderTest(() => ({}), { inbox })
  void send(body, { json: true })
  await until(() => taken.length === 1)
}

it('an event of Slack whose process died is answered when it is delivered again, and once', async () => {
  const body = mention('<@U0BOT00001> status')
  await takeAndDie(body)
  const next = await desk()

  const codes = [await next.send(body, { json: true }), await next.send(body, { json: true })]
  await next.settled()

  expect(codes.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(next.service.asked).toHaveLength(1)
})

it('an event of Slack whose process died is answered by another process without Slack, once', async () => {
  const body = mention('<@U0BOT00001> status sales')
  await takeAndDie(body)
  const [one, two] = [await desk(), await desk()]

  for (const { messenger } of [one, two]) await messenger.start?.()
  const asked = () => [...one.service.asked, ...two.service.asked]
  await until(() => asked().length > 0)
  await one.send(body, { json: true })
  await one.settled()
  await two.settled()

  expect(asked()).toMatchObject([{ person: 'U0AMY00001', channel: 'C0JPTEAM01' }])
})
