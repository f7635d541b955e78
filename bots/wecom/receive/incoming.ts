import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { XmlFields } from './xml.ts'

/** What reached the app, whatever the platform calls it. */
export type Incoming = { readonly user: string; readonly key: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other' }
  /** A picture, kept by the platform for three days. */
  | { readonly kind: 'picture'; readonly mediaId: string }
  | { readonly kind: 'menu'; readonly press: string }
  | {
      readonly kind: 'click'
      readonly press: string
      readonly taskId: string
      readonly code: string
      /** What was chosen on the card. */
      readonly chosen?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'notice'; readonly event: string }
  /** Somebody follows the app or opens it. */
  | { readonly kind: 'arrival' }
  /** A request in 审批 changed its state. */
  | { readonly kind: 'approval'; readonly spNo: string }
  | { readonly kind: 'ignored' }
)

const head = z.object({
  ToUserName: z.string().min(1),
  FromUserName: z.string().min(1).max(64),
  CreateTime: z.string().regex(/^\d{1,12}$/),
  MsgType: z.string().min(1).max(32),
})

/** Events that say that the platform is about to switch the app off, or did. Document 90240. */
const notices = ['inactive_alert', 'close_inactive_agent', 'low_active_alert', 'low_active']

/** Reads a decrypted message; `null` when it is not one for this company. Documents 90239 and 90240. */
export function readIncoming(fields: XmlFields, corpId: string, chosen: Chosen = {}, spNo = ''): Incoming | null {
  const parsed = head.safeParse(fields)
  if (!parsed.success || parsed.data.ToUserName.trim() !== corpId) return null
  const { FromUserName, MsgType } = parsed.data
  const base = { user: FromUserName.trim(), key: keyOf(fields, spNo) }
  const type = MsgType.trim()
  if (type === 'event') return { ...base, ...eventOf(fields, chosen, spNo) }
  const mediaId = fields.MediaId?.trim() ?? ''
  if (type === 'image' && mediaId !== '') return { ...base, kind: 'picture', mediaId }
  if (type !== 'text') return { ...base, kind: 'other' }
  return { ...base, kind: 'text', text: fields.Content ?? '' }
}

type EventPart<T> = T extends unknown ? Omit<T, 'user' | 'key'> : never

type Chosen = Readonly<Record<string, string>>

function eventOf(fields: XmlFields, chosen: Chosen, spNo: string): EventPart<Incoming> {
  const event = fields.Event?.trim() ?? ''
  const press = fields.EventKey ?? ''
  if (event === 'click') return { kind: 'menu', press }
  if (event === 'template_card_event') {
    const [taskId, code] = [fields.TaskId?.trim() ?? '', fields.ResponseCode?.trim() ?? '']
    return { kind: 'click', press, taskId, code, chosen }
  }
  if (event === 'subscribe' || event === 'enter_agent') return { kind: 'arrival' }
  if (event === 'sys_approval_change' && spNo !== '') return { kind: 'approval', spNo }
  return notices.includes(event) ? { kind: 'notice', event } : { kind: 'ignored' }
}

/**
 * Names a delivery. Messages have an id; of events the documented sender and second would drop the second of two, so
 * that everything that tells them apart goes in.
 */
function keyOf(fields: XmlFields, spNo: string): string {
  const { FromUserName, CreateTime, Event, EventKey, TaskId, ResponseCode, MsgId } = fields
  const id = MsgId?.trim()
  if (id) return `message/${id.slice(0, 64)}`
  const parts = [FromUserName, CreateTime, Event, EventKey, TaskId, ResponseCode]
    .map(part => part ?? '')
    .concat(spNo === '' ? [] : [spNo])
  return `event/${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}
