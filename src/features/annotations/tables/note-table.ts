import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { PlacedNote } from '#src/features/annotations/cards/note-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A note, and when it was written. */
export type ListedNote = PlacedNote & { readonly createdAt: Date }

/** Notes as rows, a day in each of its columns. */
export function noteTable(notes: readonly ListedNote[]): DataTable {
  return dataTable('notes', title, columns, notes)
}

const title: Localized = { en: 'Notes', ja: 'メモ', 'zh-CN': '备注' }

const columns: readonly CellOf<ListedNote>[] = [
  ['id', columnTexts.number, ({ id }) => id],
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi?.id ?? null],
  ['name', columnTexts.name, ({ kpi }) => kpi?.label ?? null],
  ['key', columnTexts.key, ({ place }) => place.key],
  ['place', columnTexts.place, ({ place }) => place.label],
  ['from', columnTexts.from, ({ fromDay }) => fromDay],
  ['to', columnTexts.to, ({ toDay }) => toDay],
  ['text', title, ({ text }) => text],
  ['author', columnTexts.by, ({ authorName }) => authorName],
  ['created_at', columnTexts.createdAt, ({ createdAt }) => createdAt.toISOString()],
]
