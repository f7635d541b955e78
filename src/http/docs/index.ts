import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findPage, pagesIn, renderPage, searchManual } from '#src/features/manual/index.ts'
import { frame, note } from '#src/http/page/frame.ts'
import { type Html, html, Html as Markup } from '#src/http/page/html.ts'
import { languageFor } from '#src/http/page/language.ts'
import { pageNames } from '#src/http/page/page-names.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'

/** No script, no foreign origin; pictures of the manual alone. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}
const requestsPerMinute = 240

/** `/docs`: the manual, with a search; it holds nothing of a company, so that it opens for everybody. */
export function docsRoutes(): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
    app.get('/docs/style.css', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
    )
    app.get<{ Params: { name: string } }>('/docs/pictures/:name', (request, reply) =>
      picture(request.params.name, reply),
    )
    app.get('/docs', (request, reply) => home(request, reply))
    app.get<{ Params: { id: string } }>('/docs/:id', (request, reply) => page(request, reply))
  }
}

function home(request: FastifyRequest, reply: FastifyReply) {
  const locale = languageOf(request)
  const asked = wordOf(request, 'q')
  const found = asked === '' ? [] : searchManual(asked, locale, 12)
  const hits = found.map(
    hit =>
      html`<li><a href="${hrefOf(hit.page, hit.locale)}${hit.anchor === '' ? '' : `#${encodeURIComponent(hit.anchor)}`}">${hit.heading === hit.pageTitle ? hit.heading : `${hit.pageTitle} › ${hit.heading}`}</a><p class="help">${hit.excerpt}</p></li>`,
  )
  const nothing = asked !== '' && hits.length === 0 ? note('warning', texts.nothing[locale]) : null
  const list = hits.length > 0 ? html`<section><ol class="hits">${hits}</ol></section>` : null
  const contents = html`<section><h2>${texts.pages[locale]}</h2>${linksTo(locale, null)}</section>`
  const again = `/docs?${asked === '' ? '' : `q=${encodeURIComponent(asked)}&`}lang=`
  return send(
    reply,
    locale,
    pageNames.manual[locale],
    again,
    html`${searchForm(locale, asked)}${nothing}${list}${contents}`,
  )
}

function page(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) {
  const locale = languageOf(request)
  const found = findPage(locale, request.params.id)
  if (!found) {
    const body = html`${searchForm(locale, '')}${note('warning', texts.noPage[locale])}<section>${linksTo(locale, null)}</section>`
    return send(reply.code(404), locale, pageNames.manual[locale], '/docs?lang=', body)
  }
  const text = new Markup(renderPage(found, id => hrefOf(id, locale)))
  const up = html`<p class="up"><a href="/docs?lang=${locale}">‹ ${pageNames.manual[locale]}</a></p>`
  const others = html`<section><h2>${texts.pages[locale]}</h2>${linksTo(locale, found.id)}</section>`
  const body = html`${up}${searchForm(locale, '')}<article class="manual">${text}</article>${others}`
  return send(reply, locale, found.title, `/docs/${found.id}?lang=`, body)
}

function searchForm(locale: Locale, value: string): Html {
  return html`<form method="get" action="/docs" class="search" role="search"><label for="q">${texts.search[locale]}</label>
<input type="search" id="q" name="q" value="${value}" maxlength="200"><input type="hidden" name="lang" value="${locale}"><button>${texts.find[locale]}</button></form>`
}

function linksTo(locale: Locale, at: string | null): Html {
  const items = pagesIn(locale).map(
    one =>
      html`<li><a href="${hrefOf(one.id, locale)}"${one.id === at ? html` aria-current="page"` : null}>${one.title}</a></li>`,
  )
  return html`<nav aria-label="${texts.pages[locale]}"><ul class="contents">${items}</ul></nav>`
}

function send(reply: FastifyReply, locale: Locale, title: string, again: string, body: Html): FastifyReply {
  const text = frame({ locale, title, again, styles: ['/docs/style.css'], layout: 'docs' }, body)
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(text)
}

function picture(name: string, reply: FastifyReply): FastifyReply {
  const file = join(projectRoot, 'docs/pictures', name)
  if (!/^[a-z0-9-]+\.png$/.test(name) || !existsSync(file)) return reply.code(404).send()
  return reply.header('cache-control', 'public, max-age=3600').type('image/png').send(readFileSync(file))
}

function hrefOf(id: string, locale: Locale): string {
  return `/docs/${id}?lang=${locale}`
}

function wordOf(request: FastifyRequest, name: string): string {
  const { [name]: value } = request.query as Readonly<Record<string, unknown>>
  return typeof value === 'string' ? value.trim().slice(0, 200) : ''
}

function languageOf(request: FastifyRequest): Locale {
  return languageFor(request, null)
}

const style = `
.docs main { max-width: 52rem; }
@media (min-width: 64rem) {
  .docs main:has(article.manual) { max-width: 72rem; display: grid; grid-template-columns: minmax(0, 1fr) 15rem; column-gap: 1.5rem; align-items: start; }
  .docs main:has(article.manual) > * { grid-column: 1; }
  .docs main:has(article.manual) > section { grid-column: 2; grid-row: 4; position: sticky; top: 1rem; }
  .docs ul.contents { columns: 2; } .docs article ~ section ul.contents { columns: 1; }
}
form.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem; }
form.search label { width: 100%; margin: 0; }
form.search input[type=search] { flex: 1 1 12rem; width: auto; min-height: 2.75rem; }
form.search button { width: auto; }
article.manual { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 1rem; overflow-x: auto; }
article.manual > :first-child { margin-top: 0; } article.manual > :last-child { margin-bottom: 0; }
article.manual h2 { margin: 1.5rem 0 .5rem; font-size: 1.25rem; } article.manual h3 { margin: 1.25rem 0 .4rem; font-size: 1.0625rem; }
article.manual pre { overflow-x: auto; background: var(--sunk); padding: .75rem; border-radius: 8px; }
article.manual table { display: block; overflow-x: auto; border-collapse: collapse; font-size: .875rem; }
article.manual td, article.manual th { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; min-width: 6rem; }
ul.contents { padding-left: 1.1rem; } ul.contents li { margin: .3rem 0; } ol.hits li { margin: .6rem 0; } ol.hits p { margin: .1rem 0 0; }
article.manual a, ul.contents a, ol.hits a { text-decoration: underline; }
`

const texts = {
  pages: { en: 'Pages', ja: 'ページ一覧', 'zh-CN': '目录' },
  search: { en: 'Search the manual', ja: 'マニュアルを検索', 'zh-CN': '搜索手册' },
  find: { en: 'Search', ja: '検索', 'zh-CN': '搜索' },
  nothing: {
    en: 'Nothing was found. Try another word, or look through the pages.',
    ja: '見つかりませんでした。別の言葉で試すか、一覧からお探しください。',
    'zh-CN': '没有找到。请换一个词，或浏览目录。',
  },
  noPage: { en: 'There is no such page.', ja: 'ページがありません。', 'zh-CN': '没有此页面。' },
} satisfies Record<string, Localized>
