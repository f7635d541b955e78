import type { App } from '@slack/bolt'
import { converse } from '#bots/slack/answer/converse.ts'
import { responderOf } from '#bots/slack/answer/responder.ts'
import type { Slack } from '#bots/slack/context.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'

/** Names that Slack gives to conversations without one. */
const nameless = new Set(['directmessage', 'privategroup'])

/** https://docs.slack.dev/interactivity/implementing-slash-commands — any name: the manifest says which. */
export function registerCommands(app: App, slack: Slack): void {
  app.command(/^\//, async ({ command, ack, context }) => {
    await ack()
    const workspace = workspaceIn(context)
    const { channel_name: name } = command
    const source = {
      workspace,
      user: command.user_id,
      channel: command.channel_id,
      channelName: nameless.has(name) ? undefined : name,
      responder: responderOf(command.response_url, slack.config.apiUrl),
    }
    await converse(slack, source, { line: command.text ?? '', via: 'slash', trigger: command.trigger_id })
  })
}
