import type { BotTool } from '#src/chat/messenger.ts'

export const tools: readonly BotTool[] = []
