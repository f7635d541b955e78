import type { Background } from '#src/chat/background.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { Client } from './api/client.ts'
import type { WecomConfig } from './config.ts'
import type { BotSocket } from './receive/bot/socket.ts'
import type { Budget } from './send/budget.ts'
import type { Media } from './send/media.ts'

/** What the parts of the messenger share. */
export interface Wecom {
  readonly config: WecomConfig
  readonly deps: BotDeps
  readonly client: Client
  readonly budget: Budget
  readonly socket: BotSocket
  readonly media: Media
  /** Plain ids of members by the encrypted ones that the AI bot hears. */
  readonly plainIds: Map<string, string>
  readonly background: Background
  /** Carries out what was decided of a request in 审批. */
  readonly approvalEnded: (spNo: string) => Promise<void>
}
