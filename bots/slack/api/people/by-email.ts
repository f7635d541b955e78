import { createCache } from '#bots/slack/api/cache.ts'
import { platformError } from '#bots/slack/api/faults.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { BotDeps, Outgoing } from '#src/chat/messenger.ts'
import { isVouched } from './membership.ts'

/** Finds people who never wrote to the bot, so that they can be mentioned. */
export interface Mentions {
  /** The platform's ids of the people whom a message mentions: those that are known, and those with our e-mail here. */
  handles(workspace: Workspace, message: Pick<Outgoing, 'card' | 'handles'>): Promise<ReadonlyMap<number, string>>
  /** Whoever has this address is looked up anew. */
  forget(team: string, email: string): void
}

/** Whoever joins the workspace is mentioned within an hour; judgement. */
const rememberMs = 3_600_000

/** Look-ups for one message; judgement: an alert asks a few people. */
const maxLookUps = 10

/** Looks in the workspace's own directory. What cannot be looked up is named instead: a message never fails of it. */
export function createMentions({ now, log, directory }: Pick<BotDeps, 'now' | 'log' | 'directory'>): Mentions {
  const known = createCache<string>({ most: 5_000, milliseconds: rememberMs, now: () => now().getTime() })

  async function idOf(workspace: Workspace, email: string): Promise<string> {
    const key = `${workspace.id}/${email.toLowerCase()}`
    const standing = known.get(key)
    if (standing !== undefined) return standing
    const id = await lookUp(workspace, email)
    known.set(key, id)
    return id
  }

  return {
    handles: async (workspace, { card, handles }) => {
      const people = card.blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
      const missing = new Set(people.map(person => person.id).filter(id => !handles.has(id)))
      if (missing.size === 0) return handles
      const found = new Map(handles)
      try {
        const ours = (await directory.people()).filter(person => missing.has(person.id)).slice(0, maxLookUps)
        for (const { id, email } of ours) {
          const handle = await idOf(workspace, email)
          if (handle !== '') found.set(id, handle)
        }
      } catch (error) {
        log.warn({ reason: platformError(error) ?? 'no answer' }, 'People who never wrote could not be looked up.')
      }
      return found
    },
    forget: (team, email) => known.drop(`${team}/${email.toLowerCase()}`),
  }
}

/**
 * https://docs.slack.dev/reference/methods/users.lookupByEmail — only members of this very workspace; empty: there is
 * none.
 */
async function lookUp(workspace: Workspace, email: string): Promise<string> {
  try {
    const { user } = await workspace.client.users.lookupByEmail({ email })
    return isVouched(user, workspace) ? (user?.id ?? '') : ''
  } catch (error) {
    if (platformError(error) === 'users_not_found') return ''
    throw error
  }
}
