import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, runLong, tryTo } from '#bench/faults/shell.ts'
import { projectRoot } from '#src/paths.ts'

/** An earlier version, built, in a folder of its own. */
export interface OldVersion {
  readonly folder: string
  /** The commit, or the folder that was given. */
  readonly name: string
  remove(): Promise<void>
}

/** The first migration after the first released schema: the version before it knows only that schema. */
const firstChange = 'migrations/0001_undo.sql'

/**
 * Builds the version of a commit beside this one; without one the last that knew only the first schema. `given` may also be
 * a folder in which a version is built already.
 * @throws Error where the history is not there
 */
export async function buildOldVersion(given: string | undefined): Promise<OldVersion> {
  if (given !== undefined && existsSync(join(given, 'dist/src/main.js')))
    return { folder: given, name: given, remove: async () => {} }
  const git = (...words: readonly string[]) => run('git', '-C', projectRoot, ...words).then(text => text.trim())
  const added = await git('log', '--diff-filter=A', '--format=%H', '--', firstChange)
  const commit = await git('rev-parse', '--short', given ?? `${added.split('\n').at(-1)}^`)
  const folder = join(await mkdtemp(join(tmpdir(), 'kpi-old-')), 'version')
  await git('worktree', 'add', '--detach', folder, commit)
  const old = { folder, name: commit, remove: () => removeTree(folder) }
  try {
    process.stdout.write(`  building ${await git('log', '-1', '--format=%h of %as', commit)} …\n`)
    await runLong('npm', 'ci', '--no-audit', '--no-fund', '--prefix', folder)
    await runLong('npm', 'run', '--silent', 'build', '--prefix', folder)
    return old
  } catch (error) {
    await old.remove()
    throw error
  }
}

async function removeTree(folder: string): Promise<void> {
  await tryTo('git', '-C', projectRoot, 'worktree', 'remove', '--force', folder)
  await rm(join(folder, '..'), { recursive: true, force: true })
}
