import type { FastifyReply } from 'fastify'
import { type CommandContext, includes, type Role } from '#src/contracts/command.ts'
import {
  type Board,
  type BoardKey,
  type BoardView,
  boardPath,
  filtersOf,
  findBoard,
  lookAt,
  viewOf,
} from '#src/features/boards/index.ts'
import { asProgram } from '#src/features/conversation/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { type Asked, type Begun, type BoardParts, begin, send } from './asked.ts'
import type { BoardAssets } from './assets.ts'
import { boardBody, noteForm } from './board-page.ts'
import { partsOf } from './page-parts.ts'
import { texts } from './texts.ts'
import { chartOf } from './trend.ts'

/**
 * A board as a page. Once it is known that there is one and what it is about, the page is on its way; its figures follow.
 * `key`: which board; `null`: an address of none.
 */
export async function showBoard(
  parts: BoardParts,
  assets: BoardAssets,
  key: BoardKey | null,
  asked: Asked,
): Promise<FastifyReply> {
  const { open, locale, query } = asked
  if (!key) return gone(asked, assets)
  const line = `board ${key.kind}:${key.id} ${query.period ?? ''}`.trim()
  let begun: Begun | undefined
  const start = (board: Board) => {
    begun ??= begin(asked, assets, board.label[locale])
  }
  const question = { person: open.person, program: 'page', verb: 'board', line, readsOnly: true } as const
  const answer = await asProgram(parts, question, context => lookedAt(key, asked, context, start))
  if (!answer.ok) {
    const body = html`<section><p>${answer.text[locale]}</p></section>`
    return begun?.finish(body, null) ?? send(asked, assets, texts.boards[locale], body, 422)
  }
  if (!answer.value) return gone(asked, assets)
  const { view, parts: drawn } = answer.value
  const { asOf, said } = answer
  const mayWrite = includes(answer.caller.role, 'operator')
  const title = view.board.label[locale]
  const path = boardPath(view.board.key)
  const body = boardBody({
    ...{ view, locale, title, path, said, chart: chartOf(view, mayWrite), ...drawn },
    noteForm: mayWrite ? noteForm(view, open.formToken, `${path}/note`, locale) : null,
    actions: actionsOf(view, answer.caller.role, path, locale),
  })
  return begun?.finish(body, asOf) ?? send({ ...asked, at: asOf }, assets, title, body)
}

/** A board with those parts that its page does not leave for later. `start`: told once there is something to see. */
async function lookedAt(
  key: BoardKey,
  { locale, query }: Asked,
  context: CommandContext,
  start: (board: Board) => void,
) {
  const board = await findBoard(key, context)
  if (!board) return null
  const look = await lookAt(board, filtersOf(query), context)
  start(board)
  const view = await viewOf(look, context)
  return { view, parts: await partsOf(view, query.show ?? '', locale, context) }
}
/** What its owner does with a board, and a manager with what it shows. */
function actionsOf(view: BoardView, role: Role, path: string, locale: Locale): Html | null {
  const { board } = view
  const ways = [
    board.mayChange ? html`<a class="button" href="${path}/edit">${texts.change[locale]}</a>` : null,
    includes(role, 'manager') ? html`<a class="button" href="${shareHref(view)}">${texts.share[locale]}</a>` : null,
  ].filter(way => way !== null)
  return ways.length > 0 ? html`<div class="row">${ways}</div>` : null
}

/** KPIs and stores that a board fills into the form of a link (judgement: what somebody outside looks at). */
const mostFilledIn = 6

/** Where links for people outside are made and ended, with what this board shows filled in; many stores are chosen there. */
function shareHref({ board: { kpis, reader }, figures }: BoardView): string {
  const { stores } = reader
  const place = stores.length <= mostFilledIn ? stores.map(({ slug }) => slug).join(',') : ''
  const kpi = (kpis ?? figures.map(figure => figure.kpi)).slice(0, mostFilledIn).map(({ id }) => id)
  return `/settings/shares?${new URLSearchParams({ kpi: kpi.join(','), place })}`
}

function gone(asked: Asked, assets: BoardAssets): FastifyReply {
  const { locale } = asked
  const body = html`<section><h1>${texts.gone[locale]}</h1><p>${texts.goneWhy[locale]}</p><p><a href="/boards">${texts.boards[locale]}</a></p></section>`
  return send(asked, assets, texts.gone[locale], body, 404)
}
