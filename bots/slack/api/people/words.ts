import type { Workspace } from '#bots/slack/api/workspaces.ts'
import { unescapeText } from '#bots/slack/render/text.ts'
import type { Profiles } from './profiles.ts'

/**
 * What somebody typed as the command language reads it: mentions of people become their e-mail (or name), channels
 * their name, links what was typed before Slack made them links; the bot's own mention goes.
 */
export async function toWords(profiles: Profiles, workspace: Workspace, text: string): Promise<string> {
  const users = [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(match => match[1] ?? ''))]
  const names = new Map<string, string>([[workspace.botUserId, '']])
  for (const user of users.filter(user => user !== workspace.botUserId)) {
    const { email, name } = await profiles.find(workspace, user)
    names.set(user, email ?? (name === undefined ? '' : `@${name}`))
  }
  const words = text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, user: string) => names.get(user) ?? '')
    .replace(/<#[CG][A-Z0-9]+(?:\|([^>]*))?>/g, (_all, name?: string) => (name ? `#${name}` : ''))
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?([^>|]*)(?:\|[^>]*)?>/g, (_all, name: string) => `@${name}`)
    .replace(/<([^>|]+)(?:\|([^>]*))?>/g, (_all, address: string, label?: string) => linked(address, label))
  return unescapeText(words).trim()
}

/** Slack links whatever looks like an address; the label is what was typed. */
function linked(address: string, label: string | undefined): string {
  return label?.trim() ? label : address.replace(/^mailto:|^tel:/, '')
}
