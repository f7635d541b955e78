import { webApi } from '@slack/bolt'
import { TransportError, type TransportFault } from '#src/errors.ts'
import { redact } from './client.ts'
import { remedies, remedySeconds } from './remedies.ts'

/** Errors of https://docs.slack.dev/reference/methods/chat.postMessage and its siblings, by what they mean for us. */
const classes: Readonly<Record<string, TransportFault>> = {
  // The place is closed to us; whoever cares is told elsewhere.
  channel_not_found: 'unreachable',
  not_in_channel: 'unreachable',
  is_archived: 'unreachable',
  user_not_found: 'unreachable',
  user_not_in_channel: 'unreachable',
  user_disabled: 'unreachable',
  user_not_visible: 'unreachable',
  users_not_found: 'unreachable',
  cannot_dm_bot: 'unreachable',
  messages_tab_disabled: 'unreachable',
  restricted_action: 'unreachable',
  restricted_action_read_only_channel: 'unreachable',
  restricted_action_thread_only_channel: 'unreachable',
  restricted_action_non_threadable_channel: 'unreachable',
  not_authorized_in_channel: 'unreachable',
  // The message that was to be changed is not there, or not ours to change: its conversation is open.
  message_not_found: 'permanent',
  cant_update_message: 'permanent',
  cant_delete_message: 'permanent',
  edit_window_closed: 'permanent',
  // Nothing was posted, and it may work later.
  ratelimited: 'retryable',
  rate_limited: 'retryable',
  message_limit_exceeded: 'retryable',
  service_unavailable: 'retryable',
  team_added_to_org: 'retryable',
  request_timed_out: 'retryable',
  too_many_requests: 'retryable',
  // Slack broke off: the message may stand.
  fatal_error: 'doubtful',
  internal_error: 'doubtful',
  request_timeout: 'doubtful',
}

/** Refusals of a message for what it holds: as text alone it may be taken. */
const cardRefusals = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
  'invalid_attachments',
  'block_mismatch',
  'attachment_payload_limit_exceeded',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'no_text',
  'invalid_arguments',
  'invalid_arg_name',
  'invalid_form_data',
])

/** Refusals of pictures: without them the rest is taken. */
const pictureRefusals = new Set([
  'restricted_action_file',
  'slack_connect_blocked_file_type',
  'slack_connect_file_link_sharing_blocked',
  'slack_connect_file_upload_sharing_blocked',
  'file_not_found',
  'file_deleted',
])

/** Slack's own names of what it refused, by our faults. */
const refusals = new WeakMap<TransportError, string>()

/** Faults of the connection before anything was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * Runs calls to Slack; whatever goes wrong leaves as `TransportError` without token or body. What does not post cannot
 * be doubtful: it is only tried again.
 */
export async function transported<T>(posts: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const fault = transportError(error)
    if (posts || fault.fault !== 'doubtful') throw fault
    throw new TransportError(fault.message, { fault: 'retryable', cause: fault.cause })
  }
}

/** The class of a fault, with Slack's waiting time where it names one. */
export function transportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return fault('Slack asks us to slow down', 'retryable', error, error.retryAfter)
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    return refusal(error.data.error, error)
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = error.statusCode
    return fault(`Slack answered with HTTP ${code}`, code >= 500 ? 'doubtful' : 'retryable', error)
  }
  const code = codeIn(error)
  return neverSent.has(code)
    ? fault('Slack cannot be reached', 'retryable', error)
    : fault('Slack did not answer', 'doubtful', error)
}

function refusal(name: string, error: unknown): TransportError {
  const kind = remedies.has(name) ? 'retryable' : classOf(name)
  const refused = fault(`Slack refused: ${nameOf(name)}`, kind, error, remedies.has(name) ? remedySeconds : null)
  refusals.set(refused, name)
  return refused
}

/** The name of what Slack refused; `null` where nothing was refused. */
export function refusedName(error: unknown): string | null {
  return error instanceof TransportError ? (refusals.get(error) ?? null) : platformError(error)
}

/** The name of Slack's error; `null` where the fault is another. */
export function platformError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null
}

/** The message that was to be answered is gone, or takes no answers: nothing was posted. */
export function isThreadGone(error: unknown): boolean {
  const name = refusedName(error)
  return name === 'thread_not_found' || name === 'cannot_reply_to_message'
}

/** A picture that Slack does not show (yet): the same message without pictures can be posted. */
export function isPictureRefused(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError)) return false
  if (pictureRefusals.has(error.data.error)) return true
  return error.data.error === 'invalid_blocks' && JSON.stringify(error.data).includes('slack_file')
}

/** What Slack refuses for what the message holds; nothing was posted. */
export function isCardRefused(error: unknown): boolean {
  const name = refusedName(error) ?? ''
  return cardRefusals.has(name) || pictureRefusals.has(name)
}

/**
 * What we do not know is a closed door: whoever cares is told elsewhere and the alert goes on, while a message that is
 * only kept would be missed by nobody. A body that was no JSON arrives as the name.
 */
function classOf(name: string): TransportFault {
  if (cardRefusals.has(name) || pictureRefusals.has(name)) return 'permanent'
  return classes[name] ?? (isName(name) ? 'unreachable' : 'doubtful')
}

function nameOf(name: string): string {
  return isName(name) ? name : 'an answer that is no JSON'
}

function isName(name: string): boolean {
  return /^[a-z][a-z0-9_]{2,60}$/.test(name)
}

function fault(message: string, kind: TransportFault, error: unknown, retryAfterSeconds: number | null = null) {
  const cause = new Error(error instanceof Error ? redact(`${error.name}: ${error.message}`).slice(0, 300) : 'unknown')
  return new TransportError(message, { fault: kind, retryAfterSeconds, cause })
}

/** The system's name of a fault, however deep it lies. */
function codeIn(error: unknown): string {
  let at: unknown = error
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    if ('code' in at && typeof at.code === 'string' && neverSent.has(at.code)) return at.code
    at = 'cause' in at ? at.cause : 'original' in at ? at.original : null
  }
  return ''
}
