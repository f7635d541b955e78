import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** A row of a tab-separated document: cells by the names that were asked for; empty where a column is not there. */
export type Cells = (name: string) => string

/**
 * Rows of a tab-separated document. `columns` are the names we use, each with the headers it may have; those of `needed`
 * must be there. Headers are compared without case, spaces, hyphens and underscores.
 * @throws SourceFault `drift` that names a column which is missing
 */
export function rowsOfTable(
  text: string,
  columns: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
): readonly Cells[] {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const rowOf = rowReader(head, columns, needed)
  return lines.filter(line => line.trim() !== '').map(rowOf)
}

/** How a line below this head is read. @throws SourceFault `drift` that names a column which is missing */
export function rowReader(
  head: string,
  columns: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
): (line: string) => Cells {
  const names = head
    .replace(/^\ufeff/, '')
    .split('\t')
    .map(headerKey)
  const places = new Map(
    Object.entries(columns).map(([name, headers]) => {
      const keys = new Set([name, ...headers].map(headerKey))
      return [name, names.findIndex(one => keys.has(one))]
    }),
  )
  const missing = needed.find(name => (places.get(name) ?? -1) < 0)
  if (missing !== undefined) {
    throw new SourceFault('drift', says('missingColumn', { vendor: 'Amazon' }), {
      subject: columns[missing]?.[0] ?? missing,
    })
  }
  return line => cellsOf(line.split('\t'), places)
}

function cellsOf(cells: readonly string[], places: ReadonlyMap<string, number>): Cells {
  return name => unquoted(cells[places.get(name) ?? -1]?.trim() ?? '')
}

function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell
}

function headerKey(header: string): string {
  return unquoted(header.trim())
    .toLowerCase()
    .replace(/[\s_-]/g, '')
}
