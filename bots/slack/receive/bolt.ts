import type { Receiver } from '@slack/bolt'
import { App, AuthorizationError } from '@slack/bolt'
import { clientOptions, quietLogger } from '#bots/slack/api/client.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import { type Body, teamOf } from './body.ts'
import { registerActions } from './handlers/actions.ts'
import { registerCommands } from './handlers/commands.ts'
import { registerEvents } from './handlers/events.ts'
import { registerViews } from './handlers/views.ts'

/** Bolt with our listeners; it never asks Slack who it is, because we tell it with every request. */
export function createBolt(slack: Slack, receiver: Receiver): App {
  const { config, deps } = slack
  const app = new App({
    receiver,
    logger: quietLogger(deps.log),
    clientOptions: clientOptions(config.apiUrl, deps.log),
    convoStore: false,
    authorize: async (_source, body) => {
      const { id, token, botId, botUserId } = await workspaceOf(slack, { ...body })
      return { botToken: token, botId, botUserId, teamId: id }
    },
  })
  for (const register of [registerCommands, registerActions, registerViews, registerEvents]) register(app, slack)
  return app
}

/** The workspace that a request belongs to. @throws AuthorizationError when the bot is not installed there. */
export async function workspaceOf(slack: Slack, body: Body): Promise<Workspace> {
  const found = await slack.workspaces.find(teamOf(body))
  if (!found) throw new AuthorizationError('The bot is not installed there', new Error('unknown team'))
  return found
}
