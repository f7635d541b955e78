import { StartError } from '#src/errors.ts'
import { endOfRows, Footer, TableLine } from './format.ts'
import { openBackup } from './open.ts'

/** The end of the rows of a table, as a line of bytes. */
export const endLine = Buffer.from(`${endOfRows}\n`)

/**
 * Reads a backup to its end without a database: every table whole, as many rows as the end says, nothing behind it.
 * @throws StartError where it is damaged or cut off.
 */
export async function verifyBackup(file: string): Promise<Footer> {
  const { lines, close } = await openBackup(file)
  try {
    const rows: Record<string, number> = {}
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const said: unknown = JSON.parse(next.value.toString('utf8'))
      const footer = Footer.safeParse(said)
      if (footer.success) {
        if ((await lines.next()).done && same(footer.data.rows, rows)) return footer.data
        break
      }
      rows[TableLine.parse(said).table] = await countRows(lines)
    }
    throw damaged(file)
  } catch (error) {
    throw error instanceof StartError ? error : damaged(file, error)
  } finally {
    close()
  }
}

async function countRows(lines: AsyncGenerator<Buffer>): Promise<number> {
  for (let count = 0; ; count += 1) {
    const next = await lines.next()
    if (next.done) throw new Error('The rows of a table do not end')
    if (next.value.equals(endLine)) return count
  }
}

function same(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name])
}

function damaged(file: string, cause?: unknown): StartError {
  return new StartError(`${file} is damaged or cut off: nothing was restored.`, { cause })
}
