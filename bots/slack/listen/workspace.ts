import type { Slack } from '#bots/slack/slack.ts'
import type { Workspace } from '#bots/slack/workspaces.ts'

/** The workspace of a request that was authorised a moment ago. @throws Error when it left meanwhile. */
export async function found(slack: Slack, team: string): Promise<Workspace> {
  const workspace = await slack.workspaces.find(team)
  if (!workspace) throw new Error('the workspace left while it was answered')
  return workspace
}
