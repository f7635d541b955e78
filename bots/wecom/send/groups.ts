import type { Vault } from '#src/chat/messenger.ts'

/** What a group can be reached by besides the AI bot; kept encrypted, because a webhook's key is its only credential. */
export interface GroupSurfaces {
  /** The key of its webhook. */
  readonly hook?: string
  /** Made by the app: its `chatid`. */
  readonly chat?: string
}

/** Names of groups in the vault begin so. */
export const groupPrefix = 'group/'

/** The surfaces of a group; empty where only the AI bot reaches it. */
export async function findGroup(vault: Vault, channel: string): Promise<GroupSurfaces> {
  const text = await vault.find(`${groupPrefix}${channel}`)
  return text === null ? {} : (JSON.parse(text) as GroupSurfaces) // written below
}

/** Adds a surface to a group. */
export async function keepGroup(vault: Vault, channel: string, surfaces: GroupSurfaces): Promise<void> {
  await vault.put(`${groupPrefix}${channel}`, JSON.stringify({ ...(await findGroup(vault, channel)), ...surfaces }))
}

/** The key in a webhook's address, or the key itself; `null` for anything else. */
export function hookKey(text: string): string | null {
  const key = URL.canParse(text) ? new URL(text).searchParams.get('key') : text
  return key !== null && /^[0-9a-zA-Z-]{8,64}$/.test(key) ? key : null
}
