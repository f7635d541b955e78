import { findMeasure } from '#src/domain/measures/index.ts'
import { toMajor } from '#src/domain/money.ts'
import { notes as texts } from '#src/features/imports/rows/notes.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findSmallerDays } from './store/smaller-days.ts'
import type { PreviewStore } from './stores.ts'

/** Days that are told one by one (judgement). */
const toldDays = 5

/** Known days whose sales or orders this import would make smaller: each is said, since an export may be cut off. */
export async function smallerDays(
  db: Db,
  id: number,
  source: string,
  stores: readonly PreviewStore[],
): Promise<readonly Localized[]> {
  const found = await findSmallerDays(db, id, source, toldDays)
  return found.map(({ store, day, measure, before, after }) => {
    const currency = stores.find(one => one.slug === store)?.currency ?? ''
    const known = findMeasure(measure)
    const shown = (value: string) => (known?.unit === 'money' ? `${toMajor(value, currency)} ${currency}` : value)
    return fill(texts.smaller, {
      store,
      day,
      measure: known?.label ?? measure,
      before: shown(before),
      after: shown(after),
    })
  })
}
