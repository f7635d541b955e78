import { unpackAction } from '#bots/slack/render/pack.ts'
import type { FakeSlack } from '#test/bots/slack/fake-slack/server.ts'
import type { FakeMessage } from '#test/bots/slack/fake-slack/world.ts'
import { encode, payloads, signed } from '#test/bots/slack/slack-under-test.ts'
import { type Desk, everybody, objectsIn, type Post, type Who } from './desk.ts'

const team = 'T0FAKE0001'

/** Slack over HTTP: messages in person, buttons, and modals. */
export function slackDesk(slack: FakeSlack, post: Post): Desk {
  const { world } = slack
  const accountOf = (who: Who) => `U0${who.toUpperCase()}00001`
  const roomOf = (who: Who) => `D0${who.toUpperCase()}00001`
  for (const who of everybody) {
    const email = `${who}.slack@example.com`
    world.users.set(accountOf(who), { team, name: who, email, locale: 'en-US', tz: 'UTC' })
    world.channels.set(roomOf(who), { team, name: '', kind: 'im', user: accountOf(who), member: true, archived: false })
  }
  const send = async (body: Readonly<Record<string, unknown>>, json = false) => {
    const payload = json ? JSON.stringify(body) : encode(body)
    const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
    const headers = { 'content-type': type, ...signed(payload, Math.floor(Date.now() / 1000)) }
    return post({ url: '/slack/events', headers, payload })
  }
  const room = (who: Who) => world.messages.filter(({ channel }) => channel === roomOf(who))
  const buttons = (message: FakeMessage) => objectsIn(message.blocks).filter(({ type }) => type === 'button')
  const lineOf = (value: unknown) => unpackAction(String(value))?.line ?? ''
  const views = () => world.views.filter(({ method }) => method === 'open')
  const refused: string[] = []
  let sent = 0

  return {
    messenger: 'slack',
    workspace: team,
    accountOf,
    type: async (who, text) => {
      sent += 1
      const event = { type: 'message', channel_type: 'im', channel: roomOf(who), user: accountOf(who) }
      await send(payloads.event({ ...event, text, ts: `170000${1000 + sent}.000100` }), true)
    },
    told: who => JSON.stringify([room(who), refused]),
    lines: who => room(who).flatMap(message => buttons(message).map(({ value }) => lineOf(value))),
    sendPhoto: async (who, photo, words) => {
      sent += 1
      const name = `photo-${sent}.png`
      world.shared.set(name, photo)
      const file = {
        id: `F0PHOTO${1000 + sent}`,
        name,
        mimetype: 'image/png',
        url_private: `${slack.url}/shared/${name}`,
      }
      const event = {
        type: 'message',
        subtype: 'file_share',
        channel_type: 'im',
        channel: roomOf(who),
        user: accountOf(who),
      }
      await send(payloads.event({ ...event, text: words, ts: `170000${1000 + sent}.000100`, files: [file] }), true)
    },
    press: async (who, line) => {
      const found = room(who).findLast(message => buttons(message).some(({ value }) => lineOf(value).startsWith(line)))
      const button = found && buttons(found).find(({ value }) => lineOf(value).startsWith(line))
      const channel = roomOf(who)
      const container = { type: 'message', message_ts: found?.ts, channel_id: channel, is_ephemeral: false }
      const where = { container, channel: { id: channel, name: 'directmessage' }, message: { ts: found?.ts, text: '' } }
      await send(
        payloads.press(slack, String(button?.value), { user: { id: accountOf(who), team_id: team }, ...where }),
      )
    },
    waits: (_who, field) => objectsIn(views().at(-1)?.view).some(({ block_id: id }) => id === `field:${field}`),
    fill: async (who, values) => {
      const { view }: { view: Record<string, unknown> } = views().at(-1) ?? { view: {} }
      const inputs = objectsIn(view).filter(({ type }) => type === 'input')
      const entries = inputs.map(({ block_id: block, element }) => {
        const { type, action_id: id } = element as Record<string, string>
        const value = values[String(block).replace('field:', '')] ?? null
        const chosen = value === null ? null : { value }
        return [block, { [id ?? '']: type?.endsWith('_select') ? { selected_option: chosen } : { value } }]
      })
      const { callback_id, private_metadata } = view
      const by = { user: { id: accountOf(who), team_id: team } }
      const answer = await send(payloads.submit({ callback_id, private_metadata }, Object.fromEntries(entries), by))
      refused.push(answer.body)
    },
  }
}
