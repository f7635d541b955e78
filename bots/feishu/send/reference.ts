import { threadOf } from '#bots/feishu/api/messages.ts'
import { limits } from '#bots/feishu/limits.ts'
import { TransportError } from '#src/errors.ts'

/** Where a card stands: its messages in order, and since when. */
export interface MessageReference {
  readonly ids: readonly string[]
  /** Milliseconds since 1970. */
  readonly at: number
  /** `post`: the card was refused and stands as text; `robot`: a group robot said it. Neither can be changed. `task`: a task of the person; `approval`: a request
   * in 审批, whose id is missing where the platform took none. */
  readonly as: 'card' | 'post' | 'robot' | 'task' | 'approval'
}

/** As the outbox keeps it. */
export function writeRef(standing: MessageReference): string {
  return JSON.stringify(standing)
}

/** The topic under a message; `null` for what a group robot said: it cannot be answered under. */
export function topicUnder(ref: string): string | null {
  const standing = parse(ref)
  const [first] = standing?.ids ?? []
  return standing === null || first === undefined || !(standing.as === 'card' || standing.as === 'post')
    ? null
    : threadOf(first, true)
}

/** @throws TransportError when the message cannot be changed any more, so that a new one is sent. */
export function readEditable(ref: string, now: Date): MessageReference {
  const standing = parse(ref)
  if (standing?.as !== 'card' || standing.ids.length === 0) throw tooLate('The message cannot be changed')
  if (now.getTime() - standing.at > limits.editableMs) throw tooLate('The message is older than 14 days')
  return standing
}

const kinds = ['card', 'post', 'robot', 'task', 'approval'] as const

/** The task that stands in place of a card; `null`: it is no task. */
export function taskIn(ref: string): MessageReference | null {
  const standing = parse(ref)
  return standing?.as === 'task' ? standing : null
}

/** The request in 审批 that stands in place of a card; `null`: it is none. */
export function approvalIn(ref: string): MessageReference | null {
  const standing = parse(ref)
  return standing?.as === 'approval' ? standing : null
}

function tooLate(why: string): TransportError {
  return new TransportError(why, { fault: 'permanent' })
}

function parse(ref: string): MessageReference | null {
  try {
    const { ids, at, as } = JSON.parse(ref) as Record<string, unknown> // written above
    const isList = Array.isArray(ids) && ids.every(id => typeof id === 'string')
    const known = kinds.find(kind => kind === as)
    return isList && typeof at === 'number' && known ? { ids, at, as: known } : null
  } catch {
    return null
  }
}
