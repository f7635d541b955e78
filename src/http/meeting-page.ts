import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Block, Card } from '#src/chat/card.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { contextOf, type DispatchParts, personCaller } from '#src/features/conversation/index.ts'
import type { Pictures } from '#src/features/delivery/index.ts'
import {
  meetingPack,
  meetingPath,
  packCard,
  periodOfPage,
  readMeetingPage,
  subjectOf,
} from '#src/features/meetings/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { blockHtml } from './page/card-html.ts'
import { frame } from './page/frame.ts'
import { type Html, html } from './page/html.ts'
import { languageFor } from './page/language.ts'
import { pageHeaders } from './page/page-headers.ts'

/** What the page of a meeting is made of. */
export interface MeetingPageParts extends DispatchParts {
  readonly pages: PageLinks
  readonly pictures: Pick<Pictures, 'draw' | 'url'>
}

const Query = z.object({ page: z.string().max(4_000).catch('') })

/** Judgement: a page of some seconds of work, looked at by a room of people. */
const requestsPerMinute = 60

/** `/share/meeting`: the pack of a meeting as a page that prints well, for whoever has the signed address. */
export function meetingPageRoutes(parts: MeetingPageParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.get(meetingPath, (request, reply) => show(parts, request, reply))
  }
}

async function show(parts: MeetingPageParts, request: FastifyRequest, reply: FastifyReply) {
  reply.headers(headers).type('text/html; charset=utf-8')
  const { page } = Query.parse(request.query)
  const now = parts.now()
  const about = readMeetingPage(parts.pages, page, now)
  const person = about === null ? null : await findPerson(parts.db, { id: about.person })
  const locale = languageFor(request, person?.locale ?? null)
  if (!about || !person?.active) return reply.code(403).send(gone(locale))
  const catalog = await parts.figures.catalog()
  const { teamTimeZone } = parts
  const own = personCaller(person, catalog, { channel: null, messenger: 'page', teamTimeZone })
  const caller = { ...own, stores: own.stores.filter(store => about.stores.includes(store.id)) }
  const figures = parts.figures.withSharedReads().withSharedDays() // one look at many months of the same stores
  const context = contextOf({ ...parts, figures }, { caller, catalog, now })
  const subject = await subjectOf(about.subject, periodOfPage(about), context)
  if (!subject) return reply.code(403).send(gone(locale))
  const card = packCard(await meetingPack(subject, context), { zone: caller.timeZone, url: null, all: true })
  const body = await cardWithPictures(card, locale, parts.pictures)
  return reply.send(frame({ locale, title: card.title[locale], again: `?page=${page}&lang=`, layout: 'roomy' }, body))
}

/** Pictures come from this service, too. */
const headers = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']}; img-src 'self'`,
}

async function cardWithPictures(
  card: Card,
  locale: Locale,
  { draw, url }: MeetingPageParts['pictures'],
): Promise<Html> {
  const drawn = await draw(card, locale)
  const images = card.blocks.filter(block => block.type === 'image')
  const show = (block: Block): Html | null => {
    const picture = block.type === 'image' ? drawn[images.indexOf(block)] : null
    if (block.type !== 'image' || !picture) return blockHtml(block, locale, true)
    const { width, height } = picture
    return html`<p class="picture"><img src="${url(picture)}" alt="${block.alt[locale]}" width="${width}" height="${height}"></p>`
  }
  return html`<article class="pack">${card.blocks.map(show)}</article>`
}

function gone(locale: Locale): string {
  return frame({ locale, title: texts.gone[locale], again: null }, html`<section><p>${texts.why[locale]}</p></section>`)
}

const texts = {
  gone: { en: 'This page has run out', ja: 'このページは期限切れです', 'zh-CN': '此页面已过期' },
  why: {
    en: 'Write “meeting” to the bot for a new address.',
    ja: 'ボットに「振り返り」と送ると新しいリンクが届きます。',
    'zh-CN': '向机器人发送“复盘”获取新链接。',
  },
} satisfies Record<string, Localized>
