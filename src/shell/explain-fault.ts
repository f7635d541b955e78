import { StartError, UserError } from '#src/errors.ts'
import { databaseAway } from '#src/platform/observability/database-away.ts'
import { loggedError } from '#src/platform/observability/logged-error.ts'
import { newReference } from '#src/platform/observability/reference.ts'
import { usage } from './usage.ts'

/**
 * What the shell says of a fault: what somebody can put right in one sentence; of anything else a number, and below it the
 * same line that the service would log, which carries that number.
 */
export function explainFault(error: unknown, failed = 'That did not work.'): string {
  if (error instanceof StartError) return error.message
  if (error instanceof UserError) return error.text.en
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n\n${usage}`
  const away = databaseAway(error)
  if (away) return `${connectionLost} (${away.code})`
  const reference = newReference()
  const { message } = loggedError(error)
  const time = new Date().toISOString()
  const line = JSON.stringify({ level: 'error', time, reference, err: loggedError(error), msg: 'The shell failed' })
  return `${failed} ${message} (number ${reference})\n${line}`
}

/** What is stored is stored as a whole, so that repeating it is safe. */
const connectionLost = `The connection to the database was lost. What was not said to be done may be undone: look whether the
database runs, then give the same words again. A file that was stored is not stored twice.`
