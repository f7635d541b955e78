import { marksForBrowsers } from '#src/features/boards/index.ts'
import { clientScript, type HashedAsset, hashedAsset, vegaAssets } from '#src/http/page/hashed-assets.ts'

/** What boards load: everything by an address that changes with its content. */
export interface BoardAssets {
  readonly script: HashedAsset
  readonly vega: HashedAsset
  readonly interpreter: HashedAsset
}

/** Reads them once. */
export function boardAssets(): BoardAssets {
  return {
    script: hashedAsset('board.js', clientScript('board.js')),
    ...vegaAssets(),
  }
}

/** Where the specification of marks is read by the script of boards. */
export const marksPath = '/page/marks.json'

let marks: Promise<object> | undefined

/** The specification, compiled when it is first asked for. */
export function marksOnce(): Promise<object> {
  marks ??= marksForBrowsers()
  return marks
}
