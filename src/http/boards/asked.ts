import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CommandContext } from '#src/contracts/command.ts'
import { besideOrFirst, contextOf, type DispatchParts, personCaller } from '#src/features/conversation/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import type { Html } from '#src/http/page/html.ts'
import { inTurn } from '#src/http/page/in-turn.ts'
import { languageFor } from '#src/http/page/language.ts'
import { Pieces } from '#src/http/page/pieces.ts'
import { problemPage } from '#src/http/page/problem-page.ts'
import { texts as settings } from '#src/http/settings/texts.ts'
import { forgetViews, mayChange, sessionOf } from '#src/http/sign-in/browser.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { BoardAssets } from './assets.ts'
import { type BoardFrame, boardFrame, frameEnd, frameStart } from './frame.ts'
import { offlineMark, readerHeader, readerOf } from './offline.ts'

/** What boards are made of. */
export interface BoardParts extends DispatchParts {
  readonly publicUrl: string
}

const turn = inTurn()

const Fields = z.record(z.string(), z.string()).catch({})

/** A request of somebody who is signed in. */
export interface Asked {
  readonly open: OpenSession
  readonly locale: Locale
  readonly query: Readonly<Record<string, string>>
  /** What a form sent; empty for anything else. */
  readonly sent: Readonly<Record<string, string>>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The moment up to which figures are whole. */
  readonly at: Date
}

/** A route of somebody who is signed in; anybody else is asked to sign in first. A form of a foreign page changes nothing. */
export function forPeople(parts: BoardParts, handle: (asked: Asked) => Promise<FastifyReply>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const open = await sessionOf(parts, request)
    const query = Fields.parse(request.query)
    if (!open) {
      if (request.headers.cookie !== undefined) forgetViews(reply)
      if (request.headers.accept?.includes('application/json')) return reply.code(401).send({ error: 'Sign in first.' })
      const typed = Fields.parse(request.body).text ?? ''
      if (request.method === 'POST' && typed !== '') {
        const view = { locale: languageFor(request, null), again: null, signedIn: false, to: boardOf(request.url) }
        return reply
          .code(401)
          .type('text/html; charset=utf-8')
          .send(problemPage(view, { status: 401, typed }))
      }
      const to = request.method === 'GET' ? request.url : '/boards'
      return reply.redirect(`/login?to=${encodeURIComponent(to)}`, 303)
    }
    const sent = Fields.parse(request.body)
    const locale = languageFor(request, open.person.locale)
    if (request.method === 'POST' && !mayChange(request, open, sent.form)) {
      const page = problemPage({ locale, again: null, signedIn: true }, { status: 403, text: settings.foreignWhy })
      return reply.code(403).type('text/html; charset=utf-8').send(page)
    }
    reply.header(readerHeader, readerOf(open))
    return turn(reply, () => handle({ open, locale, query, sent, request, reply, at: parts.now() }))
  }
}

/** What a command would be given if the person typed it. */
export async function contextFor(parts: BoardParts, { open }: Pick<Asked, 'open'>): Promise<CommandContext> {
  const catalog = await parts.figures.catalog()
  const { teamTimeZone } = parts
  const caller = personCaller(open.person, catalog, { channel: null, messenger: 'page', teamTimeZone })
  return contextOf(parts, { caller, catalog, now: parts.now() })
}

/** The same for what is only looked at: with the figures of a standby where it may be read. */
export async function looking<T>(
  parts: BoardParts,
  { open }: Pick<Asked, 'open'>,
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const context = await contextFor(parts, { open })
  const look = await parts.readSide?.lookFor(open.person.id)
  return besideOrFirst(parts.readSide, look, beside => work(beside ? { ...context, figures: beside.figures } : context))
}

/** A page of the signed-in. */
export function send(asked: Asked, assets: BoardAssets, title: string, body: Html, status = 200): FastifyReply {
  const page = boardFrame({ ...aroundOf(asked, assets, title), ...kept(asked) }, body)
  return asked.reply.code(status).type('text/html; charset=utf-8').send(page)
}

/** The same page in two pieces: what stands before the figures is on its way while they are worked out. */
export function begin(asked: Asked, assets: BoardAssets, title: string): Begun {
  const around = aroundOf(asked, assets, title)
  const pieces = new Pieces(asked.reply, frameStart(around))
  return {
    finish: (body, at) => {
      const offline = at === null ? {} : kept({ ...asked, at })
      return pieces.finish(`${body.markup}${frameEnd({ ...around, ...offline })}`)
    },
  }
}

/** A page that is on its way. */
export interface Begun {
  /** Sends what there is to see. `at`: the moment up to which figures are whole; `null`: not to be kept for later. */
  readonly finish: (body: Html, at: Date | null) => FastifyReply
}

function aroundOf({ open, locale, request }: Asked, assets: BoardAssets, title: string): BoardFrame {
  return { locale, title, again: `${againOf(request.url)}lang=`, assets, open }
}

function kept({ at, open, locale }: Asked): Pick<BoardFrame, 'offline'> {
  return { offline: offlineMark(at, open.person.timeZone ?? 'UTC', locale) }
}

/** The board of an address; that of a form for notes only takes notes. */
function boardOf(address: string): string {
  return new URL(address, 'http://localhost').pathname.replace(/\/note$/, '')
}

/** The address without a language, ready for another. */
function againOf(address: string): string {
  const { searchParams } = new URL(address, 'http://localhost')
  const pathname = boardOf(address)
  searchParams.delete('lang')
  return `${pathname}?${searchParams.size > 0 ? `${searchParams}&` : ''}`
}
