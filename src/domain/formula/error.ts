import type { Localized } from '#src/i18n/locale.ts'

/** A formula that cannot be used. `text` says why, shows the place, and offers the nearest name. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError'
  /** Position in the formula as typed, from 0; the formula's length when it ends too early. */
  readonly index: number
  /** What stands there; empty at the end. */
  readonly found: string
  /** The measure or function that was probably meant, by its id; `null` when none is near. */
  readonly suggestion: string | null
  readonly text: Localized

  constructor(fault: {
    readonly index: number
    readonly found: string
    readonly suggestion?: string | null
    readonly text: Localized
  }) {
    super(fault.text.en)
    this.index = fault.index
    this.found = fault.found
    this.suggestion = fault.suggestion ?? null
    this.text = fault.text
  }
}
