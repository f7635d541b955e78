import { createCache } from '#bots/slack/api/cache.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { BotDeps } from '#src/chat/messenger.ts'

/** What people call channels. */
export interface ChannelNames {
  /** `undefined` where Slack does not tell, such as of private channels that the bot is not in. */
  find(workspace: Workspace, channel: string): Promise<string | undefined>
  /** It has another name. */
  forget(team: string, channel: string): void
}

const rememberMs = 3_600_000

/** Names, remembered for an hour. https://docs.slack.dev/reference/methods/conversations.info */
export function createChannelNames({ now }: Pick<BotDeps, 'now'>): ChannelNames {
  const known = createCache<string>({ most: 5_000, milliseconds: rememberMs, now: () => now().getTime() })
  return {
    find: async ({ client, id }, channel) => {
      const standing = known.get(`${id}/${channel}`)
      if (standing !== undefined) return standing || undefined
      const name = await client.conversations.info({ channel }).then(
        answer => answer.channel?.name ?? '',
        () => '',
      )
      known.set(`${id}/${channel}`, name)
      return name || undefined
    },
    forget: (team, channel) => known.drop(`${team}/${channel}`),
  }
}
