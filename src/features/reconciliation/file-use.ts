import type { Card } from '#src/chat/card.ts'
import { nameKey } from '#src/domain/names.ts'
import type { ImportPreview, OtherUse } from '#src/features/imports/index.ts'
import type { Person } from '#src/features/people/index.ts'
import { listStores, type StoredStore, sees } from '#src/features/stores/index.ts'
import { listConnectedStores, type SyncParts } from '#src/features/sync/index.ts'
import { compareFile } from './compare-file.ts'
import { texts } from './texts.ts'
import { asksToCompare } from './words.ts'

/**
 * A file that is a marketplace's own statement of a store which that marketplace fills is compared instead of imported,
 * and so is any that was sent with the words for it. One that tells what a connection tells too is asked about.
 */
export function fileUse(parts: SyncParts): OtherUse {
  return {
    said: async (words, person) => {
      const store = asksToCompare(words) ? await storeIn(parts, words, person) : null
      return store ? { store: store.slug, market: store.market } : {}
    },
    choice: async (preview, words) => {
      if (preview.alreadyApplied || preview.look) return null
      const kind = asksToCompare(words) ? 'compare' : await kindOf(parts, preview)
      const why = kind === 'compare' ? texts.ownStatement : texts.toldAlready
      const button = { line: `reconcile file ${preview.id}`, label: texts.compare, why }
      return kind === 'import' ? null : { ...button, isSure: kind === 'compare' }
    },
    carryOut: (preview, words, person) => compared(parts, preview, person, words),
  }
}

async function compared(parts: SyncParts, preview: ImportPreview, person: Person, words: string): Promise<Card> {
  const stores = (await listStores(parts.db)).filter(store => sees(person.scope, store))
  return compareFile(parts, preview.id, { by: person.id, stores, name: preview.fileName, month: monthIn(words) })
}

/** The month that was named beside the file; `null`: all of the file. */
function monthIn(words: string): string | null {
  return /(?<!\d)(\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])/.exec(words)?.[1] ?? null
}

/** The longest name of a store that stands in the words. */
async function storeIn({ db }: SyncParts, words: string, person: Person): Promise<StoredStore | null> {
  const said = nameKey(words)
  const named = (await listStores(db))
    .filter(store => !store.demo && sees(person.scope, store))
    .flatMap(store => [store.slug, store.name].map(name => ({ store, key: nameKey(name) })))
    .filter(({ key }) => key !== '' && said.includes(key))
    .toSorted((a, b) => b.key.length - a.key.length)
  return named[0]?.store ?? null
}

async function kindOf({ db, connectors }: SyncParts, preview: ImportPreview): Promise<'import' | 'compare' | 'ask'> {
  const slugs = new Set(preview.stores.map(store => store.slug))
  const stores = new Set((await listStores(db)).filter(store => slugs.has(store.slug)).map(store => store.id))
  const connected = (await listConnectedStores(db)).filter(one => stores.has(one.storeId))
  const told = new Set(
    connected.flatMap(one => connectors.find(it => it.id === one.connector)?.feeds.flatMap(feed => feed.tells) ?? []),
  )
  const isTold = Object.keys(preview.measureLabels).some(measure => told.has(measure))
  if (!isTold) return 'import'
  return preview.source.startsWith('statement/') ? 'compare' : 'ask'
}
