import type { Wecom } from '#bots/wecom/context.ts'
import type { Address, DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { findGroup } from './groups.ts'

/** Where a message goes, with everything its surface needs. */
export type Target =
  | { readonly surface: 'app'; readonly users: readonly string[] }
  | { readonly surface: 'chat'; readonly chatid: string }
  | { readonly surface: 'hook'; readonly key: string }
  | { readonly surface: 'bot'; readonly chatid: string; readonly group: boolean }

/** Pictures of one message by their id. */
export type Pictures = ReadonlyMap<string, DrawnPicture>

/** A person by the app where there is one; a group by its webhook, else as a group of the app, else by the AI bot. */
export async function targetOf({ config, deps }: Wecom, to: Address): Promise<Target> {
  if (to.kind === 'direct') {
    if (config.app) return { surface: 'app', users: [to.channel] }
    if (config.bot) return { surface: 'bot', chatid: to.channel, group: false }
    throw new TransportError('Webhooks of groups reach nobody in person', { fault: 'unreachable' })
  }
  const { hook, chat } = await findGroup(deps.vault, to.channel)
  if (hook !== undefined) return { surface: 'hook', key: hook }
  if (chat !== undefined && config.app) return { surface: 'chat', chatid: chat }
  if (config.bot) return { surface: 'bot', chatid: to.channel, group: true }
  throw new TransportError('This group has neither a webhook nor the AI bot', { fault: 'unreachable' })
}
