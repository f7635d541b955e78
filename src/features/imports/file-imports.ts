import type { Card } from '#src/chat/card.ts'
import type { FileImports, ImportFile } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { findImport } from '#src/features/imports/store/imports.ts'
import type { Person } from '#src/features/people/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ApplyResult, applyImport } from './apply.ts'
import { importPreviewCard } from './cards/preview-card.ts'
import { ratesCard, ratesText } from './cards/rates-card.ts'
import type { ImportPreview, ImportSummary } from './describe-file.ts'
import { type Importer, importer, mayWriteTo, storesInScope } from './importers.ts'
import { applyLater, type ImportState, keepForLater, stateOf, type Waiting } from './large/later.ts'
import { readOptions } from './options.ts'
import { previewImport } from './preview.ts'
import { importRates, isRatesFile, type RatesResult } from './rates.ts'
import { isReviewsFile, reviewsAnswer, type TakenReviews, takeReviews } from './reviews/index.ts'
import { spool } from './spool.ts'
import { texts } from './texts.ts'
import { type UndoResult, undoImport } from './undo.ts'

/** What the imports of chat files need. */
export interface FileImportParts {
  readonly now: () => Date
  /** Called inside the transaction that changes figures. */
  readonly onObservations?: ((tx: Db) => Promise<void>) | undefined
  /** Asks that large files be read to their end; without it they are read while the person waits. */
  readonly readLater?: ((db: Db) => Promise<void>) | undefined
  /** What else a file may be for than to be imported; absent: nothing. */
  readonly otherUse?: OtherUse | undefined
}

/** A file may be the marketplace's own statement, to be compared and not imported. */
export interface OtherUse {
  /** What the words beside a file say of it, such as its store. */
  readonly said: (words: string, person: Person) => Promise<Readonly<Record<string, string>>>
  /** The other choice; `null`: importing is the only one. */
  readonly choice: (preview: ImportPreview, words: string) => Promise<OtherChoice | null>
  readonly carryOut: (preview: ImportPreview, words: string, person: Person) => Promise<Card>
}

/** What a button says and does. */
export interface OtherChoice {
  readonly line: string
  readonly label: Localized
  readonly why: Localized
  /** It is meant so: nobody has to be asked. */
  readonly isSure: boolean
}

/** Files that people bring to a conversation: managers and administrators, for stores in their scope. */
export function createFileImports(db: Db, parts: FileImportParts): FileImports {
  const { now, readLater } = parts
  const steps = createImportSteps(db, parts)
  return {
    async preview(file, options, by) {
      const person = await importer(db, by)
      const found = await previewUpload(db, { file, options, person, now: now(), readLater })
      if ('rates' in found) return { rates: found.rates, text: ratesText(found.rates) }
      if ('reviews' in found) return reviewsAnswer(found.reviews)
      return { ...found, otherUse: (await parts.otherUse?.choice(found, '')) ?? null }
    },
    async offer(file, options, by, words = '') {
      const person = await importer(db, by)
      const said = (await parts.otherUse?.said(words, person)) ?? {}
      const found = await previewUpload(db, { file, options: { ...said, ...options }, person, now: now(), readLater })
      if ('rates' in found) return ratesCard(file.name, found.rates)
      if ('reviews' in found) return reviewsAnswer(found.reviews).card
      const other = (await parts.otherUse?.choice(found, words)) ?? null
      if (other?.isSure && parts.otherUse) return parts.otherUse.carryOut(found, words, person)
      return importPreviewCard(found, other)
    },
    apply: async (id, by) => steps.apply(id, await importer(db, by)),
    state: async (id, by) => steps.state(id, await importer(db, by)),
    undo: async (id, by) => steps.undo(id, await importer(db, by)),
  }
}

/** What can be done with an import by its number, for stores in the scope of whoever does it. @throws UserError */
export interface ImportSteps {
  /** Stores its figures; of a large file that is still being read `{ waiting }`: then they follow by themselves. */
  apply(id: number, by: Importer): Promise<ApplyResult | Waiting>
  state(id: number, by: Importer): Promise<ImportState>
  undo(id: number, by: Importer): Promise<UndoResult>
}

/** The steps after a file was read, whichever way it came. */
export function createImportSteps(db: Db, { now, onObservations, readLater }: FileImportParts): ImportSteps {
  return {
    async apply(id, by) {
      await mayTouch(db, id, by)
      const later = by.id === null ? null : await applyLater(db, id, by.id, readLater)
      return later ?? applyImport(db, id, { now: now(), onObservations })
    },
    async state(id, by) {
      await mayTouch(db, id, by)
      return stateOf(db, id)
    },
    async undo(id, by) {
      await mayTouch(db, id, by)
      return undoImport(db, id, { now: now(), onObservations })
    },
  }
}

interface Upload {
  readonly file: ImportFile
  readonly options: Readonly<Record<string, unknown>>
  readonly person: Person
  readonly now: Date
  readonly readLater: FileImportParts['readLater']
}

/**
 * A preview; or, of a file of exchange rates, which need no decision, what was stored; or what reviews and messages would
 * bring into the queue of those to read.
 */
async function previewUpload(
  db: Db,
  { file, options, person, now, readLater }: Upload,
): Promise<ImportPreview | { readonly rates: RatesResult } | { readonly reviews: TakenReviews }> {
  const spooled = await spool(file.name, file.bytes)
  try {
    if (await isRatesFile(spooled.path)) {
      if (person.role !== 'administrator') throw new UserError(texts.ratesNotAllowed)
      return { rates: await importRates(db, spooled.path, { by: person.id }) }
    }
    if (await isReviewsFile(spooled.path)) {
      const { store } = readOptions(options)
      const taking = { by: person.id, now, store, mayMean: mayWriteTo(person) }
      return { reviews: await takeReviews(db, spooled, taking) }
    }
    const preview = await previewImport(db, spooled, options, { by: person.id, now, look: readLater !== undefined })
    await storesInScope(db, preview, person)
    if (preview.look) await keepForLater(db, preview.id, spooled.path, readLater)
    return preview
  } finally {
    await spooled.remove()
  }
}

async function mayTouch(db: Db, id: number, person: Importer): Promise<void> {
  const found = await findImport(db, id)
  if (!found) throw new UserError(fill(texts.unknownImport, { id }))
  await storesInScope(db, { stores: (found.summary as ImportSummary | null)?.stores ?? [] }, person)
}
