import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type PushResult, takeRows } from '#src/features/ingest/index.ts'
import { type ApiParts, evaluation, protectedRoutes, spoken } from '#src/http/api.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type Begun, begin, finish, giveUp } from './idempotency.ts'
import { jsonRows } from './json-rows.ts'

const texts = {
  otherBody: {
    en: 'This Idempotency-Key was used with another body.',
    ja: 'このIdempotency-Keyは別の内容で使用済みです。',
    'zh-CN': '该Idempotency-Key已用于其他内容。',
  },
  running: {
    en: 'A request with this Idempotency-Key is being worked on. Ask again in a few seconds.',
    ja: 'このIdempotency-Keyのリクエストは処理中です。数秒後に再度お試しください。',
    'zh-CN': '使用该Idempotency-Key的请求正在处理，请几秒后重试。',
  },
  badKey: {
    en: 'An Idempotency-Key has 1 to 200 characters.',
    ja: 'Idempotency-Keyは1〜200文字で指定してください。',
    'zh-CN': 'Idempotency-Key的长度为 1 到 200 个字符。',
  },
} satisfies Record<string, Localized>

const runningRetrySeconds = 5
const longestKey = 200

/**
 * `POST /api/v1/observations`: figures as a JSON array or one JSON object per line, of any length, read as they arrive.
 */
export function pushRoutes(parts: ApiParts): (app: FastifyInstance) => Promise<void> {
  return protectedRoutes(parts, async app => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    app.post('/api/v1/observations', async (request, reply) => push(parts, request, reply))
  })
}

async function push(parts: ApiParts, request: FastifyRequest, reply: FastifyReply) {
  const body = (request.body ?? request.raw) as Readable // by the parser above; a request without a type has no body
  const key = request.headers['idempotency-key']
  if (key === undefined) return answer(await take(parts, body), request)
  const valid = typeof key === 'string' && key !== '' && key.length <= longestKey
  if (!valid) return reply.code(400).send({ error: spoken(texts.badKey, request) })
  const begun = await begin(parts.db, key, parts.now())
  if (begun.state === 'new') return once(parts, { begun, body, request })
  const bodyHash = await hashOf(body)
  if (begun.state === 'running') {
    return reply
      .code(409)
      .header('retry-after', runningRetrySeconds)
      .send({ error: spoken(texts.running, request) })
  }
  if (begun.bodyHash !== bodyHash) return reply.code(409).send({ error: spoken(texts.otherBody, request) })
  return answer(begun.result, request)
}

async function once(
  parts: ApiParts,
  { begun, body, request }: { readonly begun: Begun; readonly body: Readable; readonly request: FastifyRequest },
) {
  const hash = createHash('sha256')
  try {
    const result = await take(parts, hashed(body, hash))
    await finish(parts.db, begun.claim, { bodyHash: hash.digest('hex'), result })
    return answer(result, request)
  } catch (error) {
    await giveUp(parts.db, begun.claim)
    throw error
  }
}

async function take(parts: ApiParts, body: AsyncIterable<Buffer>): Promise<PushResult> {
  const result = await takeRows({ db: parts.db, now: parts.now, onObservations: evaluation(parts) }, jsonRows(body))
  parts.count?.({ accepted: result.accepted, refused: result.refusedCount })
  return result
}

async function* hashed(body: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    hash.update(chunk)
    yield chunk
  }
}

async function hashOf(body: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of body) hash.update(chunk)
  return hash.digest('hex')
}

/** Reasons in English for machines and logs, and in the language that was asked for. */
function answer(result: PushResult, request: FastifyRequest) {
  const refused = result.refused.map(({ reason, ...rest }) => ({
    ...rest,
    reason: reason.en,
    message: spoken(reason, request),
  }))
  return { ...result, refused }
}
