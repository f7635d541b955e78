import { formElement } from '#bots/feishu/card/buttons.ts'
import { cardsOf } from '#bots/feishu/card/fit.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { createMessage, uuidOf } from '#bots/feishu/message-api.ts'
import { localeOfPerson } from '#bots/feishu/person-locale.ts'
import type { Click } from '#bots/feishu/receive/click.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Action, Card, Field } from '#src/chat/card.ts'
import type { ChoiceSource } from '#src/chat/messenger.ts'
import { empty } from '#src/i18n/locale.ts'
import type { Outcome } from './answer-click.ts'
import { toast } from './toast.ts'

/**
 * Opens a form for the person who pressed: in their direct chat, because what it offers is theirs alone. It remembers
 * the group it was asked for in.
 */
export async function openForm(feishu: Feishu, click: Click, action: Action): Promise<Outcome> {
  const filled = await withChoices(feishu, click.person, action)
  const locale = await localeOfPerson(feishu, click.person)
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
  const card: Card = { title, tone: 'info', blocks: [{ type: 'actions', actions: [filled] }] } // for the outbox
  const later = async () =>
    void (await feishu.deps.directAnswers.inTurn(`${to.channel}/${to.channel}`, speaker =>
      speaker.say({ key, card, to, locale, say }),
    ))
  return { now: direct ? {} : toast('info', texts.formSent), later, late: later }
}

/** Lists that only the person may see are filled in for them. */
async function withChoices(feishu: Feishu, person: string, action: Action): Promise<Action> {
  const { form } = action
  if (!form) return action
  const fields = await Promise.all(form.fields.map(field => fieldFor(feishu, person, field)))
  return { ...action, form: { ...form, fields } }
}

async function fieldFor({ deps, config }: Feishu, person: string, field: Field): Promise<Field> {
  const source: ChoiceSource | undefined = field.kind === 'person' ? 'people' : field.source
  if (field.kind !== 'person' && (field.kind !== 'select' || source === undefined)) return field
  if (source === undefined) return field
  const options = await deps.choices(source, '', { messenger: 'feishu', workspace: config.appId, person })
  const none = field.optional ? [{ label: { ...empty, en: '–', ja: '–', 'zh-CN': '–' }, value: ' ' }] : []
  return { ...field, options: [...none, ...options] }
}
