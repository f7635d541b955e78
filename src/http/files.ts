import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { filePath, type Pictures } from '#src/features/delivery/index.ts'
import { type NotOpened, openFile } from '#src/features/exports/index.ts'
import { type Localized, localeOf } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { HttpError } from './http-error.ts'
import { frame } from './page/frame.ts'
import { html } from './page/html.ts'
import { pageHeaders } from './page/page-headers.ts'

const Params = z.object({ name: z.string().regex(/^[0-9a-f]{40}\.png$/) })
const Query = z.object({ exp: z.string(), sig: z.string() })

/** Pictures under signed addresses: `GET /files/<id>.png?exp=…&sig=…`. Whatever is not signed does not exist. */
export function filesRoutes(pictures: Pictures): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get('/files/:name', async (request, reply) => {
      const params = Params.safeParse(request.params)
      const query = Query.safeParse(request.query)
      if (!params.success || !query.success) return reply.callNotFound()
      const id = params.data.name.slice(0, -'.png'.length)
      if (!pictures.verify(id, query.data.exp, query.data.sig))
        throw new HttpError(403, 'This address has run out or was not made by this service.')
      const picture = await pictures.find(id)
      if (!picture) return reply.callNotFound()
      return reply
        .header('cache-control', 'private, max-age=86400, immutable')
        .header('x-content-type-options', 'nosniff')
        .type('image/png')
        .send(Buffer.from(picture.png))
    })
  }
}

const NamedParams = z.object({ name: z.string().regex(/^[a-z0-9._-]{1,120}$/) })
const PageQuery = z.object({ page: z.string().max(500) })

/** Files that were made for people: `GET /files/exports/<name>?page=…`, signed and for some days. */
export function exportFileRoutes(parts: {
  readonly db: Db
  readonly pages: PageLinks
  readonly now: () => Date
}): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get(`${filePath}/:name`, async (request, reply) => {
      const params = NamedParams.safeParse(request.params)
      const query = PageQuery.safeParse(request.query)
      if (!params.success || !query.success) return reply.callNotFound()
      const file = await openFile({ ...parts, now: parts.now() }, params.data.name, query.data.page)
      if (typeof file === 'string') return refuse(file, request, reply)
      return reply
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .type(file.mediaType)
        .send(Buffer.from(file.content))
    })
  }
}

/** A page in the language of the browser that says what to do instead. */
function refuse(why: NotOpened, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = localeOf(request.headers['accept-language'])
  const { title, text, code } = refusals[why]
  const page = frame({ locale, title: title[locale], again: null }, html`<section><p>${text[locale]}</p></section>`)
  return reply.code(code).headers(pageHeaders).type('text/html; charset=utf-8').send(page)
}

const refusals = {
  foreign: {
    code: 403,
    title: {
      en: 'This address opens no file',
      ja: 'このリンクではファイルを開けません',
      'zh-CN': '此链接无法打开文件',
    },
    text: {
      en: 'It was changed on its way, or was not made by this service. Open it from the message itself, or write “export” to the bot.',
      ja: 'リンクが途中で変わったか、このサービスのものではありません。メッセージから直接開くか、ボットに「エクスポート」と送ってください。',
      'zh-CN': '链接在传送中被改动，或不是由本服务生成。请从消息中直接打开，或向机器人发送“导出”。',
    },
  },
  over: {
    code: 410,
    title: { en: 'This file has run out', ja: 'このファイルは期限切れです', 'zh-CN': '此文件已过期' },
    text: {
      en: 'Files are kept for some days, since figures change. Write the same export to the bot for a new one.',
      ja: '数値は変わるため、ファイルの保存は数日間のみです。ボットに同じエクスポートをもう一度送ると、新しいファイルを受け取れます。',
      'zh-CN': '由于数据会变化，文件只保留几天。向机器人重新发送同样的导出即可获取新文件。',
    },
  },
  changed: {
    code: 403,
    title: { en: 'This file is closed', ja: 'このファイルは閲覧できません', 'zh-CN': '此文件已不可查看' },
    text: {
      en: 'Who ordered it sees other stores by now, or has left. Write the export to the bot again to get what you may see.',
      ja: '作成を依頼した人の閲覧範囲が変わったか、退職しています。閲覧できる範囲のファイルは、ボットにもう一度エクスポートを送ると受け取れます。',
      'zh-CN': '导出此文件的人查看范围已变更，或已离职。请重新向机器人发送导出，获取您可查看的内容。',
    },
  },
} satisfies Record<NotOpened, { readonly code: number; readonly title: Localized; readonly text: Localized }>
