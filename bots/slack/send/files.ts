import { platformError, transported } from '#bots/slack/api/faults.ts'
import { clean, cut, escapeText } from '#bots/slack/render/text.ts'
import type { CarriedFile, MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Pace } from './pace.ts'
import type { Places } from './place.ts'

/** Characters of what is said beside a file (judgement: one line). */
const captionLength = 300

/**
 * Shares a file in a conversation, with the card's title beside it.
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal
 */
export async function sendFile(
  { places, pace }: { readonly places: Places; readonly pace: Pace },
  { card, locale, to }: Outgoing,
  file: CarriedFile,
): Promise<MessageRef> {
  const { workspace, channel } = await places.find(to)
  const shared = {
    channel_id: channel,
    file: Buffer.from(file.content),
    filename: file.name,
    title: file.name,
    initial_comment: cut(escapeText(clean(card.title[locale])), captionLength),
  }
  await pace.turn(`${workspace.id}/${channel}`)
  await transported(true, async () => {
    try {
      await workspace.client.filesUploadV2(to.thread ? { ...shared, thread_ts: to.thread } : shared)
    } catch (error) {
      if (!fileRefusals.has(platformError(error) ?? '')) throw error
      throw new TransportError('Slack does not take this file', { fault: 'permanent', cause: error })
    }
  })
  return JSON.stringify({ channel, ts: '', more: [], thread: to.thread })
}

/** Files are not taken there, or not from this app: the address of the file is said instead. */
const fileRefusals: ReadonlySet<string> = new Set([
  'missing_scope',
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_upload_size_restricted',
  'storage_limit_reached',
  'malware_detected',
  'slack_connect_blocked_file_type',
  'slack_connect_file_upload_sharing_blocked',
  'restricted_action',
  'not_allowed_token_type',
])
