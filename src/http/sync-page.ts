import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type ConnectParts, readReportLink, reportCard, syncReport } from '#src/features/connections/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import { listStores, sees } from '#src/features/stores/index.ts'
import { type FeedLine, isTroubled, saidOf, worstFirst } from '#src/features/sync/index.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { blockHtml } from './page/card-html.ts'
import { frame } from './page/frame.ts'
import { type Html, html } from './page/html.ts'
import { languageFor } from './page/language.ts'
import { pageHeaders } from './page/page-headers.ts'

const Query = z.object({ page: z.string().max(200).catch('') })
/** Judgement: as often as somebody looks at a clock. */
const [requestsPerMinute, lookAgainSeconds] = [60, 60]

const texts = {
  gone: { en: 'This page has run out', ja: 'このページは期限切れです', 'zh-CN': '此页面已过期' },
  goneWhy: {
    en: 'Write “{line}” to the bot for a new link.',
    ja: 'ボットに「{line}」と送ると新しいリンクが届きます。',
    'zh-CN': '向机器人发送“{line}”获取新链接。',
  },
} satisfies Record<string, Localized>

/** `/share/sync`: how every feed stands, for whoever has the signed address, of the stores of the person it is for. */
export function syncPageRoutes(parts: ConnectParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.get('/share/sync', async (request, reply) => {
      reply.headers(pageHeaders).type('text/html; charset=utf-8')
      const { page } = Query.parse(request.query)
      const id = readReportLink(parts, page)
      const person = id === null ? null : await findPerson(parts.db, { id })
      const locale = languageFor(request, person?.locale ?? null)
      if (!person?.active) {
        const why = fill(texts.goneWhy, { line: 'sync' })[locale]
        return reply
          .code(403)
          .send(frame({ locale, title: texts.gone[locale], again: null }, html`<section><p>${why}</p></section>`))
      }
      const stores = new Set(
        (await listStores(parts.db)).filter(store => sees(person.scope, store)).map(store => store.id),
      )
      const zone = person.timeZone ?? 'UTC'
      const report = await syncReport(parts, stores, zone)
      const { title, blocks } = reportCard(report, { timeZone: zone, role: person.role })
      const around = { locale, title: title[locale], again: `?page=${page}&lang=`, layout: 'roomy' }
      reply.header('refresh', lookAgainSeconds)
      const rest = blocks.filter(block => block.type !== 'facts')
      const [first, ...behind] = rest.map(block => blockHtml(block, locale))
      const feeds = storesHtml(report.lines, zone, locale)
      return reply.send(frame(around, html`${first ?? null}<div class="facts">${feeds}</div>${behind}`))
    })
  }
}

/** Every store with its feeds, those that need somebody first. */
function storesHtml(lines: readonly FeedLine[], zone: string, locale: Locale): readonly Html[] {
  const sorted = worstFirst(lines)
  return [...new Set(sorted.map(({ store }) => store))].map(store => {
    const own = sorted.filter(line => line.store === store)
    const feeds = own.map(line => {
      const { value, detail } = saidOf(line, zone)
      const mark = isTroubled(line) ? '✗ ' : ''
      return html`<h3>${(line.label ?? verbatim(line.feed))[locale]}</h3>
<p class="${isTroubled(line) ? 'tone-bad' : ''}">${mark}${value[locale]}</p>${detail[locale] === '' ? null : html`<p class="help">${detail[locale]}</p>`}`
    })
    return html`<section><h2>${store}</h2>${feeds}</section>`
  })
}
