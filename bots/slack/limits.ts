/**
 * What Slack takes. Numbers of https://docs.slack.dev/reference/block-kit/blocks and the doc comments of
 * @slack/types unless said otherwise. All text lengths are UTF-16 code units, the strictest reading.
 */
export const limits = {
  blocksPerMessage: 50,
  blocksPerHome: 100,
  /** JSON of all blocks of a message: 13,200 characters failed with msg_blocks_too_long (slackapi/bolt-js#2509). */
  messageCharacters: 10_000,
  header: 150,
  text: 3_000,
  fieldsPerSection: 10,
  field: 2_000,
  contextElements: 10,
  elementsPerActions: 25,
  buttonLabel: 75,
  value: 2_000,
  /** Header included. */
  tableRows: 100,
  tableColumns: 20,
  alt: 2_000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  modalTitle: 24,
  label: 2_000,
  placeholder: 150,
  privateMetadata: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Longest text of an input: chat lines end at 1,000 characters anyway. */
  input: 900,
} as const

/** Notification and screen-reader text beside the blocks; chat.update refuses more than 4,000 (reference page). */
export const fallbackCharacters = 3_000

/** JSON of one native table; judgement: leaves room for a title, and longer tables go on as lines. */
export const tableCharacters = 8_500

/** Messages of one card: the first, and replies in its thread. Judgement: beyond this nobody reads. */
export const messagesPerCard = 10

/** Largest request body; Bolt's own receivers take 4 MiB, the largest payload (a modal) has 250 kB. */
export const bodyBytes = 1024 * 1024

/** How far a request's time may be from ours, in seconds, past or future (verifying-requests-from-slack). */
export const freshSeconds = 300

/** Slack gives up after 3 s; a little earlier we answer by ourselves. */
export const ackTimeoutMs = 2_600

/** What is acknowledged without a content waits no longer than this for the database; judgement: long before 3 s. */
export const ackAtOnceMs = 800

/** A form waits so long for its faults, counted from its arrival; then it closes and is answered in the conversation. */
export const formPatienceMs = 2_300

/** An answer that takes longer announces itself; design rule. */
export const workingAfterMs = 1_000

/** Posts to one response_url (https://docs.slack.dev/interactivity/handling-user-interaction). */
export const responsesPerUrl = 5

/** One message a second and channel (https://docs.slack.dev/apis/web-api/rate-limits). */
export const gapMs = 1_000

/** How long an uploaded picture may take until it can be shown; judgement. */
export const pictureReadyMs = 15_000
