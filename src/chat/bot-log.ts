/** Log functions of pino's shape: fields first, then a constant sentence. */
export interface BotLog {
  info(fields: object, sentence: string): void
  warn(fields: object, sentence: string): void
  error(fields: object, sentence: string): void
}
