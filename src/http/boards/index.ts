import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type BoardKey,
  boardChart,
  boardHeat,
  boardKinds,
  boardPath,
  boardView,
  filtersOf,
  findBoard,
  listBoards,
} from '#src/features/boards/index.ts'
import { asProgram, contextOf, type DispatchParts, personCaller } from '#src/features/conversation/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import { hashedAssetRoutes } from '#src/http/page/hashed-assets.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { sessionOf } from '#src/http/sign-in/browser.ts'
import { type Locale, localeOf, locales } from '#src/i18n/locale.ts'
import { type BoardAssets, boardAssets, marksOnce, marksPath } from './assets.ts'
import { boardBody } from './board-page.ts'
import { boardFrame } from './frame.ts'
import { heatLater, heatMap } from './heat.ts'
import { listBody } from './index-page.ts'
import { texts } from './texts.ts'
import { chartOf } from './trend.ts'

/** What boards are made of. */
export interface BoardParts extends DispatchParts {
  readonly publicUrl: string
}

/** Requests per minute and address (judgement: a team behind one address that looks at its boards in the morning). */
const requestsPerMinute = 600

/** Figures are drawn by scripts of ours alone; nothing is loaded from elsewhere. */
export const boardHeaders = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']}; script-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'`,
}

const Params = z.object({ kind: z.enum(boardKinds), id: z.string().min(1).max(120) })
const Query = z.record(z.string(), z.string()).catch({})

/** `/boards`: figures on a page, for whoever is signed in, with the rights and stores that they have in chat. */
export function boardRoutes(parts: BoardParts): (app: FastifyInstance) => Promise<void> {
  const assets = boardAssets()
  return async app => {
    await app.register(hashedAssetRoutes(Object.values(assets)))
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.addHook('onRequest', async (_request, reply) => void reply.headers(boardHeaders))
    app.get(marksPath, async (_request, reply) => {
      return reply.header('cache-control', 'public, max-age=3600').send(await marksOnce())
    })
    registerBoards(app, parts, assets)
  }
}

/** A request of somebody who is signed in. */
export interface Asked {
  readonly open: OpenSession
  readonly locale: Locale
  readonly query: Readonly<Record<string, string>>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A route of somebody who is signed in; anybody else is asked to sign in first. */
export function forPeople(parts: BoardParts, handle: (asked: Asked) => Promise<FastifyReply>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const open = await sessionOf(parts, request)
    const query = Query.parse(request.query)
    if (!open) {
      if (request.headers.accept?.includes('application/json')) return reply.code(401).send({ error: 'Sign in first.' })
      return reply.redirect(`/login?to=${encodeURIComponent(request.url)}`, 303)
    }
    const lang = locales.find(one => one === query.lang)
    const locale = lang ?? open.person.locale ?? localeOf(request.headers['accept-language'])
    return handle({ open, locale, query, request, reply })
  }
}

/** What a command would be given if the person typed it. */
export async function contextFor(parts: BoardParts, { open }: Asked) {
  const catalog = await parts.figures.catalog()
  const caller = personCaller(open.person, catalog, {
    channel: null,
    messenger: 'page',
    teamTimeZone: parts.teamTimeZone,
  })
  return contextOf(parts, { caller, catalog, now: parts.now() })
}

function registerBoards(app: FastifyInstance, parts: BoardParts, assets: BoardAssets): void {
  app.get(
    '/boards',
    forPeople(parts, async asked => {
      const list = await listBoards(await contextFor(parts, asked))
      return send(asked, assets, texts.boards[asked.locale], listBody(list, asked.locale))
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
  app.get(
    '/boards/:kind/:id/heat',
    forPeople(parts, asked => sendHeat(parts, asked)),
  )
}

function keyOf(request: FastifyRequest): BoardKey | null {
  const params = Params.safeParse(request.params)
  return params.success ? params.data : null
}

/** A page of the signed-in. */
export function send(asked: Asked, assets: BoardAssets, title: string, body: Html, status = 200): FastifyReply {
  const { open, locale, reply, request } = asked
  const again = `${againOf(request.url)}lang=`
  const page = boardFrame({ locale, title, again, assets, open }, body)
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

/** The address without a language, ready for another. */
function againOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  searchParams.delete('lang')
  return `${pathname}?${searchParams.size > 0 ? `${searchParams}&` : ''}`
}

async function showBoard(parts: BoardParts, assets: BoardAssets, asked: Asked): Promise<FastifyReply> {
  const { open, locale, query, request } = asked
  const key = keyOf(request)
  if (!key) return gone(asked, assets)
  const line = `board ${key.kind}:${key.id} ${query.period ?? ''}`.trim()
  const answer = await asProgram(
    parts,
    { person: open.person, program: 'page', verb: 'board', line },
    async context => {
      const board = await findBoard(key, context)
      if (!board) return null
      const heat = query.show === 'heat' ? await boardHeat(board, filtersOf(query), context) : null
      return { view: await boardView(board, filtersOf(query), context), heat }
    },
  )
  if (!answer.ok)
    return send(asked, assets, texts.boards[locale], html`<section><p>${answer.text[locale]}</p></section>`, 422)
  if (!answer.value) return gone(asked, assets)
  const { view, heat } = answer.value
  const title = view.board.label[locale]
  const path = boardPath(view.board.key)
  const body = boardBody({
    ...{ view, locale, title, path, chart: chartOf(view, false), score: null },
    noteForm: null,
    heat: heat ? heatMap(heat, locale) : heatLater(view, `${path}/heat`, locale),
    actions: null,
  })
  return send(asked, assets, title, body)
}

function gone(asked: Asked, assets: BoardAssets): FastifyReply {
  const { locale } = asked
  const body = html`<section><h1>${texts.gone[locale]}</h1><p>${texts.goneWhy[locale]}</p><p><a href="/boards">${texts.boards[locale]}</a></p></section>`
  return send(asked, assets, texts.gone[locale], body, 404)
}

async function sendChart(parts: BoardParts, asked: Asked): Promise<FastifyReply> {
  const { locale, query, request, reply } = asked
  const key = keyOf(request)
  const context = await contextFor(parts, asked)
  const board = key && (await findBoard(key, context))
  if (!board) return reply.code(404).send({ error: texts.gone[locale] })
  const width = Number(query.width)
  return reply.send(await boardChart(board, filtersOf(query), context, { locale, width: width > 0 ? width : 360 }))
}

/** The heat map as a piece of the page. */
async function sendHeat(parts: BoardParts, asked: Asked): Promise<FastifyReply> {
  const { locale, query, request, reply } = asked
  const key = keyOf(request)
  const context = await contextFor(parts, asked)
  const board = key && (await findBoard(key, context))
  const heat = board && (await boardHeat(board, filtersOf(query), context))
  const drawn = heat && heatMap(heat, locale)
  return reply
    .code(drawn ? 200 : 404)
    .type('text/html; charset=utf-8')
    .send(drawn?.markup ?? '')
}
