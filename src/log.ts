import type { LoggerOptions } from 'pino'
import { loggedError } from '#src/platform/observability/logged-error.ts'

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

/** Structured logs without secrets, message bodies or the parameters of queries. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ level: label }) },
    serializers: { err: loggedError },
    hooks: { logMethod: withSafeMessage },
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  }
}

/** An error that is logged without a sentence would lend its own message, parameters included. */
const withSafeMessage: NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']> = function (args, method) {
  const [first, ...rest] = args as readonly unknown[] // whatever a library logs
  if (!(first instanceof Error)) return method.apply(this, args)
  const [sentence = loggedError(first).message, ...values] = rest
  return method.apply(this, [{ err: first }, String(sentence), ...values] as unknown as typeof args)
}
