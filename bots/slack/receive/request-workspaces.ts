import type { Workspace, Workspaces } from '#bots/slack/api/workspaces.ts'
import { teamOf } from './body.ts'

/** The workspaces that requests belong to. */
export interface RequestWorkspaces {
  /** Looked up once for each request, however many ask; `null`: the bot is not installed there. */
  of(body: object): Promise<Workspace | null>
}

/** Remembers what was found as long as the request itself is held; what failed is asked again. */
export function createRequestWorkspaces(workspaces: Pick<Workspaces, 'find'>): RequestWorkspaces {
  const found = new WeakMap<object, Workspace>()
  return {
    of: async body => {
      const known = found.get(body)
      if (known) return known
      const workspace = await workspaces.find(teamOf({ ...body }))
      if (workspace) found.set(body, workspace)
      return workspace
    },
  }
}

/** The workspace of a request that a listener works on. @throws Error when it was not authorised. */
export function workspaceIn(context: object): Workspace {
  const workspace: unknown = Reflect.get(context, 'workspace')
  if (typeof workspace !== 'object' || workspace === null) throw new Error('a request of Slack has no workspace')
  return workspace as Workspace // what `authorize` of bolt.ts put there
}
