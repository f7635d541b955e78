import { setTimeout as pause } from 'node:timers/promises'
import type { Feishu } from '#bots/feishu/context.ts'
import { post } from '#bots/feishu/outgoing.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, Reply } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** An answer is tried three times, at most ten seconds apart (judgement: who asked is still there). */
const attempts = 3
const longestPauseSeconds = 10

/** Cards of an answer and where they go. */
export interface Saying {
  readonly to: Address
  readonly cards: readonly Card[]
  readonly reply: Pick<Reply, 'locale' | 'handles'>
  /** Names the answer: saying it again shows nothing new. */
  readonly key: string
}

/** Says the cards of an answer one after the other. What cannot be said is logged; nobody else would repeat it. */
export async function say(feishu: Feishu, { to, cards, reply, key }: Saying): Promise<void> {
  for (const [at, card] of cards.entries()) {
    const pictures = await drawn(feishu, card, reply)
    const climb = { ...reply, deliveryId: `${key}/${at}`, direct: to.kind === 'direct', card, pictures }
    await persist(feishu, () => post(feishu, to, climb))
  }
}

async function drawn({ deps }: Feishu, card: Card, { locale }: Pick<Reply, 'locale'>) {
  return card.blocks.some(block => block.type === 'image') ? deps.draw(card, locale) : []
}

async function persist({ deps }: Feishu, attempt: () => Promise<unknown>): Promise<void> {
  for (let at = 1; ; at++) {
    try {
      await attempt()
      return
    } catch (error) {
      const passing = error instanceof TransportError && ['retryable', 'doubtful'].includes(error.fault)
      if (!passing || at >= attempts) {
        deps.log.warn({ err: error, attempts: at }, 'An answer could not be sent to Feishu')
        return
      }
      const seconds = error.retryAfterSeconds ?? 2 ** at / 2
      await pause(Math.min(seconds, longestPauseSeconds) * 1_000)
    }
  }
}
