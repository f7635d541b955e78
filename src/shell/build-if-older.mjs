// Builds the program where a source is newer than the last build, and does nothing otherwise: `npm start` and `npm run kpi` share it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['src', 'bots', 'commands', 'jobs', 'bench', 'package.json', 'package-lock.json', 'tsconfig.json']
const program = 'dist/src/cli.js'
/** Its time is when the last build that succeeded began: what was written meanwhile is newer. */
const mark = 'dist/.built'

/** A folder's own time tells of files that were taken away. */
function isNewer(path, than) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return false
  if (found.mtimeMs > than) return true
  return found.isDirectory() && readdirSync(path).some(name => isNewer(join(path, name), than))
}

const last = existsSync(program) ? (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0) : 0
if (sources.some(path => isNewer(path, last))) {
  const begun = new Date()
  console.error('Building (some seconds) …')
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 2, 2], shell: true })
  if (built.status !== 0) process.exit(built.status ?? 1)
  mkdirSync('dist', { recursive: true })
  writeFileSync(mark, '')
  utimesSync(mark, begun, begun)
}
