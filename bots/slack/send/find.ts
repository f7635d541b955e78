import { z } from 'zod'
import { platformError, transported } from '#bots/slack/api/faults.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import type { Place } from './place.ts'

/** Name of our metadata. Values are ids only: every app with metadata.message:read sees them. */
const eventType = 'kpi_delivery'

/** What a message carries to be found again. */
export type Metadata = ReturnType<typeof metadataOf>

/** Names a part of a message. */
export function metadataOf(delivery: string, part: number, parts: number) {
  return { event_type: eventType, event_payload: { delivery, part, parts } }
}

const Found = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(eventType),
    event_payload: z.object({ delivery: z.string(), part: z.coerce.number(), parts: z.coerce.number() }),
  }),
})

/** How far back a doubtful message is looked for; judgement: attempts are minutes apart. */
const lookBack = 50

/** A thread is read from its beginning, so all of it is asked for: the most that Slack gives at once. */
const threadBack = 999

/**
 * Our own newest messages, or those of a thread. Without the scope to read nothing is found: then a message may stand
 * twice, which the log says. https://docs.slack.dev/reference/methods/conversations.history
 */
export async function newest(
  { log }: { readonly log: BotLog },
  { workspace, channel }: Place,
  thread: string | undefined,
) {
  const { conversations } = workspace.client
  const query = { channel, limit: thread ? threadBack : lookBack, include_all_metadata: true }
  try {
    const { messages = [] } = await (thread
      ? conversations.replies({ ...query, ts: thread })
      : conversations.history(query))
    return messages.flatMap(message => {
      const found = Found.safeParse(message)
      return found.success ? [{ ts: found.data.ts, ...found.data.metadata.event_payload }] : []
    })
  } catch (error) {
    if (platformError(error) !== 'missing_scope') return await transported(false, () => Promise.reject(error))
    log.warn({}, 'The scope to read messages is missing: a doubtful message is sent again and may stand twice.')
    return []
  }
}

/** The parts of a message that stand in a conversation; none where it cannot be read. Never throws. */
export async function findParts(
  parts: { readonly log: BotLog },
  place: Place,
  delivery: string,
  thread: string | undefined,
): Promise<readonly { readonly ts: string; readonly part: number }[]> {
  try {
    return (await newest(parts, place, thread)).filter(one => one.delivery === delivery)
  } catch (error) {
    parts.log.warn({ reason: platformError(error) ?? 'no answer' }, 'It is not known whether an answer stands already.')
    return []
  }
}
