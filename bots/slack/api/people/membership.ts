import { z } from 'zod'

/** What we read of somebody, wherever Slack shows them. */
const Member = z.object({
  id: z.string().optional(),
  team_id: z.string().optional(),
  teams: z.array(z.string()).optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
})

/** A person as `users.info` and its siblings show them. */
export type SlackMember = Readonly<Record<string, unknown>> | object | undefined

/** Whom a workspace counts as its own: by its team, or by its organisation where the bot is installed for all of it. */
export interface Membership {
  /** Slack's id of the team, or of the organisation. */
  readonly id: string
}

/**
 * Whether somebody belongs to a workspace. In Enterprise Grid a person carries the organisation or another workspace as
 * their team; the workspaces they are in stand in `enterprise_user.teams`
 * (https://docs.slack.dev/reference/objects/user-object). People of other companies in shared channels belong to none.
 */
export function isMember(user: SlackMember, { id }: Membership): boolean {
  const member = read(user)
  if (!member || member.deleted || member.is_bot || member.is_stranger) return false
  const teams = [member.team_id, ...(member.enterprise_user?.teams ?? []), ...(member.teams ?? [])]
  const enterprises = [member.team_id, enterpriseOf(user)]
  return teams.includes(id) || (id.startsWith('E') && enterprises.includes(id))
}

/** Whether the e-mail of a member counts: an address that was not confirmed is anybody's. */
export function isVouched(user: SlackMember, workspace: Membership): boolean {
  return isMember(user, workspace) && read(user)?.is_email_confirmed !== false
}

function enterpriseOf(user: SlackMember): string | undefined {
  const Found = z.object({ enterprise_user: z.object({ enterprise_id: z.string() }) })
  const found = Found.safeParse(user)
  return found.success ? found.data.enterprise_user.enterprise_id : undefined
}

function read(user: SlackMember): z.infer<typeof Member> | null {
  const found = Member.safeParse(user)
  return found.success ? found.data : null
}
