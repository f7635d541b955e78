import type { Receiver } from '@slack/bolt'
import { App, AuthorizationError } from '@slack/bolt'
import { clientOptions, quietLogger } from '#bots/slack/api/client.ts'
import type { Slack } from '#bots/slack/context.ts'
import { registerActions } from './handlers/actions.ts'
import { registerCommands } from './handlers/commands.ts'
import { registerEvents } from './handlers/events.ts'
import { registerViews } from './handlers/views.ts'
import type { RequestWorkspaces } from './request-workspaces.ts'

/** Bolt with our listeners; it never asks Slack who it is, because we tell it with every request. */
export function createBolt(slack: Slack, receiver: Receiver, workspaces: RequestWorkspaces): App {
  const { config, deps } = slack
  const app = new App({
    receiver,
    logger: quietLogger(deps.log),
    clientOptions: clientOptions(config.apiUrl, deps.log),
    convoStore: false,
    authorize: async (_source, body) => {
      const workspace = body ? await workspaces.of(body) : null
      if (!workspace) throw new AuthorizationError('The bot is not installed there', new Error('unknown team'))
      const { id, token, botId, botUserId } = workspace
      return { botToken: token, botId, botUserId, teamId: id, workspace } // Bolt hands it to listeners in `context`
    },
  })
  for (const register of [registerCommands, registerActions, registerViews, registerEvents]) register(app, slack)
  return app
}
