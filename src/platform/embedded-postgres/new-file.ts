import { randomBytes } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'

/** What file systems without hard links say. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * Makes a file with all of its content at once: whoever finds it never reads half of it. Where the file system knows no links
 * it is made first and written then. @returns whether it was made; false where it is there already
 */
export async function makeNewFile(file: string, content: string, mode: number): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.new`
  try {
    await writeFile(draft, content, { flag: 'wx', mode })
    return await unlessThere(() => link(draft, file)).catch(error => {
      if (!withoutLinks.some(code => isCode(error, code))) throw error
      return unlessThere(() => writeFile(file, content, { flag: 'wx', mode }))
    })
  } finally {
    await rm(draft, { force: true })
  }
}

async function unlessThere(make: () => Promise<void>): Promise<boolean> {
  try {
    await make()
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Whether an error of the system has a code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
