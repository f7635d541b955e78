/** So deep are causes looked at (judgement: a driver and a library around it). */
const depth = 5

/**
 * Whether a piece of work failed by what it is about, so that it would again and others would not: a fault of ours, or a
 * value that PostgreSQL refuses (classes 22 and 23 of its error codes, manual, appendix A). `false` where a connection, the
 * server or the machine is the trouble, or the work was broken off: then all of it is to be tried again.
 */
export function isOwnFault(error: unknown): boolean {
  let cause = error
  for (let level = 0; level < depth && cause instanceof Error; level++) {
    if (cause.name === 'AbortError') return false
    const code = 'code' in cause ? String(cause.code) : ''
    if (code !== '') return /^(2[23]|ERR_)/.test(code)
    cause = cause.cause
  }
  return true
}
