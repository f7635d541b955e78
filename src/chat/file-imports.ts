import type { Card } from './card.ts'

/**
 * Reading files of figures in steps, with JSON that the messenger only draws and hands back. Each step is refused
 * with `UserError` when the person may not import or the file makes no sense.
 */
export interface FileImports {
  /** Reads the file and stores a preview; `options` corrects what was recognised. */
  preview(file: ImportFile, options: Readonly<Record<string, unknown>>, by: ImportingPerson): Promise<unknown>
  /** The same as a card with a button: for messengers that show cards and no page. */
  offer?(
    file: ImportFile,
    options: Readonly<Record<string, unknown>>,
    by: ImportingPerson,
    /** What was said beside the file. */
    words?: string,
  ): Promise<Card>
  /** Stores the figures; of a large file that is still being read `{ waiting }`: then they follow by themselves. */
  apply(id: number, by: ImportingPerson): Promise<unknown>
  /** How far a large file is, and what is known of it. */
  state?(id: number, by: ImportingPerson): Promise<unknown>
  undo(id: number, by: ImportingPerson): Promise<unknown>
}

/** A file on its way in: read once, from start to end. */
export interface ImportFile {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Who imports, as the messenger knows the person. */
export interface ImportingPerson {
  readonly messenger: string
  readonly workspace: string
  readonly person: string
}
