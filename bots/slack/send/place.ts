import type { Cache } from '#bots/slack/api/cache.ts'
import { transported } from '#bots/slack/api/faults.ts'
import type { Workspace, Workspaces } from '#bots/slack/api/workspaces.ts'
import type { Address } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** A conversation, with the client that may write to it. */
export interface Place {
  readonly workspace: Workspace
  /** Slack's id of the conversation. */
  readonly channel: string
}

/** Finds conversations. */
export interface Places {
  find(to: Pick<Address, 'workspace' | 'channel'>): Promise<Place>
}

/** People are addressed by their own id: their direct conversation with the bot is looked up once. */
export function createPlaces(workspaces: Workspaces, direct: Cache<string>): Places {
  return {
    find: async to => {
      const workspace = await transported(false, () => workspaces.find(to.workspace))
      if (!workspace)
        throw new TransportError('The bot is not installed in this Slack workspace', { fault: 'unreachable' })
      if (!isPerson(to.channel)) return { workspace, channel: to.channel }
      const key = `${workspace.id}/${to.channel}`
      const channel = direct.get(key) ?? (await open(workspace, to.channel))
      direct.set(key, channel)
      return { workspace, channel }
    },
  }
}

/** Ids of people begin with U, in Enterprise Grid with W. */
export function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id)
}

/** https://docs.slack.dev/reference/methods/conversations.open */
async function open({ client }: Workspace, user: string): Promise<string> {
  const { channel } = await transported(false, () => client.conversations.open({ users: user }))
  if (!channel?.id) throw new TransportError('Slack opened no conversation', { fault: 'unreachable' })
  return channel.id
}
