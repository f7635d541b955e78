import type { Background } from '#src/chat/background.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { ChatNames } from './api/chats.ts'
import type { FeishuApi } from './api/client.ts'
import type { People } from './api/people.ts'
import type { FeishuConfig } from './config.ts'
import type { Presses } from './receive/presses.ts'
import type { Images } from './send/images.ts'
import type { Pace } from './send/pace.ts'

/** What the parts of the messenger share. */
export interface Feishu {
  readonly config: FeishuConfig
  readonly deps: BotDeps
  readonly api: FeishuApi
  readonly pace: Pace
  readonly images: Images
  readonly people: People
  readonly presses: Presses
  readonly chatNames: ChatNames
  readonly background: Background
  /** Closes what a task is about that somebody completed. */
  readonly taskDone: (guid: string) => Promise<void>
}
