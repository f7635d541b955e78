// Mends the database driver after an installation. In version 3.4.9 a connection that breaks off may end the process
// (a write to a socket that is gone) or never serve again (what was to be written, and the note that it will be, outlive
// the socket), and a transaction may roll back on a connection that is not open: its answer then belongs to nobody.
// The same is reported at github.com/porsager/postgres (issues 1066, 1154 and 1208) and not released. A version that
// these pieces do not fit stops the installation, so that they are looked at again.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const file = new URL('../../../../node_modules/postgres/src/connection.js', import.meta.url)
const pieces = [
  ['    , ended = null\n', '    , ended = null\n    , ready = false /* mended */\n'],
  [
    '  function execute(q) {\n',
    `  function execute(q) {
    if (!terminated && !ready) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true // the pool must not take it for one that works
    }

`,
  ],
  [
    '  function nextWrite(fn) {\n',
    `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      return true
    }
`,
  ],
  [
    '    clearImmediate(nextWriteTimer)\n    socket.removeListener',
    '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    ready = false\n    socket.removeListener',
  ],
  [
    "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    "    if (query || sent.length) error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = errorResponse = null\n",
  ],
  ['  function ReadyForQuery(x) {\n', '  function ReadyForQuery(x) {\n    ready = true\n'],
  // Rows of an answer that ended in a fault, or was cut off, left as many holes before the first row of the next answer.
  ['    query = results = errorResponse = null\n', '    query = results = errorResponse = null\n    rows = 0\n'],
  [
    '    query = errorResponse = null\n    closedTime',
    '    query = errorResponse = null\n    rows = 0\n    closedTime',
  ],
  // Who begins a transaction keeps the connection also where nothing more may wait on it; else others slip in.
  ['      return write(toBuffer(q))\n', '      const more = write(toBuffer(q))\n'],
  [
    '        && (!q.options.onexecute || q.options.onexecute(connection))\n',
    '      return q.options.onexecute ? (q.options.onexecute(connection), false) : more\n',
  ],
]

/** The driver's text with all pieces in their places, also where an earlier version of this file put some of them. */
function mend(text) {
  for (const [from, to] of pieces) {
    if (text.includes(to)) continue
    if (text.split(from).length !== 2)
      throw new Error(`The mend of postgres.js does not fit this version: ${from.trim()}`)
    text = text.replace(from, () => to)
  }
  return text
}

if (existsSync(file)) {
  const text = readFileSync(file, 'utf8')
  const mended = mend(text)
  if (mended !== text) {
    const made = new URL(`${file.href}.new`)
    writeFileSync(made, mended)
    renameSync(made, file) // never half a file
  }
}
