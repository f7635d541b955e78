import type { FastifyInstance, FastifyReply } from 'fastify'
import { noteAction } from '#src/cards/lines.ts'
import { fillLine } from '#src/chat/card.ts'
import { rowNumber } from '#src/contracts/row-number.ts'
import { isDay } from '#src/domain/days.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { boardPath, findOwnBoard, listOwnBoards, placesOf } from '#src/features/boards/index.ts'
import { runForPerson } from '#src/features/conversation/index.ts'
import { note } from '#src/http/page/frame.ts'
import { html } from '#src/http/page/html.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type Asked, type BoardParts, contextFor, forPeople, send } from './asked.ts'
import type { BoardAssets } from './assets.ts'
import { ownForm, ownLine } from './own-page.ts'
import { texts } from './texts.ts'

/** Boards of one's own, and notes: what a form sends is a command line, with the check and the record of chat. */
export function registerOwn(app: FastifyInstance, parts: BoardParts, assets: BoardAssets): void {
  app.get(
    '/boards/own/new',
    forPeople(parts, asked => showForm(parts, assets, asked, null, null)),
  )
  app.post(
    '/boards/own/new',
    forPeople(parts, asked => save(parts, assets, asked, null)),
  )
  app.get<{ Params: { id: string } }>(
    '/boards/own/:id/edit',
    forPeople(parts, asked => showForm(parts, assets, asked, idOf(asked), null)),
  )
  app.post(
    '/boards/own/:id/edit',
    forPeople(parts, asked => save(parts, assets, asked, idOf(asked))),
  )
  app.post(
    '/boards/own/:id/remove',
    forPeople(parts, async asked => {
      await run(parts, asked, `board remove #${idOf(asked)}`)
      return asked.reply.redirect('/boards', 303)
    }),
  )
  app.post(
    '/boards/:kind/:id/note',
    forPeople(parts, asked => saveNote(parts, assets, asked)),
  )
}

function idOf({ request }: Asked): number {
  const { id } = request.params as { readonly id: string } // the route has it
  return rowNumber(id) ?? 0
}

function run(parts: BoardParts, { open }: Asked, line: string) {
  return runForPerson(parts, { person: open.person, line, program: 'page', where: null })
}

async function showForm(
  parts: BoardParts,
  assets: BoardAssets,
  asked: Asked,
  id: number | null,
  problem: string | null,
): Promise<FastifyReply> {
  const { open, locale } = asked
  const context = await contextFor(parts, asked)
  const found = id === null ? null : await findOwnBoard(parts.db, id, context.caller)
  if (id !== null && found?.ownerId !== open.person.id) return asked.reply.redirect('/boards', 303)
  const { catalog, caller } = context
  const body = ownForm({
    ...{ locale, board: found, catalog, stores: caller.stores, places: placesOf(context) },
    ...{ formToken: open.formToken, problem },
  })
  return send(asked, assets, (found ? texts.change : texts.make)[locale], body, problem === null ? 200 : 422)
}

async function save(parts: BoardParts, assets: BoardAssets, asked: Asked, id: number | null): Promise<FastifyReply> {
  const { open, locale, sent, reply } = asked
  const { caller } = await contextFor(parts, asked)
  const board = id === null ? null : await findOwnBoard(parts.db, id, caller)
  if (id !== null && board?.ownerId !== open.person.id) return reply.redirect('/boards', 303)
  const answer = await run(parts, asked, ownLine(sent, board))
  if (!answer.ok) return showForm(parts, assets, asked, id, (answer.refused ?? texts.notSaved)[locale])
  const own = (await listOwnBoards(parts.db, caller)).filter(one => one.ownerId === open.person.id)
  const made = board ?? own.sort((a, b) => b.id - a.id)[0]
  return reply.redirect(made ? boardPath({ kind: 'own', id: String(made.id) }) : '/boards', 303)
}

/** A note about days, as if it were typed: `note add sales west 2026-11-03..2026-11-05 "…"`. */
async function saveNote(parts: BoardParts, assets: BoardAssets, asked: Asked): Promise<FastifyReply> {
  const { locale, sent, reply, request } = asked
  const { kind, id } = request.params as { readonly kind: string; readonly id: string } // the route has them
  const back = `/boards/${encodeURIComponent(kind)}/${encodeURIComponent(id)}${backOf(sent.back)}`
  const place = parsePlaceKey(sent.place ?? '')
  const [from = '', to = from] = [sent.from, sent.to || sent.from]
  const { catalog } = await contextFor(parts, asked)
  const kpi = catalog.findKpi(sent.kpi ?? '') ?? undefined
  const refuse = (why: Localized) => {
    const body = html`<header class="board-head"><h1>${texts.notSaved[locale]}</h1></header>${note('bad', why[locale])}<blockquote>${sent.text ?? ''}</blockquote><p><a class="button" href="${back}">${texts.back[locale]}</a></p>`
    return send(asked, assets, texts.notSaved[locale], body, 422)
  }
  const odd = [from, to].find(day => !isDay(day))
  if (odd !== undefined) return refuse(fill(texts.noDay, { day: odd.slice(0, 60) }))
  if (to < from) return refuse(fill(texts.turned, { from, to }))
  if (!place) return refuse(texts.notSaved)
  const action = noteAction(place, rangePeriod(from, to), kpi)
  const answer = await run(parts, asked, fillLine(action, { text: sent.text ?? '', from, to }))
  return answer.ok ? reply.redirect(`${back}#notes`, 303) : refuse(answer.refused ?? texts.notSaved)
}

/** The query of the page that a form stood on; anything else is none. */
function backOf(query: string | undefined): string {
  return query !== undefined && /^\?[\w=&%.:~+-]{0,400}$/.test(query) ? query : ''
}
