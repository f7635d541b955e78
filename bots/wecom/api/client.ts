import type { AppConfig } from '#bots/wecom/config.ts'
import { bufferedFetch } from '#src/buffered-fetch.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { type CredentialAlerts, createCredentialAlerts } from './credential-alerts.ts'
import { credentialCodes, faultOf, remedies, staleTokenCodes, WecomError } from './faults.ts'

/** What WeCom answers besides its code. */
export type Answer = Readonly<Record<string, unknown>>

/** A call: JSON, or a file as a form. */
export interface Call {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
  readonly signal?: AbortSignal
}

/** Calls WeCom. All methods throw `TransportError`. */
export interface Client {
  /** With the app's access token. */
  call(call: Call): Promise<Answer>
  /** Without a token: the webhook of a group, whose key is its credential. */
  bare(call: Call): Promise<Answer>
  /** Bytes instead of JSON, with the app's access token. */
  download(call: Call): Promise<Uint8Array>
}

/** Judgement: the platform answers in well under a second; an attempt of the outbox has a minute. */
const timeoutMs = 10_000

/** What a client needs of the service. */
export type ClientDeps = Pick<BotDeps, 'vault' | 'now' | 'log' | 'tell'>

/** Makes a client; one per process, so that it fetches one token at a time. */
export function createClient(apiUrl: string, app: AppConfig | null, deps: ClientDeps): Client {
  const credentialAlerts = createCredentialAlerts(deps)
  const token = createToken(app, deps, (path, query) => request(apiUrl, { path, query }), credentialAlerts)

  async function call(wanted: Call): Promise<Answer> {
    const used = await token(null)
    const first = await request(apiUrl, withToken(wanted, used))
    const code = codeOf(first)
    if (!staleTokenCodes.has(code)) return checked(first, credentialAlerts)
    return checked(await request(apiUrl, withToken(wanted, await token(used))), credentialAlerts)
  }

  async function download(wanted: Call): Promise<Uint8Array> {
    const used = await token(null)
    const first = await fetchBytes(apiUrl, withToken(wanted, used))
    if (first instanceof Uint8Array) return first
    if (!staleTokenCodes.has(codeOf(first))) throw await refused(first, credentialAlerts)
    const second = await fetchBytes(apiUrl, withToken(wanted, await token(used)))
    if (second instanceof Uint8Array) return second
    throw await refused(second, credentialAlerts)
  }

  return { call, download, bare: async wanted => checked(await request(apiUrl, wanted), credentialAlerts) }
}

function withToken(call: Call, token: string): Call {
  return { ...call, query: { access_token: token, ...call.query } }
}

async function checked(answer: Answer, credentialAlerts: CredentialAlerts): Promise<Answer> {
  if (codeOf(answer) === 0) return answer
  throw await refused(answer, credentialAlerts)
}

async function refused(answer: Answer, credentialAlerts: CredentialAlerts): Promise<WecomError> {
  const code = codeOf(answer)
  await credentialAlerts.report(code, answer)
  return faultOf(code)
}

function codeOf({ errcode }: Answer): number {
  return typeof errcode === 'number' ? errcode : 0
}

interface Token {
  readonly value: string
  readonly expiresAt: number
}

/** Fetched five minutes before it expires (judgement; 7,200 s is usual). */
const earlyMs = 5 * 60_000
const banMs = 3_600_000

/**
 * The access token: one fetch at a time, shared with other processes through the vault. `stale` is the token that
 * WeCom just refused: whoever comes second finds the new one. https://developer.work.weixin.qq.com/document/path/91039
 */
function createToken(
  app: AppConfig | null,
  { vault, now }: ClientDeps,
  get: (path: string, query: Readonly<Record<string, string>>) => Promise<Answer>,
  credentialAlerts: CredentialAlerts,
): (stale: string | null) => Promise<string> {
  let current: Token | null = null
  let flight: Promise<string> | null = null
  let refused: { readonly until: number; readonly code: number } | null = null

  async function fetchToken(stale: string | null): Promise<string> {
    if (!app) throw new TransportError('No app of WeCom is configured', { fault: 'permanent' })
    const shared = readToken(await vault.find(`token/${app.agentId}`))
    if (isUsable(shared, stale, now())) return keep(shared)
    const answer = await get('/cgi-bin/gettoken', { corpid: app.corpId, corpsecret: app.secret })
    const code = codeOf(answer)
    if (credentialCodes.has(code)) refused = { until: now().getTime() + banMs, code }
    await checked(answer, credentialAlerts)
    const seconds = typeof answer.expires_in === 'number' ? answer.expires_in : 7_200
    const fresh = { value: String(answer.access_token ?? ''), expiresAt: now().getTime() + seconds * 1_000 }
    await vault.put(`token/${app.agentId}`, JSON.stringify(fresh))
    return keep(fresh)
  }

  function keep(token: Token): string {
    current = token
    return token.value
  }

  return async stale => {
    if (isUsable(current, stale, now())) return current.value
    if (refused && now().getTime() < refused.until) throw faultOf(refused.code)
    flight ??= fetchToken(stale).finally(() => {
      flight = null
    })
    return flight
  }
}

function isUsable(token: Token | null, stale: string | null, now: Date): token is Token {
  return token !== null && token.value !== stale && token.expiresAt - earlyMs > now.getTime()
}

function readToken(text: string | null): Token | null {
  if (text === null) return null
  const { value, expiresAt } = JSON.parse(text) as Partial<Token> // written above
  return typeof value === 'string' && typeof expiresAt === 'number' ? { value, expiresAt } : null
}

/** One HTTP request. Addresses carry tokens, so that no error repeats one. */
async function request(apiUrl: string, { path, query, body, file, signal }: Call): Promise<Answer> {
  const url = new URL(`${apiUrl}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const until = AbortSignal.timeout(timeoutMs)
  const sending = {
    ...(file || body !== undefined ? { method: 'POST', body: file ? formOf(file) : JSON.stringify(body) } : {}),
    ...(body !== undefined && !file ? { headers: { 'content-type': 'application/json' } } : {}),
    signal: signal ? AbortSignal.any([signal, until]) : until,
  }
  const response = await reach(() => bufferedFetch(url, sending), path)
  const answer = read(await response.text().catch(() => ''))
  if (answer && (response.ok || codeOf(answer) !== 0)) return answer
  throw strange(response, path)
}

/** Bytes, or what the platform says instead of them: then the answer is JSON. */
async function fetchBytes(apiUrl: string, { path, query }: Call): Promise<Uint8Array | Answer> {
  const url = new URL(`${apiUrl}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const response = await reach(() => fetch(url, { signal: AbortSignal.timeout(timeoutMs * 3) }), path)
  const type = response.headers.get('content-type') ?? ''
  const isWords = /^(application\/json|text\/)/.test(type)
  const answer = isWords ? read(await response.text().catch(() => '')) : null
  if (answer) return answer
  if (isWords || !response.ok) throw strange(response, path)
  return new Uint8Array(await response.arrayBuffer())
}

function read(text: string): Answer | null {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? (answer as Answer) : null // checked field by field where used
  } catch {
    return null
  }
}

/** Only these show something to people: of everything else it is no matter whether it was carried out. */
const showing: ReadonlySet<string> = new Set([
  '/cgi-bin/message/send',
  '/cgi-bin/appchat/send',
  '/cgi-bin/webhook/send',
])

/**
 * Not the platform's own words, but those of a proxy, a gateway or a guard before it: it passes. Where the request was
 * turned away nothing was shown; anything else may have got through.
 */
function strange({ status, headers }: Pick<Response, 'status' | 'headers'>, path: string): TransportError {
  const turnedAway = status >= 400 && status < 500
  const fault = turnedAway || !showing.has(path) ? 'retryable' : 'doubtful'
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const asked = status === 429 || status === 503 ? (seconds > 0 ? Math.min(seconds, maxSeconds) : busySeconds) : null
  return new TransportError(`WeCom did not answer in its own words (HTTP ${status})`, {
    fault,
    retryAfterSeconds: fault === 'retryable' ? asked : null,
  })
}

/** What a gateway asks us to wait is kept to an hour; one that does not say gets so long (judgement). */
const maxSeconds = 3_600
const busySeconds = 2

async function reach<T>(ask: () => Promise<T>, path: string): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'time-out'
    const before = [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'UND_ERR_CONNECT_TIMEOUT',
    ].includes(code)
    const fault = before || !showing.has(path) ? 'retryable' : 'doubtful'
    throw new TransportError(`WeCom could not be reached (${code})`, { fault })
  }
}

function formOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): FormData {
  const form = new FormData()
  form.set('media', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name)
  return form
}

/** Whether WeCom answered with one of some codes. */
export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof WecomError && codes.includes(error.code)
}

/** Whether only an administrator can mend what WeCom said. */
export function isMisconfigured(error: unknown): boolean {
  return error instanceof WecomError && (error.code in remedies || credentialCodes.has(error.code))
}
