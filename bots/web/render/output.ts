import { type Author, type KeptPicture, picturesFor, type Said, type WebMessage } from '#bots/web/send/conversation.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { BotDeps, DrawnPicture } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { pictureHandle, render } from './render.ts'
import type { View } from './view.ts'

/** A card as it leaves: all its texts in all languages, addresses of its pictures, and ready for one reader. */
export interface CardOut extends Card {
  readonly locale: Locale
  readonly view: View
}

/** A message as pages and scripts read it. */
export interface MessageOut {
  readonly id: string
  readonly channel: string
  readonly at: string
  readonly changedAt: string
  readonly revision: number
  readonly author: Author
  readonly aside: boolean
  /** The page's own name of the attempt that caused it: its place holder goes. */
  readonly attempt?: string
  /** Where it is a line. */
  readonly line?: string
  readonly via?: string
  /** Where it is a card. */
  readonly card?: CardOut
}

/** A message for a reader. `channel` is what the reader calls the conversation. */
export function messageOut(
  deps: Pick<BotDeps, 'pictureUrl'>,
  { id, at, body }: WebMessage,
  channel: string,
  locale: Locale,
): MessageOut {
  const { revision, changedAt, author, aside, content, attempt } = body
  const named = attempt === undefined ? {} : { attempt }
  const head = { id, channel, at: at.toISOString(), changedAt, revision, author, aside, ...named }
  if (content.kind === 'line') return { ...head, line: content.line, via: content.via }
  return { ...head, card: cardOut(deps, content, locale) }
}

/** A kept card for a reader of that language. */
export function cardOut(deps: Pick<BotDeps, 'pictureUrl'>, said: Said, locale: Locale): CardOut {
  const pictures = picturesFor(said, locale).map(picture => picture && { ...picture, url: addressOf(deps, picture) })
  const { messages } = render(said.card, {
    locale,
    pictures: pictures.map(picture => picture && pictureHandle(picture, picture.url)),
    handles: new Map(said.handles),
  })
  const [view = { title: said.card.title[locale], tone: said.card.tone, blocks: [] }] = messages
  return { ...said.card, blocks: withPictures(said.card.blocks, pictures), locale, view }
}

/** The address needs only the picture's id: the bytes stay where they are. */
function addressOf(deps: Pick<BotDeps, 'pictureUrl'>, picture: KeptPicture): string {
  const drawn: DrawnPicture = { ...picture, png: new Uint8Array() }
  return deps.pictureUrl(drawn)
}

function withPictures(
  blocks: readonly Block[],
  pictures: readonly ({ readonly url: string; readonly width: number; readonly height: number } | null)[],
): readonly Block[] {
  const next = pictures.values()
  return blocks.map(block => {
    if (block.type !== 'image') return block
    const picture = next.next().value ?? null
    return { ...block, url: picture?.url ?? null, width: picture?.width ?? null, height: picture?.height ?? null }
  })
}
