import type { BotDeps } from '#src/chat/messenger.ts'
import type { Posted } from './post.ts'

/**
 * What was sent of a delivery. One card becomes several messages, and WeCom cannot be asked what stands: a repeated
 * attempt goes on behind the last message that WeCom took, and a finished delivery is found here.
 */
export interface Entry {
  readonly posted: readonly Posted[]
  /** Set when all of it was sent. */
  readonly ref: string | null
}

export async function readEntry({ messages }: BotDeps, deliveryId: string): Promise<Entry> {
  const found = await messages.find(`sent/${deliveryId}`)
  return found ? (found.body as Entry) : { posted: [], ref: null } // written below
}

export async function writeEntry({ messages, now }: BotDeps, deliveryId: string, entry: Entry): Promise<void> {
  await messages.put({ id: `sent/${deliveryId}`, channel: 'sent', at: now(), body: entry })
}
