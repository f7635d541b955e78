import type { CommandContext } from '#src/contracts/command.ts'
import {
  type Board,
  type BoardView,
  boardHeat,
  boardPath,
  boardStores,
  type Filters,
} from '#src/features/boards/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { BoardPage } from './board-page.ts'
import { heatLater, heatMap } from './heat.ts'
import { boardScore, isScored, scoreHtml, scoreLater } from './score.ts'
import { storesPanel, storeTable } from './stores.ts'

/** Parts of a board that take longer than what is seen first: a page reads them when somebody comes near. */
export const pagePartNames = ['heat', 'stores', 'score'] as const
export type PagePart = (typeof pagePartNames)[number]

/** One of them; `null`: the board has none. */
export async function drawPart(
  name: PagePart,
  board: Board,
  filters: Filters,
  locale: Locale,
  context: CommandContext,
): Promise<Html | null> {
  switch (name) {
    case 'heat': {
      const heat = await boardHeat(board, filters, context)
      return heat && heatMap(heat, locale)
    }
    case 'stores':
      return storeTable(await boardStores(board, filters, context), locale)
    case 'score': {
      const score = await boardScore(board, filters, context)
      return score && scoreHtml(score, filters, locale)
    }
    default:
      return name satisfies never
  }
}

/**
 * The parts as they stand in a page: drawn where the address asks for one, as `?show=heat` does for browsers without
 * script, else where they are read from. Whose board is about somebody has their score at once.
 */
export async function partsOf(
  view: BoardView,
  show: string,
  locale: Locale,
  context: CommandContext,
): Promise<Pick<BoardPage, 'heat' | 'score' | 'stores'>> {
  const { board, filters } = view
  const path = boardPath(board.key)
  const draw = (name: PagePart) => drawPart(name, board, filters, locale, context)
  return {
    heat: (show === 'heat' ? await draw('heat') : null) ?? heatLater(view, `${path}/heat`, locale),
    stores: (show === 'stores' ? await draw('stores') : null) ?? storesPanel(view, `${path}/stores`, locale),
    score:
      board.subject || show === 'score' ? await draw('score') : await later(view, `${path}/score`, locale, context),
  }
}

async function later({ board, filters }: BoardView, source: string, locale: Locale, context: CommandContext) {
  return (await isScored(board, filters, context)) ? scoreLater(filters, source, locale) : html``
}
