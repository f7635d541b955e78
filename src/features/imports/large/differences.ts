import { UserError } from '#src/errors.ts'
import type { ImportPreview } from '#src/features/imports/describe-file.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** A preview with the way in which its rows were read. */
export interface Seen {
  readonly preview: ImportPreview
  readonly way: string
}

/** Stores that are named (judgement). */
const namedStores = 12
/** Reasons that are told (judgement). */
const toldReasons = 3

/** In what a whole file differs from the look at its beginning: what somebody must know before it is stored. */
export function differencesOf(look: Seen, whole: Seen): readonly Localized[] {
  const known = new Set(look.preview.stores.map(store => store.slug))
  const more = whole.preview.stores.filter(store => !known.has(store.slug))
  const names = more.slice(0, namedStores).map(({ name, currency }) => verbatim(`${name} (${currency})`))
  const told = new Set(look.preview.warnings?.map(note => note.en)) // absent in what an earlier version kept
  return [
    ...(names.length > 0 ? [fill(texts.otherStores, { stores: join(names) })] : []),
    ...(look.way === whole.way ? [] : [texts.otherWay]),
    ...(whole.preview.rowsSkipped > look.preview.rowsSkipped ? refused(whole.preview) : []),
    ...whole.preview.warnings.filter(note => !told.has(note.en)),
  ]
}

/** All refused rows are counted; of each reason the first row is named. */
function refused({ rowsSkipped, skipped }: ImportPreview): readonly Localized[] {
  const reasons = skipped.filter(
    ({ reason }, index) => skipped.findIndex(other => other.reason.en === reason.en) === index,
  )
  const count = formatCount(rowsSkipped)
  return reasons.slice(0, toldReasons).map(({ row, reason }) => fill(texts.refusedRows, { count, row, reason }))
}

/** The whole file differs from what was shown: somebody must say once more that it is right. */
export class FileDiffers extends UserError {
  override readonly details: unknown

  constructor(differences: readonly Localized[], preview: ImportPreview | null) {
    super(fill(texts.differs, { differences: join(differences) }))
    this.details = { differences, preview }
  }
}
