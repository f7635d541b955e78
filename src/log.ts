import type { LoggerOptions } from 'pino'
import { databaseAway } from '#src/platform/observability/database-away.ts'
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

/** While the database is away everything that needs it fails again and again: each sentence is said this often. */
const saidAgainAfterMs = 30_000

/** Structured logs without secrets, message bodies or the parameters of queries; calm while the database is away. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ level: label }) },
    serializers: { err: loggedError },
    hooks: { logMethod: safeAndCalm() },
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  }
}

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>
type LogArguments = Parameters<LogMethod>[0]

/** One logger's way from what it is given to what it writes. */
function safeAndCalm(): LogMethod {
  const said = new Map<string, { at: number; leftOut: number }>()
  return function (args, method) {
    const [fields, sentence, ...values] = withSafeMessage(args)
    const fault = typeof fields === 'object' && fields !== null && 'err' in fields ? databaseAway(fields.err) : null
    if (!fault) return method.apply(this, [fields, sentence, ...values] as unknown as LogArguments)
    const before = said.get(String(sentence))
    if (before && Date.now() - before.at < saidAgainAfterMs) return void before.leftOut++
    said.set(String(sentence), { at: Date.now(), leftOut: 0 })
    const calm = { ...(fields as object), err: undefined, database: fault, saidTimes: (before?.leftOut ?? 0) + 1 }
    method.apply(this, [calm, sentence, ...values] as unknown as LogArguments)
  }
}

/** An error that is logged without a sentence would lend its own message, parameters included. */
function withSafeMessage(args: LogArguments): readonly unknown[] {
  const [first, ...rest] = args as readonly unknown[] // whatever a library logs
  if (!(first instanceof Error)) return args as readonly unknown[]
  const [sentence = loggedError(first).message, ...values] = rest
  return [{ err: first }, String(sentence), ...values]
}
