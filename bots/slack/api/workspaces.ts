import { z } from 'zod'
import type { SlackConfig } from '#bots/slack/config.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { createCache } from './cache.ts'
import { type Client, createClient } from './client.ts'

/**
 * A workspace that the bot is installed in, or an organisation with all its workspaces (Enterprise Grid): ids of people
 * and channels are the same in all of them. Its client carries its own token and no other.
 */
export interface Workspace {
  /** Slack's id of the team or organisation. */
  readonly id: string
  readonly client: Client
  readonly token: string
  readonly botId: string
  readonly botUserId: string
}

/** What is kept of an installation, encrypted. */
export interface Installation {
  readonly team: string
  readonly teamName: string
  readonly token: string
  readonly botId: string
  readonly botUserId: string
  /** Seconds since 1970. */
  readonly installedAt: number
}

/** Where the bot is installed. */
export interface Workspaces {
  /** The workspace of a team; an empty id means the only one. `null`: not installed there. */
  find(team: string): Promise<Workspace | null>
  install(installation: Installation): Promise<void>
  /** Forgets a workspace, unless it was installed again after that instant (seconds): events arrive in any order. */
  uninstall(team: string, at: number): Promise<void>
}

const Stored = z.object({
  team: z.string(),
  teamName: z.string(),
  token: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  installedAt: z.number(),
})

/** How long another replica may not know of an installation that changed; judgement. */
const rememberMs = 30_000

type Deps = Pick<BotDeps, 'vault' | 'log' | 'now'>

/** The one workspace of the configured token, and those that installed the bot. */
export function createWorkspaces(config: SlackConfig, deps: Deps): Workspaces {
  const known = createCache<Workspace>({ most: 500, milliseconds: rememberMs, now: () => deps.now().getTime() })
  const single = createSingle(config, deps)

  async function findInstalled(team: string): Promise<Workspace | null> {
    const standing = known.get(team)
    if (standing) return standing
    const stored = await read(deps, team)
    if (stored === null) return null
    const { botId, botUserId, token } = stored
    const workspace = { id: team, token, botId, botUserId, client: createClient(token, config.apiUrl, deps.log) }
    known.set(team, workspace)
    return workspace
  }

  return {
    find: async team => {
      const own = await single()
      if (own && (team === '' || team === own.id)) return own
      return config.oauth && team !== '' ? findInstalled(team) : null
    },
    install: async installation => {
      await deps.vault.put(nameOf(installation.team), JSON.stringify(installation))
      known.drop(installation.team)
    },
    uninstall: async (team, at) => {
      const stored = config.oauth ? await read(deps, team) : null
      if (stored === null || stored.installedAt > at) return
      await deps.vault.remove(nameOf(team))
      known.drop(team)
    },
  }
}

/** Who the configured token speaks for, asked once and again after a fault. */
function createSingle({ botToken, apiUrl }: SlackConfig, { log }: Deps): () => Promise<Workspace | null> {
  let asked: Promise<Workspace> | null = null
  return async () => {
    if (botToken === null) return null
    asked ??= identify(createClient(botToken, apiUrl, log), botToken)
    try {
      return await asked
    } catch (error) {
      asked = null
      throw error
    }
  }
}

/** https://docs.slack.dev/reference/methods/auth.test */
export async function identify(client: Client, token: string): Promise<Workspace> {
  const { team_id: team, enterprise_id: organisation, is_enterprise_install: whole, ...bot } = await client.auth.test()
  const { bot_id: botId, user_id: botUserId } = bot
  const id = whole ? organisation : team
  if (!id || !botId || !botUserId) throw new Error('auth.test did not name a bot')
  return { id, client, token, botId, botUserId }
}

async function read({ vault }: Deps, team: string): Promise<Installation | null> {
  const stored = await vault.find(nameOf(team))
  return stored === null ? null : Stored.parse(JSON.parse(stored))
}

function nameOf(team: string): string {
  return `installation/${team}`
}
