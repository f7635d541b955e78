import { createHash, timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadSide } from '#src/features/conversation/index.ts'
import type { Figures } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { localeOf } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What our own API is given. */
export interface ApiParts {
  readonly db: Db
  readonly figures: Figures
  /** `null`: nobody may use the API. */
  readonly apiToken: string | null
  readonly now: () => Date
  /** From whose day words for periods count where stores are on different days; absent: UTC. */
  readonly teamTimeZone?: string
  /** Where figures are read beside the first server of the database; absent: nowhere. */
  readonly readSide?: ReadSide
  /** Asks for a job inside a transaction; absent where no workers run. */
  readonly enqueue?: (db: Db, job: string, data: unknown) => Promise<void>
  /** Told how many pushed rows were taken and refused; absent where nobody counts. */
  readonly count?: (rows: { readonly accepted: number; readonly refused: number }) => void
}

/** Requests per minute and address (judgement: a push of one row a second for ten stores, and a person reading). */
const requestsPerMinute = 900

const texts = {
  closed: {
    en: 'The API is closed: set API_TOKEN to a secret of 16 characters or more and start again.',
    ja: 'APIは無効です。API_TOKENに16文字以上の秘密の文字列を設定して再起動してください。',
    'zh-CN': 'API未启用：请将API_TOKEN设置为16个字符以上的密钥后重新启动。',
  },
  refused: {
    en: 'Send the token in the header: Authorization: Bearer <API_TOKEN>',
    ja: 'ヘッダーにトークンを付けてください: Authorization: Bearer <API_TOKEN>',
    'zh-CN': '请在请求头中提供令牌：Authorization: Bearer <API_TOKEN>',
  },
} satisfies Record<string, Localized>

/** Puts routes behind the token and the rate limit, in a plugin of their own. */
export function protectedRoutes(
  { apiToken }: Pick<ApiParts, 'apiToken'>,
  routes: (app: FastifyInstance) => Promise<void>,
): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    // After the rate limit, which counts in `onRequest`, so that guessing a token is slowed down, too.
    app.addHook('preParsing', async (request, reply) => {
      await checkToken(apiToken, request, reply)
    })
    await routes(app)
  }
}

async function checkToken(token: string | null, request: FastifyRequest, reply: FastifyReply) {
  if (token === null) return reply.code(503).send({ error: spoken(texts.closed, request) })
  const [scheme = '', sent = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer' && sameSecret(sent, token)) return
  return reply
    .code(401)
    .header('www-authenticate', 'Bearer')
    .send({ error: spoken(texts.refused, request) })
}

/** Hashes have one length, so that the comparison tells nothing about the secret's. */
function sameSecret(sent: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(secret))
}

/** A text in the language that the client prefers. */
export function spoken(text: Localized, request: FastifyRequest): string {
  return text[localeOf(request.headers['accept-language'])]
}

/** Asks for evaluation in the transaction that changed figures. */
export function evaluation({ enqueue }: ApiParts): ((tx: Db) => Promise<void>) | undefined {
  return enqueue && (tx => enqueue(tx, 'evaluate', null))
}
