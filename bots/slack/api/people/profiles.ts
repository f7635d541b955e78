import { createCache } from '#bots/slack/api/cache.ts'
import { platformError } from '#bots/slack/api/faults.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { BotDeps, Invocation } from '#src/chat/messenger.ts'
import { localeOf } from '#src/i18n/locale.ts'
import { isVouched } from './membership.ts'

/** What Slack tells about a person. */
export type Profile = NonNullable<Invocation['profile']>

/** Looks people up. */
export interface Profiles {
  /** An empty profile where Slack does not answer: who is linked already is still known. */
  find(workspace: Workspace, user: string): Promise<Profile>
  /** Something about a person changed: they are looked up anew. */
  forget(team: string, user: string): void
}

/** How long a profile is believed; judgement: a new language or zone shows within minutes. */
const rememberMs = 10 * 60_000

/** Profiles, remembered for a while. */
export function createProfiles({ now, log }: Pick<BotDeps, 'now' | 'log'>): Profiles {
  const known = createCache<Profile>({ most: 5_000, milliseconds: rememberMs, now: () => now().getTime() })
  return {
    find: async (workspace, user) => {
      const key = `${workspace.id}/${user}`
      const standing = known.get(key)
      if (standing) return standing
      try {
        const profile = await read(workspace, user)
        known.set(key, profile)
        return profile
      } catch (error) {
        log.warn({ reason: platformError(error) ?? 'no answer' }, 'Slack did not tell who somebody is.')
        return {}
      }
    },
    forget: (team, user) => known.drop(`${team}/${user}`),
  }
}

/**
 * https://docs.slack.dev/reference/methods/users.info — an e-mail counts only for members of this very workspace: the
 * other side of a shared channel may call its people what it likes.
 */
async function read(workspace: Workspace, user: string): Promise<Profile> {
  const { user: found } = await workspace.client.users.info({ user, include_locale: true })
  const name = found?.profile?.display_name || found?.profile?.real_name || found?.real_name
  const email = isVouched(found, workspace) ? found?.profile?.email : undefined
  return {
    ...(name && { name }),
    ...(email && { email }),
    ...(found?.locale && { locale: localeOf(found.locale) }),
    ...(found?.tz && { timeZone: found.tz }),
  }
}
