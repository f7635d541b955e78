/** A workbook of more cells than any that people make in these formats: made to exhaust us. */
export class TooManyCells extends Error {
  /** Cells of a workbook that is converted (judgement: 65,536 rows of 60 columns; the memory of the thread). */
  static readonly most = 4_000_000
  override readonly name = 'TooManyCells'
}
