import type { Wecom } from '#bots/wecom/context.ts'
import { plainCard } from '#bots/wecom/render/plain.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { ask, type Place } from './converse.ts'

/** At most one greeting a day for each person on each surface: the platform tells of every opening. */
export async function mayGreet({ deps }: Wecom, surface: 'app' | 'bot', user: string): Promise<boolean> {
  return deps.claim(`greet/${surface}/${user}/${deps.now().toISOString().slice(0, 10)}`)
}

/** Somebody came: what the bot is for, and what an empty line shows: their own figures, or how to be recognised. */
export async function greetingFor(wecom: Wecom, place: Place): Promise<Reply> {
  return withGreeting(await ask(wecom, place, '', 'slash'))
}

/** What an empty line shows, with a word of greeting. */
export function withGreeting(reply: Reply): Reply {
  const [first, ...more] = reply.cards
  if (!first) return { ...reply, cards: [{ title: texts.greeting, tone: 'info', blocks: [] }] }
  const hello = { type: 'text', style: 'muted', text: texts.greeting } as const
  return { ...reply, cards: [{ ...first, blocks: [...first.blocks, hello] }, ...more] }
}

/** A greeting as one text, for an answer that can be nothing else. */
export function greetingText(card: Card, { locale }: Reply): string {
  const [first] = plainCard(card, locale)
  return first?.kind === 'text' ? first.content : texts.greeting[locale]
}
