import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'

/** The workspace of a request that was authorised a moment ago. @throws Error when it left meanwhile. */
export async function found(slack: Slack, team: string): Promise<Workspace> {
  const workspace = await slack.workspaces.find(team)
  if (!workspace) throw new Error('the workspace left while it was answered')
  return workspace
}
