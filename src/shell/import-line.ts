import { importFiles } from '#commands/ingest/import.ts'
import { nameKey } from '#src/domain/names.ts'

const subverbs = new Set(
  Object.entries(importFiles.subverbs ?? {}).flatMap(([name, { aliases }]) => [name, ...aliases].map(nameKey)),
)

/**
 * `import …` at the shell is a file to read, or a line of the conversation's verb of that name, such as `import undo 2`. A file
 * that is called like a sub-verb is the file where nothing but options stands behind it.
 * @param words what stands behind `import`
 * @param isFile whether a file of that name is there
 * @returns the line; `null` where a file is meant
 */
export function importLine(words: readonly string[], isFile: (name: string) => boolean): string | null {
  const [first, ...rest] = words
  if (first === undefined) return importFiles.name
  const alone = rest.length === 0 || rest.some(word => word.startsWith('--'))
  if (first.startsWith('-') || (alone && isFile(first))) return null
  if (subverbs.has(nameKey(first))) return lineOf([first], rest)
  return pairs(words) ? lineOf([], words) : null
}

/** What columns mean is one word each at the shell, and one piece each in a line. */
function lineOf(before: readonly string[], words: readonly string[]): string {
  return [importFiles.name, ...before, words.join(pairs(words) ? '; ' : ' ')].join(' ').trim()
}

function pairs(words: readonly string[]): boolean {
  return words.length > 0 && words.every(word => /[=＝]/.test(word) && !word.startsWith('-'))
}
