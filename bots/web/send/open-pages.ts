import { heartbeatMs } from '#bots/web/limits.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { type Conversation, isNotice, type Notice, read, topic, type WebMessage } from './conversation.ts'

/** An open page: what it reads, and how it is told. */
export interface Reader {
  readonly email: string
  readonly conversations: ReadonlySet<Conversation>
  /** Shows the message unless it stands there in this or a later state. */
  offer(message: WebMessage): void
  /** Something happened in a conversation that is not open here. */
  elsewhere(notice: Notice): void
  beat(): void
  close(): void
}

/** All open pages of this process. */
export interface OpenPages {
  /** Registers a page; the returned function takes it out. */
  join(reader: Reader): Promise<() => void>
  /** How many pages a person has open. */
  count(email: string): number
  stop(): Promise<void>
}

/**
 * Listens to what any replica announces and hands it to the open pages. Notices may be lost while the database is
 * away; each heartbeat looks at the newest messages again, and pages ignore what they have.
 */
export function createOpenPages(deps: Pick<BotDeps, 'messages' | 'subscribe' | 'log'>): OpenPages {
  const readers = new Set<Reader>()
  let subscription: Promise<() => Promise<void>> | null = null
  let timer: NodeJS.Timeout | null = null

  const notify = (payload: unknown): void => {
    if (isNotice(payload)) void pass(deps, readers, payload).catch(failed)
  }
  const failed = (error: unknown): void => deps.log.warn({ err: error }, 'The web console could not load a message.')
  const subscribe = (): Promise<() => Promise<void>> => {
    subscription ??= deps.subscribe(topic, notify)
    subscription.catch(() => {
      subscription = null // tried again with the next page
    })
    return subscription
  }

  return {
    async join(reader) {
      await subscribe()
      readers.add(reader)
      timer ??= setInterval(() => void beat(deps, readers).catch(failed), heartbeatMs).unref()
      return () => readers.delete(reader)
    },
    count: email => [...readers].filter(reader => reader.email === email).length,
    async stop() {
      if (timer) clearInterval(timer)
      timer = null
      for (const reader of [...readers]) reader.close()
      readers.clear()
      const unsubscribe = await subscription?.catch(() => null)
      subscription = null
      await unsubscribe?.()
    },
  }
}

async function pass(deps: Pick<BotDeps, 'messages'>, readers: ReadonlySet<Reader>, notice: Notice): Promise<void> {
  const { conversation } = notice
  const inside = [...readers].filter(reader => reader.conversations.has(conversation))
  for (const reader of readers) if (!inside.includes(reader) && mayKnow(reader, conversation)) reader.elsewhere(notice)
  if (inside.length === 0) return
  const stored = await deps.messages.find(notice.id)
  const message = stored && read(stored)
  if (message?.conversation === conversation) for (const reader of inside) reader.offer(message)
}

/** Groups are open to everybody in the console; what is personal only to the person. */
function mayKnow(reader: Reader, conversation: Conversation): boolean {
  const own = `@${reader.email}`
  return conversation.endsWith(own)
    ? conversation === own || conversation.endsWith(`/${own}`)
    : !isPersonal(conversation)
}

function isPersonal(conversation: Conversation): boolean {
  return conversation.startsWith('@') || conversation.includes('/@')
}

async function beat(deps: Pick<BotDeps, 'messages'>, readers: ReadonlySet<Reader>): Promise<void> {
  for (const reader of readers) reader.beat()
  const conversations = new Set([...readers].flatMap(reader => [...reader.conversations]))
  for (const conversation of conversations) {
    const messages = (await deps.messages.list(conversation, 20)).flatMap(stored => read(stored) ?? [])
    for (const reader of readers) {
      if (reader.conversations.has(conversation)) for (const message of messages) reader.offer(message)
    }
  }
}
