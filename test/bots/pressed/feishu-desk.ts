import { click, envelope, message, push } from '#test/bots/feishu/fake-feishu/push.ts'
import type { FakeFeishu, StandingMessage } from '#test/bots/feishu/fake-feishu/server.ts'
import { type Desk, everybody, objectsIn, type Post, type Who } from './desk.ts'

/** Feishu over HTTP: messages in person, buttons with toasts, and forms that are cards. */
export function feishuDesk(feishu: FakeFeishu, post: Post): Desk {
  const accountOf = (who: Who) => `ou_${who}`
  for (const who of everybody)
    feishu.people.set(accountOf(who), { email: `${who}.feishu@example.com`, name: who, mentionable: true })
  const toasts = new Map<Who, unknown[]>()
  const event = async (type: string, content: object) => {
    const { body, headers } = push(envelope(type, content), { seconds: Math.floor(Date.now() / 1000) })
    const answer = await post({ url: '/feishu/events', headers, payload: body })
    return JSON.parse(answer.body) as Record<string, unknown>
  }
  const clickOn = async (
    who: Who,
    on: StandingMessage | undefined,
    value: unknown,
    formValue?: Record<string, string>,
  ) => {
    const where = { person: accountOf(who), messageId: on?.id ?? '', chat: `oc_p2p_${who}` }
    const answer = await event('card.action.trigger', click(value, { ...where, ...(formValue && { formValue }) }))
    toasts.set(who, [...(toasts.get(who) ?? []), answer])
    // The platform shows the card of the answer in place of the one that was pressed.
    const card = answer.card as { data?: Record<string, unknown> } | undefined
    if (on && card?.data) on.content = card.data
  }
  const room = (who: Who) => [...feishu.messages.values()].filter(({ to, gone }) => to === accountOf(who) && !gone)
  const presses = (part: unknown) =>
    objectsIn(part).flatMap(({ type, value }) => (type === 'callback' ? [value as Record<string, unknown>] : []))
  const lineOf = ({ line, open }: Record<string, unknown>) =>
    String(line ?? (open as { line?: string } | undefined)?.line ?? '')
  const formIn = ({ content }: StandingMessage) => objectsIn(content).find(({ tag }) => tag === 'form')
  let sent = 0
  const namesIn = (form: unknown) => objectsIn(form).map(({ name }) => String(name))

  return {
    messenger: 'feishu',
    workspace: feishu.appId,
    accountOf,
    type: async (who, text) => void (await event('im.message.receive_v1', message(text, { person: accountOf(who) }))),
    told: who => JSON.stringify([room(who).map(({ content }) => content), toasts.get(who)]),
    lines: who => room(who).flatMap(({ content }) => presses(content).map(lineOf)),
    sendPhoto: async (who, photo, words) => {
      sent += 1
      const [id, key] = [`om_photo_${sent}`, `img_v3_photo_${sent}`]
      feishu.files.set(`${id}/${key}`, photo)
      const rich = { title: '', content: [[{ tag: 'text', text: words }], [{ tag: 'img', image_key: key }]] }
      const [type, content] = words === '' ? ['image', { image_key: key }] : ['post', rich]
      const over = { person: accountOf(who), id, type: String(type), content: JSON.stringify(content) }
      await event('im.message.receive_v1', message('', over))
    },
    press: async (who, line) => {
      const starts = (value: Record<string, unknown>) => lineOf(value).startsWith(line)
      const found = room(who).findLast(({ content }) => presses(content).some(starts))
      await clickOn(who, found, presses(found?.content).find(starts))
    },
    waits: (who, field) => room(who).some(one => namesIn(formIn(one)).includes(field)),
    fill: async (who, values) => {
      const found = room(who).findLast(one => formIn(one) !== undefined)
      await clickOn(
        who,
        found,
        presses(found && formIn(found)).find(value => 'fill' in value),
        { ...values },
      )
    },
  }
}
