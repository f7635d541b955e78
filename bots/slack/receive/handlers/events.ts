import type { App } from '@slack/bolt'
import { converse } from '#bots/slack/answer/converse.ts'
import { publishHome } from '#bots/slack/answer/home.ts'
import { createCache } from '#bots/slack/api/cache.ts'
import type { Slack } from '#bots/slack/context.ts'
import { teamOf } from '#bots/slack/receive/body.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'
import { registerChanges } from './changes.ts'
import { registerMessages } from './messages.ts'

/** App Home is drawn at most so often for one person; judgement: people switch to and fro. */
const homeEveryMs = 5_000

/** What happens without anybody pressing anything: https://docs.slack.dev/reference/events */
export function registerEvents(app: App, slack: Slack): void {
  registerMessages(app, slack)
  registerChanges(app, slack)
  registerHome(app, slack)
  registerMembership(app, slack)
}

function registerHome(app: App, slack: Slack): void {
  const drawn = createCache<true>({ most: 10_000, milliseconds: homeEveryMs, now: () => slack.deps.now().getTime() })
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    const workspace = workspaceIn(context)
    const key = `${workspace.id}/${event.user}`
    if (drawn.get(key)) return
    drawn.set(key, true)
    await publishHome(slack, { workspace, user: event.user, channel: '', responder: null })
  })
}

/** The bot is invited: it says how the channel is set up. A workspace leaves: its token is forgotten. */
function registerMembership(app: App, slack: Slack): void {
  app.event('member_joined_channel', async ({ event, context }) => {
    const workspace = workspaceIn(context)
    if (event.user !== workspace.botUserId || !event.inviter) return
    const source = { workspace, user: event.inviter, channel: event.channel, responder: null }
    await converse(slack, source, { line: '', via: 'button' })
  })
  app.event('app_uninstalled', async ({ body }) => {
    await slack.workspaces.uninstall(teamOf({ ...body }), body.event_time)
  })
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await slack.workspaces.uninstall(teamOf({ ...body }), body.event_time)
  })
}
