import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Responder } from './responder.ts'

/** Where somebody spoke from, and how they can be answered. */
export interface Source {
  readonly workspace: Workspace
  /** Slack's id of the person. */
  readonly user: string
  /** Slack's id of the conversation; empty for App Home and global shortcuts. */
  readonly channel: string
  readonly channelName?: string | undefined
  /** The thread that the person is in. */
  readonly thread?: string | undefined
  /** What an answer for everybody stands under. */
  readonly under?: string | undefined
  /** The message whose button was pressed; absent where only the asker sees it. */
  readonly message?: string | undefined
  /** The pressed message is shown to the asker alone. */
  readonly isEphemeral?: boolean
  readonly responder: Responder | null
}

/** Direct conversations begin with D; App Home is one, too. */
export function kindOf({ channel }: Pick<Source, 'channel'>): 'direct' | 'group' {
  return channel === '' || channel.startsWith('D') ? 'direct' : 'group'
}
