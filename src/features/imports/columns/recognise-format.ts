import { nameKey } from '#src/domain/names.ts'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import type { KnownFormat, Signature } from '#src/features/imports/formats/known-format.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'

/** What stands around the names of the columns. */
export interface Surroundings {
  readonly fileName: string
  /** Name of the sheet; `null` where there is none. */
  readonly sheet: string | null
  /** The lines above the header, cells joined by a blank. */
  readonly above: readonly string[]
}

/** The known export with these column names; of several, the one that names most of them. `null`: none. */
export function recogniseFormat(
  header: readonly Cell[],
  around: Surroundings,
  formats: readonly KnownFormat[] = knownFormats,
): KnownFormat | null {
  const keys = new Set(header.map(cell => nameKey(textOf(cell))).filter(Boolean))
  let best: { format: KnownFormat; named: number } | null = null
  for (const format of formats) {
    if (!fits(format.recognise, keys, around)) continue
    const named = namedColumns(format, keys)
    if (named > (best?.named ?? -1)) best = { format, named }
  }
  return best?.format ?? null
}

function fits(signature: Signature, keys: ReadonlySet<string>, around: Surroundings): boolean {
  const has = (name: string | readonly string[]) => [name].flat().some(one => keys.has(nameKey(one)))
  return (
    signature.columns.every(has) &&
    !signature.without?.some(has) &&
    matches(signature.fileName, [around.fileName]) &&
    matches(signature.preamble, around.above) &&
    matches(signature.sheet, around.sheet === null ? [] : [around.sheet])
  )
}

function matches(pattern: RegExp | undefined, texts: readonly string[]): boolean {
  return pattern === undefined || texts.some(text => pattern.test(text.normalize('NFKC')))
}

function namedColumns({ recognise, columns }: KnownFormat, keys: ReadonlySet<string>): number {
  const names = [
    ...recognise.columns.map(one => [one].flat()),
    ...(recognise.optional ?? []).map(one => [one]),
    ...columns.map(column => column.names),
  ]
  const found = names.flatMap(list =>
    list
      .map(nameKey)
      .filter(key => keys.has(key))
      .slice(0, 1),
  )
  return new Set(found).size
}
