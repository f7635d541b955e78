import type { BotLog } from '#src/chat/messenger.ts'

/** Says only what went wrong. */
export const quietLog: BotLog = {
  info: () => {},
  warn: () => {},
  error: (fields, sentence) => void process.stderr.write(`${sentence}: ${JSON.stringify(fields, plain)}\n`),
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value
}
