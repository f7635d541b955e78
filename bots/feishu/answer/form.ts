import { createMessage, uuidOf } from '#bots/feishu/api/messages.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Click } from '#bots/feishu/receive/click.ts'
import { formElement } from '#bots/feishu/render/buttons.ts'
import { cardsOf } from '#bots/feishu/render/fit.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Outcome } from './answer-click.ts'
import { formFor } from './fit-form.ts'
import { localeOfPerson } from './person-locale.ts'
import { toast } from './toast.ts'

/**
 * Opens a form for the person who pressed: in their direct chat, because what it offers is theirs alone. It remembers
 * the group it was asked for in.
 */
export async function openForm(feishu: Feishu, click: Click, action: Action): Promise<Outcome> {
  const locale = await localeOfPerson(feishu, click.person)
  const filled = await formFor(feishu, click.person, action, locale)
  const { direct, chat } = click.press
  const group = chat ?? (direct ? undefined : click.chat)
  const context = { locale, direct: true, dialog: true as const, ...(group !== undefined && { chat: group }) }
  const form = formElement(filled, context, 'form')
  const title = filled.form?.title ?? filled.label
  const [content] = cardsOf({ title, tone: 'info', blocks: [] }, [form], locale)
  const to = { workspace: feishu.config.appId, channel: click.person, kind: 'direct' } as const
  const key = `form/${click.eventId}`
  const say = async () => {
    await feishu.pace(to.channel)
    await createMessage(feishu.api, to, { type: 'interactive', content }, uuidOf(key, 0))
  }
  const card: Card = { title, tone: 'info', blocks: [{ type: 'actions', actions: [action] }] } // for the outbox
  const later = async () =>
    void (await feishu.deps.directAnswers.inTurn(`${to.channel}/${to.channel}`, speaker =>
      speaker.say({ key, card, to, locale, say }),
    ))
  return { now: direct ? {} : toast('info', texts.formSent), later, late: later }
}
