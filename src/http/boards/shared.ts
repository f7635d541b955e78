import type { CommandContext } from '#src/contracts/command.ts'
import type { Board, BoardView, Filters } from '#src/features/boards/index.ts'
import type { Html } from '#src/http/page/html.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { boardAssets } from './assets.ts'
import { boardBody } from './board-page.ts'
import { boardFrame } from './frame.ts'
import { boardHeaders } from './headers.ts'
import { heatLater } from './heat.ts'
import { drawPart } from './page-parts.ts'
import { storesPanel } from './stores.ts'

export type { BoardParts } from './asked.ts'

/** How boards look to people outside: the same figures, and no way to anything else. */
export function sharedFrame() {
  const assets = boardAssets()
  return {
    headers: boardHeaders,
    page: (around: { readonly locale: Locale; readonly title: string; readonly again: string }, body: Html) =>
      boardFrame({ ...around, assets, open: null }, body),
    body: (view: BoardView, path: string, locale: Locale): Html =>
      boardBody({
        ...{ view, locale, title: view.board.label[locale], path, noteForm: null, score: null, actions: null },
        chart: { chart: `${path}/chart`, mayWrite: false },
        heat: heatLater(view, `${path}/heat`, locale),
        stores: storesPanel(view, `${path}/stores`, locale),
      }),
    part: async (name: 'heat' | 'stores', board: Board, filters: Filters, locale: Locale, context: CommandContext) =>
      (await drawPart(name, board, filters, locale, context))?.markup ?? '',
  }
}
