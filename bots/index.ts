import type { BotFactory } from '#src/chat/messenger.ts'
import { feishu } from './feishu/index.ts'
import { mail } from './mail/index.ts'
import { slack } from './slack/index.ts'
import { web } from './web/index.ts'
import { wecom } from './wecom/index.ts'

/** Every messenger, in the order of their start. A new one is a folder and a line here. */
export const bots: readonly BotFactory[] = [web, slack, feishu, wecom, mail]
