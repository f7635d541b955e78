import type { ReadingProgress } from '#src/features/imports/store/import-readings.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** How far a file is, in words. */
export function stillReading({ rows, share }: Pick<ReadingProgress, 'rows' | 'share'>): Localized {
  return fill(texts.still, { rows: formatCount(rows), share: Math.floor(share * 100) })
}
