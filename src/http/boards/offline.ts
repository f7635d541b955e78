import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { localDay } from '#src/domain/days.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import { clientScript } from '#src/http/page/hashed-assets.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatDay, formatTime } from '#src/i18n/format/days.ts'
import { fill, type Locale, type Localized, localeOf, locales } from '#src/i18n/locale.ts'
import type { BoardAssets } from './assets.ts'
import { boardFrame } from './frame.ts'
import { inlineStyle } from './headers.ts'

/** The answer's header by which the worker knows whose views it keeps. */
export const readerHeader = 'x-reader'

/** A name for a session that says nothing of it. */
export function readerOf({ formToken }: Pick<OpenSession, 'formToken'>): string {
  return createHash('sha256').update(`reader ${formToken}`).digest('base64url').slice(0, 16)
}

/**
 * `/boards/worker.js`, which keeps views for when there is no network, under a name that changes with the build; and the page
 * that it shows where it kept none.
 */
export function registerOffline(app: FastifyInstance, assets: BoardAssets): void {
  const source = clientScript('worker.js')
  const hash = createHash('sha256').update(source).update(inlineStyle)
  const version = Object.values(assets)
    .reduce((sum, { url }) => sum.update(url), hash)
    .digest('hex')
    .slice(0, 16)
  const script = source.replace('%NAMES%', JSON.stringify({ version, languages: locales }))
  app.get('/boards/worker.js', async (_request, reply) => {
    reply.header('cache-control', 'no-cache').header('service-worker-allowed', '/boards')
    return reply.type('text/javascript; charset=utf-8').send(script)
  })
  app.get<{ Querystring: { lang?: string } }>('/boards/offline', async (request, reply) => {
    const locale = localeOf(request.query.lang)
    const body = html`<section><h1>${texts.offline[locale]}</h1><p>${texts.nothing[locale]}</p><ul class="links"></ul></section>`
    const page = boardFrame({ locale, title: texts.offline[locale], again: '?lang=', assets, open: null }, body)
    return reply.type('text/html; charset=utf-8').send(page)
  })
}

/** What a view says once it is shown without network, made when its figures were: until then nobody sees it. */
export function offlineMark(at: Date, zone: string, locale: Locale): Html {
  const day = formatDay(localDay(at, zone), { year: true })
  const time = fill(texts.asOf, { day, time: formatTime(at, zone) })
  return html`<template data-offline><div class="offline" role="status"><p><b>${texts.offline[locale]}</b> ${time[locale]}</p><a class="button" href="">${texts.again[locale]}</a></div></template>`
}

const texts = {
  offline: { en: 'Offline', ja: 'オフライン', 'zh-CN': '离线' },
  asOf: {
    en: 'Figures as of {day}, {time}. What came since is not in them.',
    ja: '{day} {time}時点の数値です。以降の更新は反映されていません。',
    'zh-CN': '数据截至{day} {time}，之后的更新未包含在内。',
  },
  again: { en: 'Try again', ja: '再読み込み', 'zh-CN': '重试' },
  nothing: {
    en: 'There is no connection, and this page was not looked at on this device before. These were:',
    ja: '接続できません。このページはこの端末でまだ表示していません。表示できるページ：',
    'zh-CN': '没有网络连接，且此设备尚未打开过该页面。可离线查看：',
  },
} satisfies Record<string, Localized>
