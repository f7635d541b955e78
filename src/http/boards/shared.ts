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
    /** `show` names a part that is drawn at once, for browsers without script. */
    body: async (
      view: BoardView,
      at: { readonly path: string; readonly show: string },
      locale: Locale,
      context: CommandContext,
    ) => {
      const { path, show } = at
      const draw = (name: 'heat' | 'stores') =>
        show === name ? drawPart(name, view.board, view.filters, locale, context) : null
      return boardBody({
        ...{ view, locale, title: view.board.label[locale], path, noteForm: null, score: null, actions: null },
        chart: { chart: `${path}/chart`, mayWrite: false },
        heat: (await draw('heat')) ?? heatLater(view, `${path}/heat`, locale),
        stores: (await draw('stores')) ?? storesPanel(view, `${path}/stores`, locale),
      })
    },
    part: async (name: 'heat' | 'stores', board: Board, filters: Filters, locale: Locale, context: CommandContext) =>
      (await drawPart(name, board, filters, locale, context))?.markup ?? '',
  }
}
