import type { App } from '@slack/bolt'
import type { Slack } from '#bots/slack/context.ts'
import { stringIn, teamOf } from '#bots/slack/receive/body.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'

/** Conversations that end: https://docs.slack.dev/reference/events/channel_archive and its siblings */
const endings = ['channel_archive', 'group_archive', 'channel_deleted', 'group_deleted'] as const

/** People and channels that change or go. */
export function registerChanges(app: App, slack: Slack): void {
  registerPeople(app, slack)
  registerChannels(app, slack)
  for (const name of endings) {
    app.event(name, async ({ event, body }) => {
      await gone(slack, teamOf({ ...body }), stringIn(event, 'channel'), name)
    })
  }
}

/** https://docs.slack.dev/reference/events/user_change — a person who left takes no messages any more. */
function registerPeople(app: App, slack: Slack): void {
  app.event('user_change', async ({ event, context }) => {
    const { id: team } = workspaceIn(context)
    const { user } = event
    slack.profiles.forget(team, user.id)
    slack.post.mentions.forget(team, user.profile.email ?? '')
    if (user.deleted) await gone(slack, team, user.id, 'user_deactivated')
  })
}

function registerChannels(app: App, slack: Slack): void {
  // https://docs.slack.dev/reference/events/channel_id_changed: a private channel that is shared gets another id.
  app.event('channel_id_changed', async ({ event, context }) => {
    const { id: workspace } = workspaceIn(context)
    const { old_channel_id: from, new_channel_id: to } = event
    await slack.deps.moved?.({ workspace, from, to })
    slack.deps.log.info({ workspace }, 'A channel has another id from now on.')
  })
  for (const name of ['channel_rename', 'group_rename'] as const) {
    app.event(name, async ({ event, body }) => {
      slack.channelNames.forget(teamOf({ ...body }), event.channel.id)
    })
  }
  // A public channel takes our messages without a membership, a private one does not.
  app.event('member_left_channel', async ({ event, context }) => {
    const workspace = workspaceIn(context)
    if (event.user !== workspace.botUserId || event.channel_type !== 'G') return
    await gone(slack, workspace.id, event.channel, 'not_in_channel')
  })
}

async function gone({ deps }: Slack, workspace: string, channel: string, error: string): Promise<void> {
  await deps.undelivered?.({ workspace, channel, refPart: null, error, gone: true })
}
