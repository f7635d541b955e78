import { type Press, readPress } from '#bots/feishu/render/press.ts'

/** A click on a card, or a form that was submitted. */
export interface Click {
  readonly eventId: string
  readonly person: string
  readonly message: string
  readonly chat: string
  readonly press: Press
  /** What was filled in. */
  readonly values: Readonly<Record<string, unknown>>
  readonly timeZone?: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads `card.action.trigger`; `null` for cards that this version did not make.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export function readClick(event: Fields): Click | null {
  const action = fields(event.action)
  const context = fields(event.context)
  const press = readPress(action.value)
  const [person, message, chat] = [fields(event.operator).open_id, context.open_message_id, context.open_chat_id]
  const eventId = event.event_id
  if (!press || !isText(eventId) || !isText(person) || !isText(message) || !isText(chat)) return null
  const zone = action.timezone
  const values = fields(action.form_value)
  return { eventId, person, message, chat, press, values, ...(isText(zone) && { timeZone: zone }) }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {} // any object may be read by name
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
