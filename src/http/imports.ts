import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import {
  applyImport,
  applyReviews,
  applyWhenRead,
  importRates,
  isRatesFile,
  isReviewsFile,
  keepForLater,
  listImports,
  previewImport,
  reviewsAnswer,
  type Spooled,
  spool,
  stateOf,
  takeReviews,
  undoImport,
} from '#src/features/imports/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ApiParts, evaluation, protectedRoutes } from './api.ts'

/** The largest file that is taken at all; the importer's own bounds are lower for workbooks. */
const largestFile = 200 * 1024 * 1024

const texts = {
  tooLarge: {
    en: 'The file is larger than 200 MB.',
    ja: 'ファイルが200 MBを超えています。',
    'zh-CN': '文件超过 200 MB。',
  },
  badId: {
    en: 'An import has a number, such as 12.',
    ja: '取り込み番号は 12 のような数字で指定してください。',
    'zh-CN': '导入编号应为数字，例如 12。',
  },
  noFile: {
    en: 'Send the file as the body, or as a part of a multipart form.',
    ja: 'ファイルを本文またはマルチパートフォームで送信してください。',
    'zh-CN': '请将文件作为请求体或 multipart 表单发送。',
  },
} satisfies Record<string, Localized>

/** A parameter that is not known is refused: what it was to say would be left out of the import. */
const Query = z.strictObject({
  apply: z.enum(['0', '1']).default('0'),
  name: z.string().min(1).max(255).optional(),
  market: z.string().optional(),
  currency: z.string().optional(),
  zone: z.string().optional(),
  platform: z.string().optional(),
  store: z.string().optional(),
  kind: z.enum(['orders', 'daily']).optional(),
  day: z.string().optional(),
  map: z.union([z.string(), z.array(z.string())]).optional(),
  mapping: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue('must be a JSON object')
        return z.NEVER
      }
    })
    .optional(),
})
const Params = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })

/**
 * `POST /api/v1/imports`: a file; a preview is answered, and with `?apply=1` what was stored. Then apply and undo. Of a
 * large file the beginning is answered at once and the rest read meanwhile: `GET /api/v1/imports/<id>` says how far it
 * is, and applying waits for it. A file of exchange rates is counted, and stored with `?apply=1`.
 */
export function importRoutes(parts: ApiParts): (app: FastifyInstance) => Promise<void> {
  const { db, now } = parts
  const context = () => ({ now: now(), onObservations: evaluation(parts) })
  return protectedRoutes(parts, async app => {
    app.removeAllContentTypeParsers()
    await app.register(multipart, { limits: { fileSize: largestFile, files: 1, fields: 20 }, throwFileSizeLimit: true })
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    app.post('/api/v1/imports', async (request, reply) => take(parts, request, reply))
    app.get('/api/v1/imports', async () => ({ imports: await listImports(db, 100) }))
    app.get('/api/v1/imports/:id', async ({ params }) => stateOf(db, idOf(params)))
    app.post('/api/v1/imports/:id/apply', async ({ params }) => applyWhenRead(db, idOf(params), context()))
    app.post('/api/v1/imports/:id/undo', async ({ params }) => undoImport(db, idOf(params), context()))
  })
}

function idOf(params: unknown): number {
  const read = Params.safeParse(params)
  if (!read.success) throw new UserError(texts.badId)
  return read.data.id
}

async function take(parts: ApiParts, request: FastifyRequest, reply: FastifyReply) {
  const query = Query.safeParse(request.query)
  if (!query.success) return reply.code(400).send({ error: z.prettifyError(query.error) })
  const { apply, name, ...options } = query.data
  const sent = await fileOf(request)
  const file = await spool(name ?? sent.name, metered(sent.bytes))
  try {
    if (await isRatesFile(file.path)) {
      const rates = await importRates(parts.db, file.path, { store: apply === '1' })
      return { rates, stored: apply === '1' }
    }
    if (await isReviewsFile(file.path))
      return await reviewsOf(parts, file, { store: options.store, apply: apply === '1' })
    const preview = await previewImport(parts.db, file, options, { by: null, now: parts.now(), look: apply === '0' })
    if (preview.look) await keepForLater(parts.db, preview.id, file.path, readLater(parts))
    if (apply === '0') return { preview }
    const context = { now: parts.now(), onObservations: evaluation(parts) }
    return { preview, result: await applyImport(parts.db, preview.id, context) }
  } finally {
    await file.remove()
  }
}

/** Reviews and messages: what would wait to be labelled, or with `apply` how many do now. */
async function reviewsOf(
  { db, now }: ApiParts,
  file: Spooled,
  { store, apply }: { store: string | undefined; apply: boolean },
) {
  const taken = await takeReviews(db, file, { by: null, now: now(), store, mayMean: one => !one.demo })
  const { reviews, text } = reviewsAnswer(taken)
  const queued = apply ? await applyReviews(db, taken, { by: null, now: now() }) : null
  return { reviews, text, ...(queued !== null && { queued }) }
}

/** Asks that a large file be read to its end. */
function readLater({ enqueue }: ApiParts): (db: Db) => Promise<void> {
  return async db => enqueue?.(db, 'read-files', null)
}

async function fileOf(request: FastifyRequest): Promise<{ readonly name: string; readonly bytes: Readable }> {
  if (!request.isMultipart()) {
    if (!request.body) throw new UserError(texts.noFile)
    return { name: 'upload', bytes: request.body as Readable } // by the parser above
  }
  const part = await request.file()
  if (!part) throw new UserError(texts.noFile)
  return { name: part.filename || 'upload', bytes: part.file }
}

function metered(bytes: Readable): Transform {
  let total = 0
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      total += chunk.length
      if (total > largestFile) done(new UserError(texts.tooLarge))
      else done(null, chunk)
    },
  })
  bytes.on('error', error => meter.destroy(error))
  return bytes.pipe(meter)
}
