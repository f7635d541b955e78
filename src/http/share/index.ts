import { createHmac, timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CommandContext } from '#src/contracts/command.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import {
  boardChart,
  boardOfShare,
  boardView,
  filtersOf,
  openShare,
  opensWith,
  putVisit,
  type ShareLink,
  type VisitKind,
} from '#src/features/boards/index.ts'
import { contextOf, personCaller } from '#src/features/conversation/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import { deviceName } from '#src/features/sign-in/index.ts'
import { type BoardParts, sharedFrame } from '#src/http/boards/shared.ts'
import { acceptForms } from '#src/http/page/forms.ts'
import { html } from '#src/http/page/html.ts'
import { inTurn } from '#src/http/page/in-turn.ts'
import { languageFor } from '#src/http/page/language.ts'
import { packAnswers } from '#src/http/page/packed.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { spendInWindow } from '#src/platform/database/quotas.ts'

/** What shared boards are made of. */
export interface ShareParts extends BoardParts {
  readonly pages: PageLinks
}

/** Requests per minute and address (judgement: an agency behind one address). */
const requestsPerMinute = 120
/** Passphrases that may be tried for a link in a quarter of an hour (judgement: typing errors). */
const maxTries = 10
const triedMinutes = 15

/** A turn of their own: people outside wait for each other, and nobody inside for them. */
const turn = inTurn()

const Params = z.object({ token: z.string().min(40).max(200) })
const Query = z.record(z.string(), z.string()).catch({})
type Opened = { readonly link: ShareLink; readonly personId: number; readonly token: string }

/** `/share/<signed>`: a few figures for people outside, read only, until a day. Nothing on it leads anywhere else. */
export function shareRoutes(parts: ShareParts): (app: FastifyInstance) => Promise<void> {
  const drawn = sharedFrame()
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    acceptForms(app, 4 * 1024)
    packAnswers(app)
    app.addHook('onRequest', async (_request, reply) => {
      reply.headers({ ...drawn.headers, 'x-robots-tag': 'noindex, nofollow, noarchive' })
    })
    const opened = (handle: (one: Opened, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) => {
      return async (request: FastifyRequest, reply: FastifyReply) => {
        const params = Params.safeParse(request.params)
        const token = params.success ? params.data.token : ''
        const found = await openShare({ db: parts.db, pages: parts.pages, now: parts.now() }, token)
        return found ? turn(reply, () => handle({ ...found, token }, request, reply)) : gone(drawn, request, reply)
      }
    }
    app.get(
      '/share/:token',
      opened((one, request, reply) => show(parts, drawn, one, request, reply)),
    )
    app.post(
      '/share/:token',
      opened((one, request, reply) => unlock(parts, drawn, one, request, reply)),
    )
    for (const part of ['chart', 'heat', 'stores'] as const)
      app.get(
        `/share/:token/${part}`,
        opened((one, request, reply) => sendPart(parts, drawn, part, one, request, reply)),
      )
  }
}

type Drawn = ReturnType<typeof sharedFrame>

function gone(drawn: Drawn, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = languageFor(request, null)
  const body = html`<section><h1>${texts.gone[locale]}</h1><p>${texts.goneWhy[locale]}</p></section>`
  return page(drawn, reply, { locale, title: texts.gone[locale], again: '?lang=' }, body, 403)
}

function page(
  drawn: Drawn,
  reply: FastifyReply,
  around: Parameters<Drawn['page']>[0],
  body: ReturnType<typeof html>,
  status = 200,
) {
  return reply.code(status).type('text/html; charset=utf-8').send(drawn.page(around, body))
}

/** The query without a language, ready for another. */
function againOf({ lang: _lang, ...rest }: Readonly<Record<string, string>>): string {
  return `?${new URLSearchParams({ ...rest, lang: '' })}`
}

/** What looks at links by itself: chats that show a preview, scanners of mail. They are told nothing but that it is a link. */
const previewers =
  /bot\b|bot[/ ]|crawl|spider|preview|facebookexternalhit|slack-imgproxy|whatsapp\/|curl|wget|python|java\/|go-http|okhttp/i

async function show(parts: ShareParts, drawn: Drawn, one: Opened, request: FastifyRequest, reply: FastifyReply) {
  const { link } = one
  const query = Query.parse(request.query)
  const locale = languageFor(request, link.locale)
  const around = { locale, title: link.name, again: againOf(query) }
  if (previewers.test(request.headers['user-agent'] ?? '') || request.method === 'HEAD') {
    await note(parts, one, request, 'preview', '')
    return page(drawn, reply, { ...around, title: 'KPI' }, html`<p>${texts.preview[locale]}</p>`)
  }
  if (link.passphrase !== null && !holdsKey(one, request)) return page(drawn, reply, around, asks(locale, false))
  const context = await contextOfMaker(parts, one)
  const board = context && boardOfShare(link, context)
  if (!context || !board) return gone(drawn, request, reply)
  const view = await boardView(board, filtersOf(query), context)
  await note(parts, one, request, 'person', new URLSearchParams(query).toString().slice(0, 200) || 'board')
  const at = { path: `/share/${one.token}`, show: query.show ?? '' }
  return page(drawn, reply, around, await drawn.body(view, at, locale, context))
}

async function unlock(parts: ShareParts, drawn: Drawn, one: Opened, request: FastifyRequest, reply: FastifyReply) {
  const { link, token } = one
  const query = Query.parse(request.query)
  const locale = languageFor(request, link.locale)
  const phrase = Query.parse(request.body).passphrase ?? ''
  const allowance = { name: `share-phrase/${link.id}`, limit: maxTries, minutes: triedMinutes }
  const mayTry = await spendInWindow(parts.db, allowance, parts.now())
  if (!mayTry || !opensWith(link, phrase.slice(0, 100))) {
    await note(parts, one, request, 'refused', '')
    return page(drawn, reply, { locale, title: link.name, again: '?lang=' }, asks(locale, true), 403)
  }
  const secure = parts.publicUrl.startsWith('https:') ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `kpi_share=${keyOf(one)}; Path=/share/${token}; Max-Age=43200; HttpOnly; SameSite=Lax${secure}`,
  )
  const asked = new URLSearchParams(query).toString()
  return reply.redirect(`/share/${token}${asked && `?${asked}`}`, 303)
}

async function sendPart(
  parts: ShareParts,
  drawn: Drawn,
  part: 'chart' | 'heat' | 'stores',
  one: Opened,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const query = Query.parse(request.query)
  const locale = languageFor(request, one.link.locale)
  if (one.link.passphrase !== null && !holdsKey(one, request)) return gone(drawn, request, reply)
  const context = await contextOfMaker(parts, one)
  const board = context && boardOfShare(one.link, context)
  if (!context || !board) return gone(drawn, request, reply)
  if (part === 'chart')
    return reply.send(await boardChart(board, filtersOf(query), context, { locale, width: Number(query.width) || 360 }))
  const markup = await drawn.part(part, board, filtersOf(query), locale, context)
  return reply.type('text/html; charset=utf-8').send(markup)
}

/** Figures are read with the eyes of whoever made the link. */
async function contextOfMaker(parts: ShareParts, { personId }: Opened): Promise<CommandContext | null> {
  const person = await findPerson(parts.db, { id: personId })
  if (!person?.active) return null
  const catalog = await parts.figures.catalog()
  const { teamTimeZone } = parts
  const caller = personCaller(person, catalog, { channel: null, messenger: 'share', teamTimeZone })
  return contextOf(parts, { caller, catalog, now: parts.now() })
}

/** What a browser keeps that knew the passphrase: worth nothing for another link, or after another passphrase. */
function keyOf({ token, link }: Opened): string {
  return createHmac('sha256', link.passphrase ?? '')
    .update(token)
    .digest('base64url')
}

function holdsKey(one: Opened, request: FastifyRequest): boolean {
  const given = /(?:^|;\s*)kpi_share=([\w-]{43})/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const [a, b] = [Buffer.from(given), Buffer.from(keyOf(one))]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function note(parts: ShareParts, { link }: Opened, request: FastifyRequest, kind: VisitKind, what: string) {
  const device = deviceName(request.headers['user-agent']).slice(0, 100)
  await putVisit(parts.db, { linkId: link.id, at: parts.now(), network: shortened(request.ip), device, kind, what })
}

/** An address without its last part: `203.0.113.*`, `2001:db8:1::*`. */
function shortened(address: string): string {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)
  return v4 ? `${v4[1]}.*` : `${address.split(':').slice(0, 3).join(':')}::*`
}

function asks(locale: Locale, wrong: boolean) {
  return html`<section><h1>${texts.locked[locale]}</h1>${wrong ? html`<p class="problem" role="alert">${texts.wrong[locale]}</p>` : null}
<form method="post"><label for="passphrase">${texts.passphrase[locale]}</label><input id="passphrase" name="passphrase" required maxlength="100" autocomplete="off" inputmode="numeric">
<div class="row"><button class="primary">${texts.open[locale]}</button></div></form></section>`
}

const texts = {
  gone: { en: 'This link opens nothing', ja: 'このリンクは使えません', 'zh-CN': '此链接无法打开' },
  goneWhy: {
    en: 'It has run out or was revoked. Ask whoever gave it to you.',
    ja: '期限切れか、取り消されています。送った方にお問い合わせください。',
    'zh-CN': '链接已过期或已撤销，请联系发送者。',
  },
  preview: { en: 'A board of figures.', ja: '数値ボード', 'zh-CN': '数据看板' },
  locked: { en: 'This board asks for a passphrase', ja: '合言葉を入力してください', 'zh-CN': '请输入口令' },
  passphrase: { en: 'Passphrase', ja: '合言葉', 'zh-CN': '口令' },
  open: { en: 'Open', ja: '開く', 'zh-CN': '打开' },
  wrong: {
    en: 'That was not it. After ten tries it waits for a quarter of an hour.',
    ja: '合言葉が違います。10回誤ると15分間は開けません。',
    'zh-CN': '口令不正确。错误10次后需等待15分钟。',
  },
} satisfies Record<string, Localized>
