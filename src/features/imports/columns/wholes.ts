import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { isWholeWord } from '#src/features/imports/words/total-words.ts'
import type { Mapping } from './columns.ts'

/** A column with more different texts than this does not split days into parts (judgement). */
const maxParts = 200

/**
 * Finds columns that split a day (device, channel, hour) and hold a row for the whole of it too: columns without
 * another meaning in which some rows say `すべて` or `All` and others do not.
 */
export function createWholes({ kind, columns }: Mapping) {
  const parts = columns.map(({ role }) =>
    kind === 'daily' && (role === null || role === 'part') ? new Set<string>() : null,
  )
  const whole = columns.map(() => false)
  return {
    add(cells: readonly Cell[]) {
      parts.forEach((seen, column) => {
        const text = seen === null ? '' : textOf(cells[column])
        if (seen === null || text === '' || seen.size > maxParts) return
        if (/^[\d.,%\s-]+$/.test(text)) parts[column] = null
        else if (isWholeWord(text)) whole[column] = true
        else seen.add(text)
      })
    },
    found: () =>
      parts.flatMap((seen, column) =>
        seen !== null && whole[column] && seen.size > 0 && seen.size <= maxParts ? [column] : [],
      ),
  }
}
