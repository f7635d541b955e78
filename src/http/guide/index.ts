import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Card } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { showGuide } from '#src/features/onboarding/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import { recordCard, recordOf, showDrills, showRun } from '#src/features/training/index.ts'
import { acceptFormLists } from '#src/http/page/forms.ts'
import { frame } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { languageFor, languageIn } from '#src/http/page/language.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { pageNames } from '#src/http/page/page-names.ts'
import { cardPart, outcomeHtml, plainPage } from '#src/http/settings/layout.ts'
import { runSent } from '#src/http/settings/run-sent.ts'
import { texts as shared } from '#src/http/settings/texts.ts'
import type { Outcome, SettingsParts, View } from '#src/http/settings/view.ts'
import { viewOf } from '#src/http/settings/view-of.ts'
import { mayChange, sessionOf } from '#src/http/sign-in/browser.ts'
import type { Localized } from '#src/i18n/locale.ts'

const requestsPerMinute = 240
const bodyLimit = 16 * 1024

/** `/guide`: the first hour and the drills as a page. Every button and the line below are lines as in chat. */
export function guideRoutes(parts: SettingsParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    acceptFormLists(app, bodyLimit)
    app.addHook('onRequest', async (_request, reply) => void reply.headers(pageHeaders))
    app.get('/guide', async (request, reply) => {
      const open = await sessionOf(parts, request)
      return open ? answer(parts, request, reply, open, null) : toSignIn(reply)
    })
    app.post('/guide', async (request, reply) => {
      const open = await sessionOf(parts, request)
      return open ? change(parts, request, reply, open) : toSignIn(reply)
    })
  }
}

function toSignIn(reply: FastifyReply): FastifyReply {
  return reply.redirect(`/login?to=${encodeURIComponent('/guide')}`, 303)
}

async function change(parts: SettingsParts, request: FastifyRequest, reply: FastifyReply, open: OpenSession) {
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const locale = languageFor(request, open.person.locale)
  if (!mayChange(request, open, body.get('form') ?? undefined))
    return send(reply, plainPage(locale, shared.foreign[locale], shared.foreignWhy[locale]), 403)
  return answer(parts, request, reply, open, await runSent(parts, open, body))
}

async function answer(
  parts: SettingsParts,
  request: FastifyRequest,
  reply: FastifyReply,
  open: OpenSession,
  outcome: Outcome | null,
) {
  const locale = languageFor(request, open.person.locale)
  const lang = languageIn(request)
  const query: Readonly<Record<string, string>> = lang === null ? {} : { lang }
  const view = await viewOf(parts, { open, locale, path: '/guide', query, outcome })
  const html = frame(
    {
      locale,
      title: pageNames.guide[locale],
      again: '/guide?lang=',
      styles: ['/settings/style.css'],
      layout: 'settings',
    },
    await body(view),
  )
  return send(reply, html, outcome?.kind === 'unfinished' ? 422 : 200)
}

async function body(view: View): Promise<Html> {
  const { parts, person, context } = view
  const run = await showRun(context)
  const record = await recordOf(parts.db, [person.id], view.zone)
  const first = includes(person.role, 'administrator') ? await showGuide(parts.db, person.id) : null
  const part = (card: Card) => html`<section class="shown">${cardPart(view, card)}</section>`
  const drills = html`<section class="shown">${inOrder(view, await showDrills(context))}</section>`
  const top = run ?? first
  const shown = [...(top ? [part(top)] : []), drills, part(recordCard(record, person.name))]
  return html`${ways(view)}${outcomeHtml(view)}${run ? html`${shown[0] ?? null}${lineForm(view)}${shown.slice(1)}` : shown}`
}

/** A card whose buttons stay where they stand: each line of work with its drills. */
function inOrder(view: View, card: Card): Html {
  const { locale } = view
  const blocks = card.blocks.map(block => {
    if (block.type === 'actions') return html`<div class="row">${block.actions.map(action => view.press(action))}</div>`
    if (block.type !== 'text') return null
    return block.style === 'strong' ? html`<h3>${block.text[locale]}</h3>` : html`<p>${block.text[locale]}</p>`
  })
  return html`<h2>${card.title[locale]}</h2>${blocks}`
}

function ways({ locale }: View): Html {
  return html`<p><a href="/docs?lang=${locale}">${pageNames.manual[locale]}</a> · <a href="/boards">${shared.boards[locale]}</a> · <a href="/account">${shared.account[locale]}</a></p>`
}

/** A line as it is typed in chat, so that a drill can be done here as well. */
function lineForm({ locale, open, href }: View): Html {
  return html`<section><form method="post" action="${href('/guide')}#answer" class="fill"><input type="hidden" name="form" value="${open.formToken}">
<label for="line">${texts.line[locale]}</label><input id="line" name="line" type="text" maxlength="500" autocomplete="off" required>
<button class="primary">${texts.send[locale]}</button></form></section>`
}

function send(reply: FastifyReply, page: string, status: number): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

const texts = {
  line: { en: 'Type a line, as in chat', ja: 'チャットと同じように入力', 'zh-CN': '像在聊天中一样输入' },
  send: { en: 'Send', ja: '送信', 'zh-CN': '发送' },
} satisfies Record<string, Localized>
