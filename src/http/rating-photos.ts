import multipart, { type Multipart } from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { rowNumber } from '#src/contracts/row-number.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { UserError } from '#src/errors.ts'
import { findPerson } from '#src/features/people/index.ts'
import {
  findPhoto,
  keepPhoto,
  largestPhoto,
  mostPhotos,
  type PhotoPage,
  photoPages,
  photosAt,
  photosOf,
  readPhotoPage,
  removePhoto,
  subjectOf,
} from '#src/features/ratings/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { fill, type Locale, type Localized, localeOf, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { languageFor } from './page/language.ts'
import { pageHeaders } from './page/page-headers.ts'
import { addPage, gonePage, lookPage, type PhotoView } from './rating-photo-pages.ts'

/** What the pages need. */
export interface RatingPhotoParts {
  readonly db: Db
  readonly pages: PageLinks
  readonly catalog: () => Promise<Pick<Catalog, 'stores' | 'findKpi'>>
  readonly now: () => Date
}

/** Requests per minute and address (judgement: a page of sixty photos, and some more). */
const requestsPerMinute = 300
const shownPhotos = 60

const Query = z.object({ page: z.string().max(2000).catch('') })
const Params = z.object({ id: z.coerce.number().int().positive() })
const headers = {
  ...pageHeaders,
  'content-security-policy': `${pageHeaders['content-security-policy']}; img-src 'self'`,
}

/**
 * The photos behind ratings: `/share/rating-photos` takes those of one rater until the round ends, `/share/rating-evidence`
 * shows them to whoever sees the store. Both open by a signed address and ask each time who the person is and what they see.
 */
export function ratingPhotoRoutes(parts: RatingPhotoParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    app.removeAllContentTypeParsers()
    await app.register(multipart, {
      limits: { fileSize: largestPhoto, files: 2 * mostPhotos, fields: 2 * mostPhotos, fieldSize: 100 },
      throwFileSizeLimit: false,
    })
    app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
    registerAdd(app, parts)
    registerLook(app, parts)
  }
}

interface Opened {
  readonly page: PhotoPage
  readonly token: string
  readonly locale: Locale
  readonly view: PhotoView
}

/** Who opened which page; `null` where it has run out, or the person left or does not see the store any more. */
async function open(
  { db, pages, catalog, now }: RatingPhotoParts,
  path: (typeof photoPages)[keyof typeof photoPages],
  request: FastifyRequest,
): Promise<Opened | null> {
  const { page: token } = Query.parse(request.query)
  const page = readPhotoPage(pages, path, token, now())
  const person = page === null ? null : await findPerson(db, { id: page.personId })
  const subject = page === null ? null : subjectOf(page, await catalog())
  if (!page || !person?.active || !subject) return null
  if (path === photoPages.look && !sees(person.scope, subject.store)) return null
  const locale = languageFor(request, person.locale)
  const view = {
    locale,
    token,
    again: `?page=${token}&lang=`,
    title: titleOf(subject.kpi.label, subject.place)[locale],
  }
  return { page, token, locale, view }
}

function titleOf(kpi: Localized, place: Localized): Localized {
  return fill({ en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' }, { kpi, place })
}

function gone(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return send(reply, gonePage(localeOf(request.headers['accept-language'])), 403)
}

function send(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function registerAdd(app: FastifyInstance, parts: RatingPhotoParts): void {
  const { db } = parts
  app.get(photoPages.add, async (request, reply) => {
    const opened = await open(parts, photoPages.add, request)
    if (!opened) return gone(request, reply)
    return send(reply, addPage(opened.view, await photosOf(db, opened.page, opened.page.personId), []))
  })
  app.post(photoPages.add, async (request, reply) => {
    const opened = await open(parts, photoPages.add, request)
    if (!opened || !request.isMultipart()) return gone(request, reply)
    const problems = await take(parts, opened.page, request)
    const photos = await photosOf(db, opened.page, opened.page.personId)
    return send(reply, addPage(opened.view, photos, problems), problems.length > 0 ? 422 : 200)
  })
  app.get(`${photoPages.add}/:id.jpg`, async (request, reply) => {
    const opened = await open(parts, photoPages.add, request)
    return sendPhoto(
      parts,
      opened,
      request,
      reply,
      (photo, page) => photo.personId === page.personId && photo.day === page.day,
    )
  })
}

/** Keeps the pictures of a form, and takes away those that are ticked; says what could not be done. */
async function take(parts: RatingPhotoParts, page: PhotoPage, request: FastifyRequest): Promise<readonly Localized[]> {
  const problems: Localized[] = []
  const form = request.parts()
  for (let part = await nextOf(form); part !== null; part = await nextOf(form)) {
    const problem = part === 'broken' ? texts.broken : await takePart(parts, page, part)
    if (problem) problems.push(problem)
    if (part === 'broken') break // what came before it is kept
  }
  return problems
}

/** The next part of a form, a file with its bytes; `null` at its end, `broken` where it breaks off or has too many parts. */
async function nextOf(form: AsyncIterableIterator<Multipart>): Promise<Part | 'broken' | null> {
  try {
    const { value: part, done } = await form.next()
    if (done) return null
    if (part.type === 'field') return { field: part.fieldname, value: String(part.value) }
    return { name: part.filename.slice(0, 100), bytes: await part.toBuffer(), truncated: part.file.truncated }
  } catch {
    return 'broken' // the sender's fault: the reader of forms throws for nothing else
  }
}

type Part =
  | { readonly field: string; readonly value: string }
  | { readonly name: string; readonly bytes: Uint8Array; readonly truncated: boolean }

/** Keeps or takes away what one part says; answers what is wrong with it, or `null`. */
async function takePart({ db, now }: RatingPhotoParts, page: PhotoPage, part: Part): Promise<Localized | null> {
  if ('field' in part) {
    if (part.field === 'remove') await removePhoto(db, rowNumber(part.value) ?? 0, page.personId)
    return null
  }
  if (part.truncated) return fill(texts.large, { name: verbatim(part.name) })
  try {
    if (part.bytes.length > 0) await keepPhoto(db, page, part, now()) // empty: no file was chosen
    return null
  } catch (error) {
    if (error instanceof UserError) return error.text
    throw error
  }
}

function registerLook(app: FastifyInstance, parts: RatingPhotoParts): void {
  app.get(photoPages.look, async (request, reply) => {
    const opened = await open(parts, photoPages.look, request)
    if (!opened) return gone(request, reply)
    return send(reply, lookPage(opened.view, await photosAt(parts.db, opened.page, shownPhotos)))
  })
  app.get(`${photoPages.look}/:id.jpg`, async (request, reply) =>
    sendPhoto(parts, await open(parts, photoPages.look, request), request, reply, () => true),
  )
}

type Found = NonNullable<Awaited<ReturnType<typeof findPhoto>>>

/** A picture behind the figure that the page is about; whatever else does not exist. */
async function sendPhoto(
  { db }: RatingPhotoParts,
  opened: Opened | null,
  request: FastifyRequest,
  reply: FastifyReply,
  may: (photo: Found, page: PhotoPage) => boolean,
): Promise<FastifyReply> {
  const params = Params.safeParse(request.params)
  const photo = opened && params.success ? await findPhoto(db, params.data.id) : null
  const { page } = opened ?? {}
  const same = photo && page && photo.kpiId === page.kpiId && photo.storeId === page.storeId && photo.sku === page.sku
  if (!photo || !page || !same || !may(photo, page)) return reply.code(404).type('text/plain').send('')
  return reply.header('cache-control', 'private, max-age=3600').type('image/jpeg').send(Buffer.from(photo.jpeg))
}

const texts = {
  broken: {
    en: 'Not all of it arrived. Look below at what is there, and send the rest again, fewer at once.',
    ja: '一部を受け取れませんでした。下の一覧を確認し、残りを少しずつ送り直してください。',
    'zh-CN': '部分内容未收到。请查看下方已有的照片，其余请分批重新发送。',
  },
  large: {
    en: '{name} is larger than 15 MB.',
    ja: '{name}は15 MBを超えています。',
    'zh-CN': '{name}超过15 MB。',
  },
} satisfies Record<string, Localized>
