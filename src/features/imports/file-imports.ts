import type { FileImports, ImportFile, ImportingPerson } from '#src/chat/messenger.ts'
import { holds, type PlaceKey, parsePlaceKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { findImport } from '#src/features/imports/store/imports.ts'
import { findIdentity, findPerson, type Person } from '#src/features/people/index.ts'
import { findStore } from '#src/features/stores/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { applyImport } from './apply.ts'
import { importPreviewCard } from './cards/preview-card.ts'
import type { ImportPreview, ImportSummary } from './describe-file.ts'
import { applyLater, keepForLater, stateOf } from './large/later.ts'
import { previewImport } from './preview.ts'
import { spool } from './spool.ts'
import type { PreviewStore } from './stores.ts'
import { texts } from './texts.ts'
import { undoImport } from './undo.ts'

/** What the imports of chat files need. */
export interface FileImportParts {
  readonly now: () => Date
  /** Called inside the transaction that changes figures. */
  readonly onObservations?: ((tx: Db) => Promise<void>) | undefined
  /** Asks that large files be read to their end; without it they are read while the person waits. */
  readonly readLater?: ((db: Db) => Promise<void>) | undefined
}

/** Files that people bring to a conversation: managers and administrators, for stores in their scope. */
export function createFileImports(db: Db, parts: FileImportParts): FileImports {
  const { now, onObservations, readLater } = parts
  return {
    async preview(file, options, by) {
      const person = await importer(db, by)
      return previewUpload(db, { file, options, person, now: now(), readLater })
    },
    async offer(file, options, by) {
      const person = await importer(db, by)
      return importPreviewCard(await previewUpload(db, { file, options, person, now: now(), readLater }))
    },
    async apply(id, by) {
      const person = await importer(db, by)
      await mayTouch(db, id, person)
      return (await applyLater(db, id, person.id, readLater)) ?? applyImport(db, id, { now: now(), onObservations })
    },
    async state(id, by) {
      await mayTouch(db, id, await importer(db, by))
      return stateOf(db, id)
    },
    async undo(id, by) {
      await mayTouch(db, id, await importer(db, by))
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

async function previewUpload(db: Db, { file, options, person, now, readLater }: Upload): Promise<ImportPreview> {
  const spooled = await spool(file.name, file.bytes)
  try {
    const preview = await previewImport(db, spooled, options, { by: person.id, now, look: readLater !== undefined })
    await inScope(db, preview.stores, person)
    if (preview.look) await keepForLater(db, preview.id, spooled.path, readLater)
    return preview
  } finally {
    await spooled.remove()
  }
}

async function importer(db: Db, by: ImportingPerson): Promise<Person> {
  const identity = await findIdentity(db, by.messenger, by.workspace, by.person)
  const person = identity ?? (await findPerson(db, { email: by.person }))
  if (!person?.active || (person.role !== 'manager' && person.role !== 'administrator')) {
    throw new UserError(texts.notAllowed)
  }
  return person
}

async function mayTouch(db: Db, id: number, person: Person): Promise<void> {
  const found = await findImport(db, id)
  if (!found) throw new UserError(fill(texts.unknownImport, { id }))
  await inScope(db, (found.summary as ImportSummary | null)?.stores ?? [], person)
}

/** New stores are judged by what they will be. */
async function inScope(db: Db, stores: readonly PreviewStore[], person: Person): Promise<void> {
  const outside: string[] = []
  for (const store of stores) {
    const known = (await findStore(db, store.slug)) ?? { ...store, id: 0, demo: false }
    if (!person.scope.some(key => covers(key, known))) outside.push(store.slug)
  }
  if (outside.length > 0) throw new UserError(fill(texts.outOfScope, { stores: outside.join(', ') }))
}

function covers(key: PlaceKey, store: Parameters<typeof holds>[1]): boolean {
  const place = parsePlaceKey(key)
  return place !== null && holds(place, store)
}
