import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { BoardList } from '#src/features/boards/list-boards.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Boards that somebody may open, as rows. */
export function boardTable(list: BoardList): DataTable {
  const boards = [list.own, list.markets, list.platforms, list.stores, list.teams, list.people].flat()
  return listTable('boards', title, boards, {
    kind: ({ key }) => key.kind,
    key: ({ key }) => key.id,
    title: ({ label }) => label,
    owner: ({ of }) => of,
  })
}

const title: Localized = { en: 'Boards', ja: 'ボード', 'zh-CN': '看板' }
