import { setTimeout as pause } from 'node:timers/promises'
import { type App, type Receiver, webApi } from '@slack/bolt'
import { clientOptions, redact } from '#bots/slack/api/client.ts'
import { refusedName, transportError } from '#bots/slack/api/faults.ts'
import type { Body } from './body.ts'
import { Intake, type IntakeParts } from './intake.ts'
import { type Envelope, type Line, type LineTimes, openLine } from './line.ts'

/** What Socket Mode needs. */
export interface SocketParts extends IntakeParts {
  readonly appToken: string
  readonly apiUrl: string
  readonly lines?: Partial<SocketTimes>
}

/** Times in milliseconds; judgement unless said otherwise. */
export interface SocketTimes extends LineTimes {
  /** First pause after a connection that could not be opened; it doubles up to the longest. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** How long the connection before still takes what is on its way, once the next one is open. */
  readonly overlapMs: number
}

const usual: SocketTimes = {
  openMs: 10_000,
  pingMs: 10_000,
  silentMs: 40_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  overlapMs: 5_000,
}

/** What only somebody can mend is tried again after the longest pause at once. */
const mendable = new Set(['not_authed', 'invalid_auth', 'account_inactive', 'not_allowed_token_type', 'missing_scope'])

/**
 * Slack's requests over a websocket that we open. A connection of our own instead of the library's: there one failed
 * reconnect is an unhandled rejection, which ends the process (slackapi/node-slack-sdk#2656), and every renewal is deaf
 * for as long as its ping time-out. Here the next connection is open before the one that Slack ends is left, and
 * whatever fails is tried again with growing pauses.
 */
export class SocketReceiver implements Receiver {
  private readonly parts: SocketParts
  private readonly times: SocketTimes
  private readonly intake: Intake
  private readonly lines = new Set<Line>()
  private ended = new AbortController()
  private keeping = false

  constructor(parts: SocketParts) {
    this.parts = parts
    this.times = { ...usual, ...parts.lines }
    this.intake = new Intake(parts)
  }

  init(app: App): void {
    this.intake.init(app)
  }

  /** Connects in the background, and keeps trying: the rest of the service works without Slack. */
  async start(): Promise<void> {
    if (this.keeping) return
    this.keeping = true
    void this.keep(this.ended.signal)
  }

  /** Closes the connections and waits for what still works. */
  async stop(): Promise<void> {
    this.ended.abort()
    for (const line of this.lines) line.close()
    this.keeping = false
    this.ended = new AbortController()
    await this.intake.stop()
  }

  /** Works on an event that another process had taken and was lost; there is nobody to answer. */
  again(body: Body): Promise<void> {
    return this.intake.again(body)
  }

  private async keep(signal: AbortSignal): Promise<void> {
    const renewed = { before: null as Line | null, failures: 0, shortLives: 0 }
    while (!signal.aborted) {
      const begun = performance.now()
      try {
        const line = await this.open(signal)
        renewed.failures = 0
        this.retire(renewed.before)
        renewed.before = line
        await line.ending
        // Two renewals at once are nothing unusual; a server that ends every connection is not asked without a pause.
        renewed.shortLives = performance.now() - begun < this.times.firstPauseMs * 10 ? renewed.shortLives + 1 : 0
        if (renewed.shortLives > 2) await this.rest(renewed.shortLives - 2, signal)
      } catch (error) {
        renewed.failures += 1
        await this.rest(this.judged(error, renewed.failures, signal), signal, retryAfterMs(error))
      }
    }
    this.retire(renewed.before)
  }

  /** How often the pause doubles. */
  private judged(error: unknown, failures: number, signal: AbortSignal): number {
    if (signal.aborted) return 0
    const reason = redact(error instanceof Error ? error.message : 'unknown')
    this.parts.log.error({ reason, failures }, 'Socket Mode could not connect to Slack. It is tried again.')
    return mendable.has(refusedName(error) ?? '') ? Number.POSITIVE_INFINITY : failures
  }

  /** Half of the pause is chance, so that many processes do not come back at one instant. */
  private async rest(doublings: number, signal: AbortSignal, least = 0): Promise<void> {
    const { firstPauseMs, longestPauseMs } = this.times
    const most = Math.min(longestPauseMs, firstPauseMs * 2 ** (doublings - 1))
    const wait = Math.max(least, most / 2 + (most / 2) * Math.random())
    await pause(wait, undefined, { signal }).catch(() => {})
  }

  /** https://docs.slack.dev/reference/methods/apps.connections.open */
  private async open(signal: AbortSignal): Promise<Line> {
    const { appToken, apiUrl, log } = this.parts
    const client = new webApi.WebClient(appToken, { ...clientOptions(apiUrl, log), timeout: this.times.openMs })
    const { url } = await client.apps.connections.open().catch(error => Promise.reject(transportError(error)))
    if (!url) throw new Error('apps.connections.open named no address')
    if (signal.aborted) throw new Error('the service stops')
    const line = await openLine(url, this.times, { log, envelope: envelope => void this.take(envelope) })
    this.lines.add(line)
    if (signal.aborted) line.close()
    return line
  }

  private retire(line: Line | null): void {
    if (!line) return
    const leave = () => {
      this.lines.delete(line)
      line.close()
    }
    if (this.ended.signal.aborted) leave()
    else setTimeout(leave, this.times.overlapMs).unref()
  }

  private async take({ id, payload, acknowledge }: Envelope): Promise<void> {
    const { status, payload: content } = await this.intake.answer(payload)
    if (status === 503 || status === 500) return // Slack delivers it again
    if (acknowledge(content) || [...this.lines].some(line => line.acknowledge(id, content))) return
    this.parts.log.warn({}, 'A request of Slack could not be acknowledged: the connection had ended.')
  }
}

function retryAfterMs(error: unknown): number {
  const seconds = typeof error === 'object' && error !== null ? Reflect.get(error, 'retryAfterSeconds') : null
  return typeof seconds === 'number' ? seconds * 1000 : 0
}
