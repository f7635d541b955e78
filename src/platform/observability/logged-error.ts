/** What is kept of an error in a log. */
export interface LoggedError {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly [field: string]: unknown
}

/** Fields that say what went wrong and hold nothing that a person typed. All others are left out. */
const harmless = ['code', 'severity', 'routine', 'schema_name', 'table_name', 'column_name', 'constraint_name'] as const
const alsoHarmless = ['table', 'column', 'constraint', 'statusCode', 'fault', 'retryAfterSeconds', 'syscall'] as const

/** Errors inside errors that are told (judgement: a wrapped fault of the network has three). */
const deepest = 5

/**
 * An error as it may be logged. A failed query names its statement, never its parameters: these are what people wrote,
 * names and figures. PostgreSQL repeats values in details, and quotes them in messages about data (SQLSTATE class 22).
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' }
  const message = safeMessage(error)
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const fields = Object.entries(error).filter(([name]) => [...harmless, ...alsoHarmless].some(one => one === name))
  const inner = error instanceof AggregateError ? error.errors.slice(0, deepest) : []
  return {
    type: error.name,
    message,
    stack: [`${error.name}: ${message}`, ...frames].join('\n'),
    ...Object.fromEntries(fields),
    ...(error.cause === undefined || depth >= deepest ? {} : { cause: loggedError(error.cause, depth + 1) }),
    ...(inner.length === 0 || depth >= deepest ? {} : { errors: inner.map(one => loggedError(one, depth + 1)) }),
  }
}

/** The same as text, for what is printed or kept elsewhere. */
export function errorText(error: unknown): string {
  const { stack, cause } = loggedError(error)
  const because = cause as LoggedError | undefined // by `loggedError`
  return because ? `${stack}\nCaused by ${because.stack}` : stack
}

/** Drizzle writes the parameters behind the statement, in a message of its own and in whatever quotes it. */
function safeMessage(error: Error): string {
  const message = error.message.replace(/(Failed query:[\s\S]*?)\n?params:[\s\S]*$/, '$1').trimEnd()
  const state = 'code' in error ? String(error.code) : ''
  return /^(?:22|P0)/.test(state) ? message.replace(/"[\s\S]*"/g, '"…"').replace(/: [^"\s][\s\S]*$/, ': …') : message
}
