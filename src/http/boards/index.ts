import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CommandContext, includes } from '#src/contracts/command.ts'
import { type BoardKey, boardChart, boardKinds, filtersOf, findBoard, listBoards } from '#src/features/boards/index.ts'
import { acceptForms } from '#src/http/page/forms.ts'
import { hashedAssetRoutes } from '#src/http/page/hashed-assets.ts'
import { packAnswers } from '#src/http/page/packed.ts'
import { type Asked, type BoardParts, contextFor, forPeople, looking, send } from './asked.ts'
import { type BoardAssets, boardAssets, marksOnce, marksPath } from './assets.ts'
import { boardHeaders } from './headers.ts'
import { listBody, type NoStores } from './index-page.ts'
import { registerManifest } from './manifest.ts'
import { registerOffline } from './offline.ts'
import { registerOwn } from './own-routes.ts'
import { drawPart, type PagePart, pagePartNames } from './page-parts.ts'
import { showBoard } from './show-board.ts'
import { texts } from './texts.ts'

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
    forPeople(parts, asked => showBoard(parts, assets, keyOf(asked.request), asked)),
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
