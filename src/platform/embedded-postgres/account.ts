import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '#src/errors.ts'

/** How to start PostgreSQL's programs: it refuses to run as root, so root lends it an unprivileged account. */
export interface Account {
  readonly uid: number | null
  readonly gid: number | null
  /** Put before the command: lets the account pass folders that only root may enter. */
  readonly prefix: readonly string[]
}

/** The present account where it is an ordinary one. */
const self: Account = { uid: null, gid: null, prefix: [] }

/**
 * Chooses the account for a data folder: ourselves, or as root the account that owns the folder already, else `nobody`.
 * @throws StartError when root cannot lend any.
 */
export function chooseAccount(dataFolder: string, programs: readonly string[]): Account {
  if (process.getuid?.() !== 0) return self
  const { uid, gid } = owner(dataFolder) ?? lookUp('postgres') ?? lookUp('nobody') ?? refuse()
  if ([dataFolder, ...programs].every(path => canEnter(path, uid))) return { uid, gid, prefix: [] }
  // Folders such as /root: the account keeps the one right to pass them (capabilities(7), ambient set).
  if (!hasSetpriv()) refuse()
  const capability = '+dac_override,+dac_read_search'
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return { uid, gid, prefix: ['setpriv', ...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`] }
}

function owner(folder: string): { uid: number; gid: number } | null {
  if (!existsSync(folder)) return null
  const { uid, gid } = statSync(folder)
  return uid === 0 ? null : { uid, gid }
}

function lookUp(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** Whether others may pass all folders above a path. Owner and group rights are left out: they seldom fit. */
function canEnter(path: string, uid: number): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(folder)) continue
    const stat = statSync(folder)
    if ((stat.mode & 0o001) === 0 && stat.uid !== uid) return false
  }
  return true
}

function hasSetpriv(): boolean {
  try {
    execFileSync('setpriv', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function refuse(): never {
  throw new StartError(
    'PostgreSQL does not run as root and no other account can use this folder: start the service as an ordinary user, set DATA_DIR to a folder that others may enter, or set DATABASE_URL.',
  )
}
