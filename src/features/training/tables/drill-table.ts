import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { trackNames } from '#src/features/training/cards/drills-card.ts'
import type { Drill } from '#src/features/training/drills/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Drills that somebody may begin, as rows. */
export function drillTable(drills: readonly Drill[], finished: ReadonlySet<string>): DataTable {
  return listTable('drills', title, drills, {
    key: ({ id }) => id,
    track: ({ track }) => trackNames[track],
    title: drill => drill.title,
    meaning: ({ situation }) => situation,
    finished: ({ id }) => finished.has(id),
  })
}

const title: Localized = { en: 'Drills', ja: '練習', 'zh-CN': '练习' }
