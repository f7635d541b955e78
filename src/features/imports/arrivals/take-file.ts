import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Card } from '#src/chat/card.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { type ApplyResult, applyImport } from '#src/features/imports/apply.ts'
import { importAppliedCard, importPreviewCard, importRefusedCard } from '#src/features/imports/cards/preview-card.ts'
import { ratesCard, ratesText } from '#src/features/imports/cards/rates-card.ts'
import type { FileOnDisk, ImportPreview } from '#src/features/imports/describe-file.ts'
import { previewImport } from '#src/features/imports/preview.ts'
import { importRates, isRatesFile } from '#src/features/imports/rates.ts'
import { isReviewsFile, reviewsAnswer, takeReviews } from '#src/features/imports/reviews/index.ts'
import { smallerDays } from '#src/features/imports/smaller-days.ts'
import { findTaken, noteTaken, type Way } from '#src/features/imports/store/taken-files.ts'
import { likelyMarket, realStores } from '#src/features/imports/stores.ts'
import { texts as importTexts } from '#src/features/imports/texts.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { texts } from './texts.ts'

/** A file that came without somebody waiting for it, and how it is to be read. */
export interface ArrivedFile extends FileOnDisk {
  readonly way: Way
  readonly options: Readonly<Record<string, unknown>>
  /** Who sent it; `null`: nobody in particular. */
  readonly by: number | null
  /** Whether who sent it may set exchange rates. */
  readonly mayRates: boolean
  /** Stores that who sent it may write to; absent: all of the company. */
  readonly mayWriteTo?: (store: Store) => boolean
  /** Looks at what the file speaks of before anything is stored. @throws UserError */
  readonly check?: (preview: ImportPreview) => Promise<void>
}

/** What became of it: `text` in one sentence, `card` for who should hear of it (`null`: nobody needs to). */
export interface Arrival {
  readonly outcome: 'imported' | 'waiting' | 'known' | 'refused'
  readonly importId: number | null
  readonly text: Localized
  readonly card: Card | null
}

/** When, and what else belongs into the transaction that changes figures. */
export interface ArrivalContext {
  readonly now: () => Date
  readonly onObservations: (tx: Db) => Promise<void>
}

/**
 * Takes a file, the same bytes once: it is stored at once where nothing has to be decided; new stores, refused rows and
 * days that get smaller wait for somebody to press the button. A file that was refused may come again.
 */
export async function takeFile(db: Db, file: ArrivedFile, context: ArrivalContext): Promise<Arrival> {
  const sha256 = await hashOf(file.path)
  const before = await findTaken(db, file.way, sha256)
  if (before && !before.refused) {
    const text = fill(texts.known, { name: before.name, day: before.at.toISOString().slice(0, 10) })
    return { outcome: 'known', importId: before.importId, text, card: null }
  }
  const arrival = await read(db, file, context)
  const refused = arrival.outcome === 'refused'
  const { name, way } = file
  await noteTaken(db, { sha256, name, way, importId: arrival.importId, refused, at: context.now() })
  return arrival
}

async function read(db: Db, file: ArrivedFile, context: ArrivalContext): Promise<Arrival> {
  try {
    if (await isRatesFile(file.path)) return await takeRates(db, file)
    if (await isReviewsFile(file.path)) return await waitingReviews(db, file, context.now())
    // nobody can be asked where a new store sells: where all others do, and somebody confirms it
    const market = likelyMarket(await realStores(db), {})
    const options = { ...(market === undefined ? {} : { market }), ...file.options }
    const preview = await previewImport(db, file, options, { by: file.by, now: context.now() })
    await file.check?.(preview)
    if (preview.alreadyApplied) {
      return { outcome: 'known', importId: preview.id, text: fill(texts.inEffect, { id: preview.id }), card: null }
    }
    const why = await toDecide(db, preview)
    if (why.length > 0) return waiting(preview, why)
    const { now, onObservations } = context
    return imported(await applyImport(db, preview.id, { now: now(), onObservations }))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { outcome: 'refused', importId: null, text: error.text, card: importRefusedCard(file.name, error.text) }
  }
}

/** Exchange rates need no decision; rows that cannot be used are named. @throws UserError */
async function takeRates(db: Db, { name, path, by, mayRates }: ArrivedFile): Promise<Arrival> {
  if (!mayRates) throw new UserError(importTexts.ratesNotAllowed)
  const result = await importRates(db, path, { by })
  return { outcome: 'imported', importId: null, text: ratesText(result), card: ratesCard(name, result) }
}

/** Reviews and messages wait for a person who looks at them before they stand in the queue. @throws UserError */
async function waitingReviews(db: Db, file: ArrivedFile, now: Date): Promise<Arrival> {
  const store = typeof file.options.store === 'string' ? file.options.store : undefined
  const mayMean = file.mayWriteTo ?? ((one: Store) => !one.demo)
  const { text, card } = reviewsAnswer(await takeReviews(db, file, { by: file.by, now, store, mayMean }))
  return { outcome: 'waiting', importId: null, text, card }
}

function waiting(preview: ImportPreview, why: readonly Localized[]): Arrival {
  const text = fill(texts.waits, { id: preview.id, why: join(why) })
  return { outcome: 'waiting', importId: preview.id, text, card: importPreviewCard(preview) }
}

function imported(result: ApplyResult): Arrival {
  const { id, stores, rowsRead, rowsSkipped, from, to } = result
  const counts = { rows: formatCount(rowsRead), skipped: formatCount(rowsSkipped) }
  const where = { stores: verbatim(stores.join(', ')), from: from ?? '–', to: to ?? '–' }
  const text = fill(texts.imported, { id, ...counts, ...where })
  return { outcome: 'imported', importId: id, text, card: importAppliedCard(result) }
}

/** What somebody has to decide before the file is stored. */
async function toDecide(db: Db, preview: ImportPreview): Promise<readonly Localized[]> {
  const { id, stores, rowsSkipped, source } = preview
  const made = stores.filter(store => store.isNew).map(store => store.name)
  const smaller = await smallerDays(db, id, source, stores)
  return [
    ...(made.length > 0 ? [fill(texts.newStores, { stores: verbatim(made.join(', ')) })] : []),
    ...(smaller.length > 0 ? [texts.smaller] : []),
    ...(rowsSkipped > 0 ? [fill(texts.skipped, { count: formatCount(rowsSkipped) })] : []),
  ]
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
