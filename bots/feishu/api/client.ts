import type { Client, HttpInstance } from '@larksuiteoapi/node-sdk'
import type { FeishuConfig } from '#bots/feishu/config.ts'
import { limits } from '#bots/feishu/limits.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import { FeishuError, faultOfAnswer, faultOfSilence, faultOfStranger, type Refusal, tokenCodes } from './faults.ts'
import { sdkLog } from './sdk-log.ts'
import { createTokens, type IssuedToken } from './tokens.ts'

/** One call of the platform's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Under `/open-apis/`, with its parts encoded. */
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  readonly data?: Readonly<Record<string, unknown>>
  /** `data` goes as a form with files. */
  readonly multipart?: boolean
  /** The answer is a file: `stream` of the answer holds its bytes. */
  readonly file?: boolean
  /** Without it everything else works: a missing permission is nothing to tell anybody. */
  readonly optional?: boolean
  readonly signal?: AbortSignal
}

/** The platform's API as this app: answers the `data` of a success. @throws TransportError for everything else. */
export type FeishuApi = (request: ApiRequest) => Promise<Readonly<Record<string, unknown>>>

type Sdk = typeof import('@larksuiteoapi/node-sdk')

/** What the API is made of. The SDK is loaded with the first call: without Feishu it costs nothing. */
export interface ApiParts {
  readonly config: Pick<FeishuConfig, 'appId' | 'appSecret' | 'apiUrl'>
  readonly log: BotLog
  readonly now: () => Date
  /** Hears the code of every refusal. */
  readonly refused?: (code: number) => Promise<void>
}

/** Calls with one token for all, a new one where it was refused once, and a time-out. No other retries. */
export function createApi({ config, log, now, refused }: ApiParts): FeishuApi {
  const connected = connectLater(config, log)
  const tokens = createTokens(async () => issueToken(config, (await connected()).client), now)
  async function call(request: ApiRequest) {
    const token = await tokens.get()
    try {
      return await attempt(await connected(), request, token)
    } catch (error) {
      if (!(error instanceof FeishuError) || !tokenCodes.has(error.code)) throw error
      tokens.refuse(token)
      return attempt(await connected(), request, await tokens.get())
    }
  }
  return async request => {
    try {
      return await call(request)
    } catch (error) {
      if (error instanceof FeishuError && request.optional !== true) await refused?.(error.code)
      throw error
    }
  }
}

interface Connected {
  readonly sdk: Sdk
  readonly client: Client
}

function connectLater(config: ApiParts['config'], log: BotLog): () => Promise<Connected> {
  let connected: Promise<Connected> | null = null
  return () => {
    connected ??= connect(config, log)
    return connected
  }
}

async function connect({ appId, appSecret, apiUrl }: ApiParts['config'], log: BotLog): Promise<Connected> {
  const sdk = await import('@larksuiteoapi/node-sdk')
  const httpInstance = httpWith(sdk)
  const logger = sdkLog(quiet(log))
  const client = new sdk.Client({ appId, appSecret, domain: apiUrl, httpInstance, logger, disableTokenCache: true })
  return { sdk, client }
}

/** Every fault comes to us as an error with its code; the SDK's own words about it add nothing. */
function quiet(log: BotLog): BotLog {
  return { ...log, error: () => {}, warn: () => {} }
}

/** An HTTP client with a time-out, which the SDK's own has not; it answers bodies, as the SDK expects. */
export function httpWith(sdk: Sdk): HttpInstance {
  const http = sdk.defaultHttpInstance.create({ timeout: limits.requestMs })
  http.interceptors.response.use(response => response.data)
  return http as unknown as HttpInstance // with bodies for answers it has the shape that the SDK wants
}

/** https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal */
async function issueToken({ appId, appSecret }: ApiParts['config'], client: Client): Promise<IssuedToken> {
  const url = '/open-apis/auth/v3/tenant_access_token/internal'
  const answer = await sent(() =>
    client.request({ method: 'POST', url, data: { app_id: appId, app_secret: appSecret } }),
  )
  const { tenant_access_token: token, expire } = answer
  if (typeof token !== 'string' || token === '') throw faultOfSilence('NO_TOKEN')
  return { token, seconds: Number(expire) || 0 }
}

async function attempt({ sdk, client }: Connected, request: ApiRequest, token: string) {
  const { method, path, params, data, multipart, signal } = request
  if (request.file) return { stream: await streamOf({ sdk, client }, request, token) }
  const answer = await sent(() =>
    client.request(
      {
        method,
        url: `/open-apis/${path}`,
        ...(params && { params }),
        ...(data && { data }),
        ...(multipart && { headers: { 'Content-Type': 'multipart/form-data' } }),
        ...(signal && { signal }),
      },
      sdk.withTenantToken(token),
    ),
  )
  return isRecord(answer.data) ? answer.data : answer
}

/** The bytes of a file. A refusal comes as JSON in the stream's place, with an HTTP status that says so. */
async function streamOf({ sdk, client }: Connected, { path, params, signal }: ApiRequest, token: string) {
  try {
    return await client.request(
      {
        method: 'GET',
        url: `/open-apis/${path}`,
        responseType: 'stream',
        ...(params && { params }),
        ...(signal && { signal }),
      },
      sdk.withTenantToken(token),
    )
  } catch (error) {
    throw faultOf(error)
  }
}

/** Only a code of 0 is a success, whatever the HTTP status says. The error of the SDK holds the token: it ends here. */
async function sent(send: () => Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  let answer: unknown
  try {
    answer = await send()
  } catch (error) {
    throw faultOf(error)
  }
  if (!isRecord(answer)) throw faultOfSilence('NO_JSON')
  if (answer.code !== 0) throw faultOfAnswer(200, refusalIn(answer, -1), null)
  return answer
}

function faultOf(error: unknown): Error {
  const response = isRecord(error) ? error.response : undefined
  if (!isRecord(response)) return faultOfSilence(isRecord(error) ? error.code : null)
  const status = Number(response.status)
  const body = isRecord(response.data) ? response.data : {}
  if (typeof body.code !== 'number') return faultOfStranger(status, waitSeconds(response.headers))
  return faultOfAnswer(status, refusalIn(body, status), waitSeconds(response.headers))
}

/** https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN; longer than an hour is a mistake. */
function waitSeconds(headers: unknown): number | null {
  const seconds = isRecord(headers) ? Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after']) : Number.NaN
  return seconds > 0 ? Math.min(Math.ceil(seconds), 3_600) : null
}

function refusalIn(body: Readonly<Record<string, unknown>>, otherwise: number): Refusal {
  const [, sub] = /ErrCode:\s*(\d+)/.exec(typeof body.msg === 'string' ? body.msg : '') ?? []
  return { code: typeof body.code === 'number' ? body.code : otherwise, sub: sub === undefined ? null : Number(sub) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
