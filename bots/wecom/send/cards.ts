import { z } from 'zod'
import type { Ask } from '#bots/wecom/render/types.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** What a click does not say: what the card is about, and what its buttons ask. */
export interface CardRecord {
  readonly subject: string | null
  readonly locale: Locale
  readonly asks: readonly Ask[]
}

/** Written by `keepCard`, so that only the outside is checked. */
const Shape = z.custom<CardRecord>(value => typeof value === 'object' && value !== null && 'asks' in value)

/** Keeps it under the card's task, for as long as we keep messages. */
export async function keepCard({ messages, now }: BotDeps, taskId: string, record: CardRecord): Promise<void> {
  if (record.asks.length === 0 && record.subject === null) return
  await messages.put({ id: `card/${taskId}`, channel: 'cards', at: now(), body: record })
}

/** `null` for a card that is too old or not ours. */
export async function findCard({ messages }: BotDeps, taskId: string): Promise<CardRecord | null> {
  const found = await messages.find(`card/${taskId}`)
  const record = Shape.safeParse(found?.body)
  return record.success ? record.data : null
}
