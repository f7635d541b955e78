import type { WebMessage } from './conversation.ts'

/**
 * Where a stream stopped, carried by every event's id: the time of the newest change it had shown, and tags of what
 * it showed shortly before. Changes become visible slightly out of order (several replicas and transactions), so a
 * resumed stream looks back a little and leaves out what is tagged: nothing is missed and nothing comes twice.
 */
export interface Bookmark {
  readonly at: number
  readonly tags: ReadonlySet<string>
}

/** How far a resumed stream looks back, in milliseconds; judgement: longer than any of our transactions. */
const lookBackMs = 10_000

/** Tags carried at most: keeps the header of a resumed request small. */
const maxTags = 40

/** Keeps the bookmark of a stream while it writes. */
export interface BookmarkKeeper {
  /** Notes that a message was shown and returns the event's id. */
  note(message: WebMessage): string
}

/** Starts where a resumed stream stopped, or fresh. */
export function keepBookmark(from: Bookmark | null): BookmarkKeeper {
  let newest = from?.at ?? 0
  let shown = [...(from?.tags ?? [])].map(tag => ({ tag, at: newest }))
  return {
    note(message) {
      const at = changeOf(message)
      newest = Math.max(newest, at)
      shown = [...shown, { tag: tagOf(message), at }].filter(entry => entry.at >= newest - lookBackMs).slice(-maxTags)
      return [newest, ...shown.map(entry => entry.tag)].join('~')
    },
  }
}

/** Reads an event's id; `null` when there is none or it is not ours. */
export function readBookmark(id: string | undefined): Bookmark | null {
  const match = /^(\d{1,15})((?:~[\w-]{1,24}){0,60})$/.exec(id ?? '')
  if (!match) return null
  const [, at = '0', tags = ''] = match
  return { at: Number(at), tags: new Set(tags.split('~').filter(tag => tag !== '')) }
}

/** Whether a resumed stream has to show the message. */
export function isNews(message: WebMessage, from: Bookmark): boolean {
  return changeOf(message) > from.at - lookBackMs && !from.tags.has(tagOf(message))
}

/** When the message last changed, in milliseconds. */
export function changeOf({ body, at }: WebMessage): number {
  const changed = Date.parse(body.changedAt)
  return Number.isNaN(changed) ? at.getTime() : changed
}

function tagOf({ id, body }: WebMessage): string {
  return `${id.slice(0, 8)}${body.revision}`
}
