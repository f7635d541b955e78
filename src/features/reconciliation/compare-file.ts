import type { Block, Card } from '#src/chat/card.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { previewedRows } from '#src/features/imports/index.ts'
import type { StoredStore } from '#src/features/stores/index.ts'
import type { SyncParts } from '#src/features/sync/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { monthCard } from './cards/differences-card.ts'
import { type FileRow, storeDays } from './from-file.ts'
import { reconcile } from './reconcile.ts'
import { listDifferences } from './store/differences.ts'
import { putStated } from './store/stated.ts'
import { texts } from './texts.ts'

/** Months of stores that are shown (judgement: a message can be read to its end); the others stand in the list. */
const mostShown = 3

/**
 * Holds what a previewed file says against ours, store by store and month by month; nothing of it becomes a figure. The
 * card has a button that imports it after all. @throws UserError where nothing of it can be compared
 */
export async function compareFile(
  parts: SyncParts,
  id: number,
  of: {
    readonly by: number | null
    /** Those that the person may see. */
    readonly stores: readonly StoredStore[]
    readonly name?: string
    /** `2026-10`; `null`: all months of the file. */
    readonly month: string | null
  },
): Promise<Card> {
  const rows = (await previewedRows(parts.db, id)).filter(row => of.month === null || row.day.startsWith(of.month))
  const groups = groupsOf(rows, of.stores)
  const cards: Card[] = []
  for (const { store, month, rows: own } of groups) {
    await putStated(parts.db, { storeId: store.id, month, origin: 'file', by: of.by }, storeDays(own), parts.now())
    cards.push(await comparedMonth(parts, store, month))
  }
  const [first] = cards
  if (!first) throw new UserError(of.month === null ? texts.noStoreInFile : texts.monthNotInFile(of.month))
  return cardOf(id, cards, of.name)
}

async function comparedMonth(parts: SyncParts, store: StoredStore, month: string): Promise<Card> {
  const { from, to } = monthOf(month)
  try {
    await reconcile(parts, store, { from, to }, { ask: false })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return monthCard(store, month, [], error.text)
  }
  const list = await listDifferences(parts.db, { storeId: store.id, month })
  return monthCard(store, month, list, null)
}

/** The newest months first. */
function groupsOf(rows: readonly FileRow[], stores: readonly StoredStore[]) {
  const groups = new Map<string, { store: StoredStore; month: string; rows: FileRow[] }>()
  for (const row of rows) {
    const store = stores.find(one => one.slug === row.store)
    if (!store) continue
    const month = `${row.day.slice(0, 7)}-01`
    const group = groups.get(`${month} ${store.id}`) ?? { store, month, rows: [] }
    group.rows.push(row)
    groups.set(`${month} ${store.id}`, group)
  }
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, group]) => group)
}

function cardOf(id: number, cards: readonly Card[], name: string | undefined): Card {
  const more = cards.length - mostShown
  const heading = (title: Localized): readonly Block[] =>
    cards.length > 1 ? [{ type: 'text', text: title, style: 'strong' }] : []
  const shown = cards.slice(0, mostShown).flatMap(card => [...heading(card.title), ...card.blocks])
  const [first] = cards
  return {
    title: cards.length === 1 && first ? first.title : fill(texts.comparedFile, { name: verbatim(name ?? `#${id}`) }),
    tone: cards.every(card => card.tone === 'good') ? 'good' : 'warning',
    blocks: [
      { type: 'text', text: texts.notImported },
      ...shown,
      ...(more > 0 ? [{ type: 'text', text: fill(texts.moreMonths, { count: more }) } as const] : []),
      { type: 'actions', actions: [{ label: texts.importAfterAll, line: `import apply ${id}` }] },
    ],
  }
}
