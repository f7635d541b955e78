type Fields = Readonly<Record<string, unknown>>

/** Somebody chose an entry of the bot's menu. */
export interface MenuChoice {
  readonly eventId: string
  readonly person: string
  readonly line: string
}

/**
 * Reads `application.bot.menu_v6`. The key of an entry is its line: `kpi.status` or `status.sales.7d`, because keys
 * have no spaces. https://open.feishu.cn/document/ukTMukTMukTM/reference/application-v6/bot/events/menu
 */
export function readMenu(event: Fields): MenuChoice | null {
  const operator = fields(fields(event.operator).operator_id)
  const [eventId, person, key] = [text(event.event_id), text(operator.open_id), text(event.event_key)]
  if (eventId === '' || person === '' || key === '') return null
  const words = key.split(/[.\s]+/).filter(word => word !== '')
  return { eventId, person, line: (words[0] === 'kpi' ? words.slice(1) : words).join(' ') }
}

/** The bot was added to a group. */
export interface Membership {
  readonly eventId: string
  readonly chat: string
  readonly person: string
  readonly name: string
}

/** Reads `im.chat.member.bot.added_v1`. */
export function readMembership(event: Fields): Membership | null {
  const person = text(fields(event.operator_id).open_id)
  const [eventId, chat] = [text(event.event_id), text(event.chat_id)]
  return eventId === '' || chat === '' || person === '' ? null : { eventId, chat, person, name: text(event.name) }
}

/** Something that takes no messages any more: a group, or a person who left the company. */
export interface Ended {
  readonly eventId: string
  /** The group's id, or the person's open id. */
  readonly place: string
  /** For those who look at the outbox. */
  readonly reason: string
}

/** Reads `im.chat.member.bot.deleted_v1` and `im.chat.disbanded_v1`. */
export function readEndedGroup(event: Fields, reason: string): Ended | null {
  const [eventId, place] = [text(event.event_id), text(event.chat_id)]
  return eventId === '' || place === '' ? null : { eventId, place, reason }
}

/**
 * Reads `contact.user.deleted_v3`, and `contact.user.updated_v3` of somebody who is resigned or frozen.
 * https://open.feishu.cn/document/server-docs/contact-v3/user/events/deleted
 */
export function readDeparted(event: Fields): Ended | null {
  const user = fields(event.object)
  const { is_resigned, is_exited } = fields(user.status)
  const isGone = event.event_type !== 'contact.user.updated_v3' || is_resigned === true || is_exited === true
  const [eventId, place] = [text(event.event_id), text(user.open_id)]
  return !isGone || eventId === '' || place === '' ? null : { eventId, place, reason: 'the person left the company' }
}

/** Something about a task changed. */
export interface TaskChange {
  readonly eventId: string
  readonly guid: string
}

/** Reads `task.task.update_user_access_v2`, where a task was completed, and `task.task.updated_v1`, which does not say what. */
export function readTaskChange(event: Fields): TaskChange | null {
  const types = Array.isArray(event.event_types) ? event.event_types : ['task_completed_update']
  const [eventId, guid] = [text(event.event_id), text(event.task_guid) || text(event.task_id)]
  return eventId === '' || guid === '' || !types.includes('task_completed_update') ? null : { eventId, guid }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {} // any object may be read by name
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
