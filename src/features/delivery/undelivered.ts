import type { Undelivered } from '#src/chat/messenger.ts'
import { escalateNow, failSent, markUnreachable } from '#src/features/delivery/store/index.ts'
import { directChannels, findChannel, findIdentity } from '#src/features/people/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { noticeOfUnreachable } from './unreachable-notice.ts'

/**
 * What a platform says later about a message that it had taken: it counts as failed, and what it was about goes to the
 * next in the chain. Where nothing arrives any more, the conversation is marked and who must know is told once.
 * `false`: no such conversation.
 */
export async function reportUndelivered(
  db: Database['db'],
  messenger: string,
  report: Undelivered,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    const channel = await channelOf(tx, messenger, report)
    if (!channel) return false
    const failed = await failSent(tx, channel.id, report.refPart, report.error)
    const subject = failed?.subject ?? ''
    if (failed) await escalateNow(tx, subject, now)
    if (report.gone && (await markUnreachable(tx, channel.id, now)))
      await noticeOfUnreachable(tx, { channel, subject }, now)
    return true
  })
}

/** The conversation; also with somebody we know and never wrote to, who leaves: nothing is to be meant for them there. */
async function channelOf(tx: Db, messenger: string, { workspace, channel, gone }: Undelivered) {
  const found = await findChannel(tx, messenger, workspace, channel)
  if (found || !gone) return found
  const person = await findIdentity(tx, messenger, workspace, channel)
  if (person) await directChannels(tx, [person.id]) // makes those that are not stored yet
  return person && findChannel(tx, messenger, workspace, channel)
}
