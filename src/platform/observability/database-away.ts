/**
 * Why the database could not be asked at all: it starts, stops or is not reached. Source: PostgreSQL's error codes, classes 08
 * and 57P0, and the codes of postgres.js and of sockets.
 */
const codes =
  /^(?:08\w{3}|57P0[1-3]|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/**
 * What a failed query stumbled over if it is not its own fault but the database cannot be asked; `null` for every other
 * fault, also of other servers that are not reached.
 */
export function databaseAway(error: unknown): { readonly code: string; readonly message: string } | null {
  let isQuery = false
  for (let one = error; one instanceof Error; one = one.cause) {
    isQuery ||= one.message.startsWith('Failed query:') || 'severity' in one
    const code = 'code' in one ? String(one.code) : ''
    if (codes.test(code) && (isQuery || code.startsWith('CONNECT'))) return { code, message: one.message }
  }
  return null
}
