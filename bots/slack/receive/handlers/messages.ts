import type { App } from '@slack/bolt'
import { converse } from '#bots/slack/answer/converse.ts'
import { filesIn, takeFiles } from '#bots/slack/answer/files.ts'
import { withoutGreeting } from '#bots/slack/answer/greeting.ts'
import type { Source } from '#bots/slack/answer/source.ts'
import type { Slack } from '#bots/slack/context.ts'
import { stringIn } from '#bots/slack/receive/body.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'
import { isPhotoCaption } from '#src/chat/evidence-photos.ts'

/**
 * Kinds of messages that people write: plain ones, with files, answers that are shown in the channel too, and /me.
 * https://docs.slack.dev/reference/events/message#subtypes — edits, joins, topics and the like are no questions.
 */
const spoken = new Set(['', 'file_share', 'thread_broadcast', 'me_message'])

/** What people write to the bot. */
export function registerMessages(app: App, slack: Slack): void {
  app.event('app_mention', async ({ event, context }) => {
    if (!event.user) return
    const workspace = workspaceIn(context)
    const { user, channel, text, ts, thread_ts: thread } = event
    const source = { workspace, user, channel, thread, under: thread ?? ts, responder: null }
    await hear(slack, source, withoutGreeting(text, workspace.botUserId), event)
  })
  app.event('message', async ({ event, context }) => {
    const isOurs = stringIn(event, 'bot_id') !== ''
    if (event.channel_type !== 'im' || !spoken.has(stringIn(event, 'subtype')) || isOurs) return
    const user = stringIn(event, 'user')
    if (user === '') return
    const workspace = workspaceIn(context)
    const thread = stringIn(event, 'thread_ts') || undefined
    const source = { workspace, user, channel: event.channel, thread, under: thread, responder: null }
    const line = withoutGreeting(stringIn(event, 'text'), workspace.botUserId)
    await hear(slack, source, line, event)
  })
}

/** What is said is answered; tables that come with it get their preview, photos a rating. */
async function hear(slack: Slack, source: Source, line: string, event: object): Promise<void> {
  const files = filesIn(event).filter(file => !file.isPicture || slack.deps.photos)
  const isCaption = files.some(file => file.isPicture) && isPhotoCaption(line)
  const isBeside = /^\s*(?:--|—)/.test(line) || line.trim() === '' || isCaption
  if (files.length === 0 || !isBeside) await converse(slack, source, { line, via: 'typed' })
  if (files.length > 0) await takeFiles(slack, source, files, isBeside ? line : '')
}
