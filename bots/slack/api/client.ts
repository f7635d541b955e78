import { type Logger, LogLevel, webApi } from '@slack/bolt'
import { type BufferedAnswer, type BufferedRequest, bufferedFetch } from '#src/buffered-fetch.ts'
import type { BotLog } from '#src/chat/messenger.ts'

/** Slack's client of one workspace. */
export type Client = webApi.WebClient

/** How long one call may take; judgement: Slack answers within two seconds, uploads within five. */
const timeoutMs = 15_000

/**
 * Options of every client. The outbox retries, never the client; and no shared headers: the client writes its token
 * into them, so that another workspace's call would carry it.
 */
export function clientOptions(apiUrl: string, log: BotLog) {
  return {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async (url: string | URL, request?: BufferedRequest) => patient(await bufferedFetch(url, request)),
    logger: quietLogger(log),
  }
}

/** What we wait where Slack does not say how long, in seconds; judgement. */
const usualPauseSeconds = 2

/** The library takes a 429 without a waiting time for a broken connection: it gets a usual one. */
function patient(answer: BufferedAnswer): BufferedAnswer {
  if (answer.status === 429 && !/^\s*\d/.test(answer.headers.get('retry-after') ?? ''))
    answer.headers.set('retry-after', String(usualPauseSeconds))
  return answer
}

/** A client that speaks for one token only. */
export function createClient(token: string, apiUrl: string, log: BotLog): Client {
  return new webApi.WebClient(token, clientOptions(apiUrl, log))
}

/** The libraries' own log: warnings and errors without anything secret; the rest is silence. */
export function quietLogger(log: BotLog): Logger {
  const said = (parts: readonly unknown[]) => ({ said: redact(parts.map(part => textOf(part)).join(' ')) })
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn(said(parts), "Slack's library warns."),
    error: (...parts) => log.warn(said(parts), "Slack's library reports a fault."),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

/** Only names of faults: a library may put anything into an object. */
function textOf(part: unknown): string {
  if (typeof part === 'string') return part.slice(0, 300)
  return part instanceof Error ? part.message.slice(0, 300) : ''
}

/** Removes tokens and secrets of Slack from a text. */
export function redact(text: string): string {
  return text.replace(/xox[a-z]-[\w-]+|xapp-[\w-]+|hooks\.slack\.com\/\S+/gi, '…')
}
