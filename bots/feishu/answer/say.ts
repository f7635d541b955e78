import type { Feishu } from '#bots/feishu/context.ts'
import { post, postText } from '#bots/feishu/send/send.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, DrawnPicture, Reply, Speaker } from '#src/chat/messenger.ts'

/** Cards of an answer and where they go. */
export interface AnswerInput {
  readonly to: Address
  readonly cards: readonly Card[]
  readonly reply: Pick<Reply, 'locale' | 'handles'>
  /** Names the answer: saying it again shows nothing new. */
  readonly key: string
}

/** Says the cards of an answer one after the other; what cannot be said at once is left to the outbox. */
export async function say(feishu: Feishu, speaker: Speaker, { to, cards, reply, key }: AnswerInput): Promise<void> {
  for (const [at, card] of cards.entries()) {
    const deliveryId = `${key}/${at}`
    let pictures: readonly (DrawnPicture | null)[] | null = null
    await speaker.say({
      key: deliveryId,
      card,
      to,
      locale: reply.locale,
      say: async ({ plain }) => {
        pictures ??= await drawn(feishu, card, reply)
        const request = { ...reply, deliveryId, direct: to.kind === 'direct', card, pictures }
        await (plain ? postText(feishu, to, request) : post(feishu, to, request))
      },
    })
  }
}

/** The same outside a question, as for a click: in its turn among the answers to one person. */
export function sayInTurn(feishu: Feishu, who: string, saying: AnswerInput): Promise<void> {
  return feishu.deps.directAnswers.inTurn(who, speaker => say(feishu, speaker, saying))
}

async function drawn({ deps }: Feishu, card: Card, { locale }: Pick<Reply, 'locale'>) {
  return card.blocks.some(block => block.type === 'image') ? deps.draw(card, locale) : []
}
