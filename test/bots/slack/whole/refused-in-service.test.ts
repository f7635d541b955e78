import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '#test/bots/slack/fake-slack/world.ts'
import { type Service, startService } from '#test/bots/slack/service.ts'
import { payloads } from '#test/bots/slack/slack-under-test.ts'
import { until } from '#test/support/waiting.ts'

const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const html = '<html>Sorry</html>'

/** Refusals and faults of one call, as an operator met them. */
const passing: readonly (readonly [string, Fault])[] = [
  ['HTTP 429 with a waiting time', { kind: 'limited', seconds: 1 }],
  ['HTTP 429 without one', { kind: 'http', status: 429 }],
  ['HTTP 500 in HTML', { kind: 'http', status: 500, body: html }],
  ['HTTP 503', { kind: 'http', status: 503 }],
  ['HTTP 403 in HTML', { kind: 'http', status: 403, body: html }],
  ['HTTP 200 in HTML', { kind: 'http', status: 200, body: html }],
  ['a cut connection', { kind: 'closed' }],
  ...(
    'service_unavailable fatal_error internal_error message_limit_exceeded team_added_to_org thread_not_found ' +
    'cannot_reply_to_message msg_too_long msg_blocks_too_long invalid_blocks team_access_not_granted ' +
    'ekm_access_denied slack_connect_file_link_sharing_blocked missing_scope an_error_of_next_year'
  )
    .split(' ')
    .map((error): readonly [string, Fault] => [error, { kind: 'error', error }]),
]

/** What a channel answers for good: for what the message holds, or for what the channel is. */
const lasting = (
  'team_access_not_granted ekm_access_denied org_login_required access_denied enterprise_is_restricted accesslimited ' +
  'user_is_restricted method_not_supported_for_channel_type msg_blocks_too_long invalid_blocks metadata_too_large ' +
  'restricted_action_file slack_connect_blocked_file_type an_error_of_next_year'
).split(' ')

/** The whole service, whose Slack refuses what it is given. */
describe('a Slack that refuses', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ delivery: { maxBackoffSeconds: 0.1 } }) // not two seconds: it is tried again for each case
    const { slack } = service
    const im = { team: 'T0FAKE0001', name: '', kind: 'im', user: 'U0AMY00001', member: true, archived: false } as const
    slack.world.channels.set('D0AMY00001', im)
    await service.send(payloads.command(slack, 'channel scope all'))
    await until(() => said().includes('Settings of jp-team saved'), 60_000)
  }, 400_000)
  afterAll(() => service.close())

  const said = () => JSON.stringify([service.slack.world.messages, service.slack.world.responses])
  const messages = () => service.slack.world.messages

  it.each(passing)('an answer is heard once in spite of %s', { timeout: 180_000 }, async (_what, fault) => {
    messages().length = 0
    service.slack.fault('chat.postMessage', fault)
    const event = { type: 'message', channel_type: 'im', channel: 'D0AMY00001', user: 'U0AMY00001' }

    await service.send(payloads.event({ ...event, text: 'lang', ts: `${messages().length + 1}.1` }), { json: true })

    await until(() => messages().length > 0, 60_000)
    const [first] = messages()
    await service.send(payloads.event({ ...event, text: 'alerts', ts: '9.1' }), { json: true })
    await until(() => messages().some(({ text }) => text !== first?.text), 60_000)
    expect(messages().filter(({ text }) => text === first?.text)).toHaveLength(1)
  })

  it.each(lasting)(
    'an alert reaches somebody at once although the channel answers %s',
    { timeout: 180_000 },
    async error => {
      await service.send(payloads.command(service.slack, 'lang')) // whoever speaks there opens the channel again
      const closed = async () => {
        const rows = await service.database.db.query.channels.findMany()
        return rows.filter(({ unreachableSince }) => unreachableSince !== null).length
      }
      await until(async () => (await closed()) === 0, 60_000)
      messages().length = 0
      const store = `s-${error.replaceAll('_', '-')}`.slice(0, 40)
      await service.world.addStore(store, { timeZone: 'UTC' })
      const owner = await service.database.db.query.people.findFirst()
      await service.world.setTarget('sales', `store:${store}`, 1_000_000, { currency: 'USD', ownerId: owner?.id ?? 0 })
      // What is still on its way to a person from the case before is no matter of this one.
      service.slack.fault('chat.postMessage', { kind: 'error', error, channel: 'C0JPTEAM01' })

      await service.push(store, day, { net_sales: 900, orders: 40 })

      await until(() => messages().some(({ text, blocks }) => (text + JSON.stringify(blocks)).includes(store)), 60_000)
    },
  )
})
