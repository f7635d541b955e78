import { TransportError, type TransportFault } from '#src/errors.ts'

/** What nodemailer tells about a failure, as far as we look. */
interface SmtpFailure {
  readonly code?: unknown
  readonly command?: unknown
  readonly responseCode?: unknown
}

/**
 * The class of a failure by the reply of the mail server (RFC 5321, 4.2): 4xx come again later, 5xx about the recipient
 * are a refused address, other 5xx the message or our account. Without a reply to the message itself it is doubtful.
 */
export function faultOf(error: unknown): TransportError {
  const failure: SmtpFailure = typeof error === 'object' && error !== null ? error : {}
  const reply = Number(failure.responseCode)
  const command = String(failure.command ?? '')
  const known = Number.isInteger(reply) && reply >= 200
  const fault = known ? byReply(reply, command) : command === 'DATA' ? 'doubtful' : 'retryable'
  const name = known ? `replied ${reply}${command ? ` to ${command.split(' ')[0]}` : ''}` : reasonOf(failure)
  return new TransportError(`The mail server ${name}`, { fault })
}

function byReply(reply: number, command: string): TransportFault {
  if (reply < 500) return 'retryable'
  const refused = command.startsWith('RCPT') || command === ''
  return refused && ![530, 534, 535, 552].includes(reply) ? 'unreachable' : 'permanent'
}

function reasonOf({ code }: SmtpFailure): string {
  return typeof code === 'string' && /^[A-Z_]{3,30}$/.test(code) ? `did not answer (${code})` : 'did not answer'
}
