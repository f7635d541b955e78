import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CommandContext, includes, type Role } from '#src/contracts/command.ts'
import {
  type BoardKey,
  type BoardView,
  boardChart,
  boardKinds,
  boardPath,
  boardView,
  filtersOf,
  findBoard,
  listBoards,
} from '#src/features/boards/index.ts'
import { asProgram } from '#src/features/conversation/index.ts'
import { acceptForms } from '#src/http/page/forms.ts'
import { hashedAssetRoutes } from '#src/http/page/hashed-assets.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { packAnswers } from '#src/http/page/packed.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { type Asked, type BoardParts, contextFor, forPeople, looking, send } from './asked.ts'
import { type BoardAssets, boardAssets, marksOnce, marksPath } from './assets.ts'
import { boardBody, noteForm } from './board-page.ts'
import { boardHeaders } from './headers.ts'
import { listBody, type NoStores } from './index-page.ts'
import { registerManifest } from './manifest.ts'
import { registerOffline } from './offline.ts'
import { registerOwn } from './own-routes.ts'
import { drawPart, type PagePart, pagePartNames, partsOf } from './page-parts.ts'
import { texts } from './texts.ts'
import { chartOf } from './trend.ts'

/** Requests per minute and address (judgement: a team behind one address that looks at its boards in the morning). */
const requestsPerMinute = 600

const Params = z.object({ kind: z.enum(boardKinds), id: z.string().min(1).max(120) })
/** A form of an own board with all of its places. */
const bodyLimit = 64 * 1024

/** `/boards`: figures on a page, for whoever is signed in, with the rights and stores that they have in chat. */
export function boardRoutes(parts: BoardParts): (app: FastifyInstance) => Promise<void> {
  const assets = boardAssets()
  return async app => {
    await app.register(hashedAssetRoutes(Object.values(assets)))
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.addHook('onRequest', async (_request, reply) => void reply.headers(boardHeaders))
    packAnswers(app)
    app.get(marksPath, async (_request, reply) => {
      return reply.header('cache-control', 'public, max-age=3600').send(await marksOnce())
    })
    acceptForms(app, bodyLimit)
    registerManifest(app)
    registerOffline(app, assets)
    registerOwn(app, parts, assets)
    registerBoards(app, parts, assets)
  }
}

function registerBoards(app: FastifyInstance, parts: BoardParts, assets: BoardAssets): void {
  app.get(
    '/boards',
    forPeople(parts, async asked => {
      const context = await contextFor(parts, asked)
      const body = listBody(await listBoards(context), asked.locale, whyNone(context))
      return send(asked, assets, texts.boards[asked.locale], body)
    }),
  )
  app.get(
    '/boards/:kind/:id',
    forPeople(parts, asked => showBoard(parts, assets, asked)),
  )
  app.get(
    '/boards/:kind/:id/chart',
    forPeople(parts, asked => sendChart(parts, asked)),
  )
  for (const part of pagePartNames)
    app.get(
      `/boards/:kind/:id/${part}`,
      forPeople(parts, asked => sendPart(parts, part, asked)),
    )
}

function whyNone({ caller, catalog }: CommandContext): NoStores {
  if (catalog.stores.some(store => store.demo === caller.demo)) return 'none-yours'
  return includes(caller.role, 'administrator') ? 'yours-to-begin' : 'none-yet'
}

function keyOf(request: FastifyRequest): BoardKey | null {
  const params = Params.safeParse(request.params)
  return params.success ? params.data : null
}

async function showBoard(parts: BoardParts, assets: BoardAssets, asked: Asked): Promise<FastifyReply> {
  const { open, locale, query, request } = asked
  const key = keyOf(request)
  if (!key) return gone(asked, assets)
  const line = `board ${key.kind}:${key.id} ${query.period ?? ''}`.trim()
  const answer = await asProgram(
    parts,
    { person: open.person, program: 'page', verb: 'board', line, readsOnly: true },
    context => lookedAt(key, asked, context),
  )
  if (!answer.ok)
    return send(asked, assets, texts.boards[locale], html`<section><p>${answer.text[locale]}</p></section>`, 422)
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
  return send({ ...asked, at: asOf }, assets, title, body)
}

/** A board with those parts that its page does not leave for later. */
async function lookedAt(key: BoardKey, { locale, query }: Asked, context: CommandContext) {
  const board = await findBoard(key, context)
  if (!board) return null
  const filters = filtersOf(query)
  const view = await boardView(board, filters, context)
  return { view, parts: await partsOf(view, query.show ?? '', locale, context) }
}

/** What its owner does with a board, and a manager with what it shows. */
function actionsOf({ board }: BoardView, role: Role, path: string, locale: Locale): Html | null {
  const ways = [
    board.mayChange ? html`<a class="button" href="${path}/edit">${texts.change[locale]}</a>` : null,
    includes(role, 'manager') ? html`<a class="button" href="${shareHref(board)}">${texts.share[locale]}</a>` : null,
  ].filter(way => way !== null)
  return ways.length > 0 ? html`<div class="row">${ways}</div>` : null
}

/** KPIs and stores that a board fills into the form of a link (judgement: what somebody outside looks at). */
const mostFilledIn = 6

/** Where links for people outside are made and ended, with what this board shows filled in; many stores are chosen there. */
function shareHref({ kpis, reader: { stores } }: BoardView['board']): string {
  const place = stores.length <= mostFilledIn ? stores.map(({ slug }) => slug).join(',') : ''
  const kpi = (kpis ?? []).slice(0, mostFilledIn).map(({ id }) => id)
  return `/settings/shares?${new URLSearchParams({ kpi: kpi.join(','), place })}`
}

function gone(asked: Asked, assets: BoardAssets): FastifyReply {
  const { locale } = asked
  const body = html`<section><h1>${texts.gone[locale]}</h1><p>${texts.goneWhy[locale]}</p><p><a href="/boards">${texts.boards[locale]}</a></p></section>`
  return send(asked, assets, texts.gone[locale], body, 404)
}

async function sendChart(parts: BoardParts, asked: Asked): Promise<FastifyReply> {
  const { locale, query, request, reply } = asked
  const key = keyOf(request)
  const width = Number(query.width) > 0 ? Number(query.width) : 360
  const chart = await looking(parts, asked, async context => {
    const board = key && (await findBoard(key, context))
    return board && boardChart(board, filtersOf(query), context, { locale, width })
  })
  return chart ? reply.send(chart) : reply.code(404).send({ error: texts.gone[locale] })
}

/** A part of the page by itself. */
async function sendPart(parts: BoardParts, name: PagePart, asked: Asked): Promise<FastifyReply> {
  const { locale, query, request, reply } = asked
  const key = keyOf(request)
  const drawn = await looking(parts, asked, async context => {
    const board = key && (await findBoard(key, context))
    return board && drawPart(name, board, filtersOf(query), locale, context)
  })
  return reply
    .code(drawn ? 200 : 404)
    .type('text/html; charset=utf-8')
    .send(drawn?.markup ?? '')
}
