import { setTimeout as pause } from 'node:timers/promises'
import { type App, AuthorizationError, ReceiverMultipleAckError } from '@slack/bolt'
import { ackAtOnceMs, ackTimeoutMs } from '#bots/slack/limits.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import type { Accepted } from './accept.ts'
import { type Body, isEvent, waitsForContent } from './body.ts'

/** What goes back to Slack: over HTTP as it is, over a socket as an acknowledgement where it is a 200. */
export interface Answer {
  readonly status: number
  readonly payload?: string | object
}

/** What an intake needs. */
export interface IntakeParts {
  readonly accept: (body: Body) => Promise<Accepted>
  readonly log: BotLog
  /** Tells whoever waits that their request could not be taken. Never throws. */
  readonly lost?: (body: Body) => Promise<void>
  readonly times?: Partial<IntakeTimes>
}

/** Times in milliseconds. */
export interface IntakeTimes {
  /** After this long a request whose answer carries nothing is acknowledged, whatever the database does. */
  readonly atOnce: number
  /** The same where Slack waits for a content: the faults of a form, the options of a list. */
  readonly content: number
  /** How long a request that was acknowledged is tried to be taken; judgement. */
  readonly taking: number
}

const usual: IntakeTimes = { atOnce: ackAtOnceMs, content: ackTimeoutMs, taking: 60_000 }

/**
 * Requests of Slack from their arrival to the end of the work on them. Slack waits for three seconds and then tells the
 * person that we failed, so that the acknowledgement never waits for the database: it goes out when the request was
 * taken or after a moment, whichever comes first, and the rest follows by itself.
 */
export class Intake {
  private readonly parts: IntakeParts
  private readonly times: IntakeTimes
  private readonly running = new Set<Promise<void>>()
  private stopping = new AbortController()
  private app: App | null = null

  constructor(parts: IntakeParts) {
    this.parts = parts
    this.times = { ...usual, ...parts.times }
  }

  init(app: App): void {
    this.app = app
  }

  /** Waits for what was acknowledged and still works; what could not be taken yet is given up. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.allSettled([...this.running])
    this.stopping = new AbortController()
  }

  /** The answer to a request that certainly comes from Slack; the work goes on afterwards. */
  answer(body: Body): Promise<Answer> {
    return new Promise(resolve => {
      const state = { answered: false }
      const answer = (result: Answer) => {
        state.answered = true
        clearTimeout(timer)
        resolve(result)
      }
      const wait = waitsForContent(body) ? this.times.content : this.times.atOnce
      const timer = setTimeout(() => answer(emptyAnswer(body)), wait)
      const work = this.work(body, state, answer).then(answer)
      const tracked = work.finally(() => this.running.delete(tracked))
      this.running.add(tracked)
    })
  }

  /** Works on an event that another process had taken and was lost; there is nobody to answer. */
  async again(body: Body): Promise<void> {
    await this.process(body, async () => {}, Date.now())
  }

  private async work(
    body: Body,
    state: { readonly answered: boolean },
    answer: (result: Answer) => void,
  ): Promise<Answer> {
    const receivedAt = Date.now()
    let accepted: Accepted
    try {
      accepted = await this.take(body, state)
    } catch (error) {
      this.parts.log.error({ err: error }, 'A request of Slack could not be taken.')
      if (state.answered || !isEvent(body)) await this.parts.lost?.(body)
      return { status: 503 } // an event is delivered again
    }
    if (accepted === 'seen') return { status: 200 }
    if (accepted === 'foreign') return { status: 401 }
    const ack = acknowledger(answer)
    try {
      await accepted.work(() => this.process(body, ack.ack, receivedAt))
      return { status: ack.done() || body.type === 'block_actions' ? 200 : 404 }
    } catch (error) {
      if (state.answered) this.parts.log.error({ err: error }, 'Work for Slack failed after its answer.')
      return { status: error instanceof AuthorizationError ? 401 : 500 }
    }
  }

  /**
   * While the database is away an event is left to Slack, which delivers it again; what Slack does not repeat, or was
   * told that we have, is taken as soon as possible.
   */
  private async take(body: Body, state: { readonly answered: boolean }): Promise<Accepted> {
    const end = Date.now() + this.times.taking
    for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        return await this.parts.accept(body)
      } catch (error) {
        const isLeft = isEvent(body) && !state.answered
        if (isLeft || this.stopping.signal.aborted || Date.now() + wait > end) throw error
        await pause(wait, undefined, { signal: this.stopping.signal }).catch(() => {})
      }
    }
  }

  private async process(body: Body, ack: (payload?: string | object) => Promise<void>, at: number): Promise<void> {
    if (!this.app) throw new Error('the receiver was not given to an App')
    await this.app.processEvent({ body, ack, customProperties: { receivedAt: at } })
  }
}

/** Bolt's acknowledgement; it can be given once. */
function acknowledger(answer: (result: Answer) => void) {
  let acked = false
  const ack = async (payload?: string | object): Promise<void> => {
    if (acked) throw new ReceiverMultipleAckError()
    acked = true
    answer(payload === undefined ? { status: 200 } : { status: 200, payload })
  }
  return { ack, done: () => acked }
}

/** A list that nobody could look up in time is empty: Slack shows that and asks again with the next letter. */
function emptyAnswer(body: Body): Answer {
  return body.type === 'block_suggestion' ? { status: 200, payload: { options: [] } } : { status: 200 }
}
