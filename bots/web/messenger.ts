import type { BotDeps, MessageRef, Messenger, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { registerRoutes } from './receive/routes.ts'
import { announce, conversationOf, keep, messageId, post, read, type WebMessage } from './send/conversation.ts'
import { createOpenPages } from './send/open-pages.ts'

/** The console as a messenger: messages are rows of ours, pages hear of them by server-sent events. */
export function createWebMessenger(deps: BotDeps): Messenger {
  const hub = createOpenPages(deps)
  return {
    id: 'web',
    can: {
      edit: true,
      mention: true,
      images: true,
      buttons: true,
      forms: true,
      ephemeral: true,
      threads: false,
      perReaderLanguage: true,
      dropsDuplicates: true,
      findsByDeliveryId: true,
    },
    gapMs: 0, // our own page takes any pace
    send: message => transported(() => send(deps, message)),
    update: (ref, message) => transported(() => update(deps, ref, message)),
    find: deliveryId =>
      transported(async () => ((await stored(deps, messageId(deliveryId))) ? messageId(deliveryId) : null)),
    routes: app => registerRoutes(app, deps, hub),
    stop: () => hub.stop(),
  }
}

/** Posts once: the same delivery again finds the message standing and only tells the pages again. */
async function send(deps: BotDeps, message: Outgoing): Promise<MessageRef> {
  const id = messageId(message.deliveryId)
  const standing = await stored(deps, id)
  if (standing) await announce(deps, standing)
  else await post(deps, messageOf(deps, message, id, 1, deps.now()))
  return id
}

/** Changes the message where it stands. One that is gone (history was cleared) is posted anew. */
async function update(deps: BotDeps, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  const standing = await stored(deps, ref)
  const revision = (standing?.body.revision ?? 0) + 1
  await post(deps, messageOf(deps, message, ref, revision, standing?.at ?? deps.now()))
  return ref
}

function messageOf(deps: BotDeps, message: Outgoing, id: string, revision: number, at: Date): WebMessage {
  const { card, locale, handles, pictures, to } = message
  const body = {
    revision,
    changedAt: deps.now().toISOString(),
    author: { kind: 'bot' },
    aside: false,
    content: { kind: 'card', card, locale, handles: [...handles], pictures: { [locale]: keep(pictures) } },
  } as const
  return { id, conversation: conversationOf(to), at, body }
}

async function stored(deps: BotDeps, id: string): Promise<WebMessage | null> {
  const found = await deps.messages.find(id)
  return found && read(found)
}

/** Our own store is what can fail here, and only for a while. Sending again is harmless. */
async function transported<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof TransportError) throw cause
    throw new TransportError('The web console could not keep the message', { fault: 'retryable', cause })
  }
}
