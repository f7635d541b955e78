import type { LoggerOptions } from 'pino'

/** Fields that never reach a log, wherever they stand. */
const secret = [
  'authorization',
  'cookie',
  'token',
  'password',
  'secret',
  'secretKey',
  'apiToken',
  'body',
  'text',
  'line',
  'card',
]

/** Structured logs without secrets or message bodies. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ level: label }) },
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  }
}
