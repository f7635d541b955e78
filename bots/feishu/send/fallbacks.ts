import { refusedCard, refusedMention, refusedPicture } from '#bots/feishu/api/faults.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { FeishuCard } from '#bots/feishu/render/elements.ts'
import { type Placement, renderFor } from '#bots/feishu/render/render.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Card } from '#src/chat/card.ts'
import { plainText } from '#src/chat/plain.ts'
import { fill, type Locale, verbatim } from '#src/i18n/locale.ts'
import { type DrawnByLocale, drawForReaders, forgetAll, type PictureRequest, uploadAll } from './pictures.ts'

/** A card on its way. */
export interface FallbackRequest extends PictureRequest, Placement {
  readonly deliveryId: string
  readonly handles: ReadonlyMap<number, string>
  readonly signal?: AbortSignal
}

/** Sends cards, or what stands for them; may be called several times with less and less. */
export interface Sender<T> {
  cards(cards: readonly FeishuCard[]): Promise<T>
  /** The card was refused whatever was left out: its text. */
  text(content: unknown): Promise<T>
}

/**
 * Sends a card as well as the platform takes it: with mentions and pictures, else without the mention that it refuses,
 * else with fresh uploads, else without pictures, else as text. Only refusals of the card lead down; others are thrown.
 */
export async function sendWithFallbacks<T>(feishu: Feishu, request: FallbackRequest, sender: Sender<T>): Promise<T> {
  const drawn = await drawForReaders(feishu, request)
  let step: Step = {
    handles: request.handles,
    keys: await uploadAll(feishu, drawn, request.signal),
    fresh: false,
  }
  for (;;) {
    try {
      const { locale, direct, subject } = request
      const place = { direct, ...(subject !== undefined && { subject }) }
      const { messages } = renderFor(request.card, { locale, handles: step.handles, pictures: step.keys }, place)
      return await sender.cards(messages)
    } catch (error) {
      const next = await stepDown(feishu, request, step, drawn, error)
      if (next === 'text') return sender.text(postOf(request.card, request.locale))
      step = next
    }
  }
}

interface Step {
  readonly handles: ReadonlyMap<number, string>
  readonly keys: readonly (string | null)[]
  /** The pictures were uploaded anew. */
  readonly fresh: boolean
}

async function stepDown(
  feishu: Feishu,
  request: FallbackRequest,
  step: Step,
  drawn: DrawnByLocale,
  error: unknown,
): Promise<Step | 'text'> {
  if (refusedMention(error) && step.handles.size > 0) {
    await tellOfMention(feishu, request)
    return { ...step, handles: new Map() }
  }
  if (!refusedCard(error)) throw error
  const pictured = step.keys.some(key => key !== null)
  feishu.deps.log.warn(
    { err: error, delivery: request.deliveryId, pictured },
    'Feishu refused a card; less of it is sent',
  )
  if (pictured && refusedPicture(error) && !step.fresh) {
    await forgetAll(feishu, drawn)
    return { ...step, keys: await uploadAll(feishu, drawn, request.signal), fresh: true }
  }
  return pictured ? { ...step, keys: step.keys.map(() => null) } : 'text'
}

/** Says whom the platform does not let mention. Failing to say it never stops the message. */
async function tellOfMention({ deps }: Feishu, { card, deliveryId, handles }: FallbackRequest): Promise<void> {
  const mentioned = card.blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
  const people = mentioned.filter(({ id }) => handles.has(id))
  const text = fill(texts.mentionRefusedWhat, { people: verbatim(people.map(({ name }) => name).join(', ')) })
  const said: Card = { title: texts.mentionRefused, tone: 'warning', blocks: [{ type: 'text', text }] }
  const day = deps.now().toISOString().slice(0, 10)
  const key = `mention/${people.map(({ id }) => id).join('+')}/${day}`
  deps.log.warn({ delivery: deliveryId }, 'Feishu refused a mention; the message goes without it')
  await deps.tell(key, said).catch(err => deps.log.error({ err }, 'The administrators could not be told'))
}

/**
 * A message of rich text whose parts are plain: nothing in it becomes a mention or a link.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 */
export function postOf(card: Card, locale: Locale): unknown {
  const [title = '', ...lines] = plainText(card, locale).split('\n')
  const content = lines.filter(line => line !== '').map(text => [{ tag: 'text', text }])
  return { zh_cn: { title, content: content.length > 0 ? content : [[{ tag: 'text', text: title }]] } }
}
