import { setTimeout as sleep } from 'node:timers/promises'
import type { Card } from '#src/chat/card.ts'
import type { Address, BotLog, DirectAnswers, Piece, SaidHow, SayAttempt } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** Where answers go that cannot be said at once. */
export interface AnswerOutbox {
  /** Whether an earlier answer still waits there for a conversation: a later one must not overtake it. */
  waits(to: Address): Promise<boolean>
  plan(answer: LateAnswer): Promise<void>
}

/** An answer for the outbox. */
export interface LateAnswer {
  readonly key: string
  readonly card: Card
  readonly to: Address
  readonly locale: Locale
}

/** What is needed to answer. */
export interface DirectAnswerParts {
  readonly outbox: AnswerOutbox
  readonly log: BotLog
  readonly times?: Partial<AnswerTimes>
}

/** Times in milliseconds. All judgement: whoever asked is still looking, and asks again after some ten seconds. */
export interface AnswerTimes {
  /** Pauses between the quick tries: there is one try more. */
  readonly pausesMs: readonly number[]
  /** What a platform asks us to wait is waited for up to so long; more is left to the outbox. */
  readonly longestPauseMs: number
  /** After so long no further try is begun. */
  readonly patienceMs: number
  /** The answer to an earlier question is waited for at most so long: it may be long work. */
  readonly turnMs: number
  /** Between two tries to write into the outbox. */
  readonly outboxPausesMs: readonly number[]
}

const usual: AnswerTimes = {
  pausesMs: [400, 1_200, 2_500],
  longestPauseMs: 5_000,
  patienceMs: 12_000,
  turnMs: 20_000,
  outboxPausesMs: [500, 2_000, 5_000],
}

/** Answers of one messenger. */
export function createDirectAnswers(parts: DirectAnswerParts): DirectAnswers {
  const work: Work = { ...parts, times: { ...usual, ...parts.times } }
  const lines = new Map<string, Promise<void>>()
  return {
    inTurn: async (who, answer) => {
      const earlier = lines.get(who)
      let leave = () => {}
      const mine = new Promise<void>(done => {
        leave = done
      })
      const line = Promise.all([earlier, mine]).then(() => {})
      lines.set(who, line)
      try {
        return await answer({ say: piece => sayInTurn(work, earlier, piece) })
      } finally {
        leave()
        if (lines.get(who) === line) lines.delete(who)
      }
    },
  }
}

interface Work extends DirectAnswerParts {
  readonly times: AnswerTimes
}

async function sayInTurn(work: Work, earlier: Promise<void> | undefined, piece: Piece): Promise<SaidHow> {
  if (earlier !== undefined) await atMost(earlier, work.times.turnMs)
  if (await waitsThere(work, piece.to)) return hand(work, piece, piece.card)
  const failed = await tryAll(work, piece)
  if (failed === null) return 'said'
  if (piece.elsewhere && failed instanceof TransportError && failed.fault === 'unreachable') return 'closed'
  work.log.warn({ err: failed, answer: piece.key }, 'An answer could not be said at once: the outbox brings it')
  return hand(work, piece, lateCard(piece.card))
}

/** The last fault; `null`: it was said. */
async function tryAll({ times }: Work, { say }: Piece): Promise<unknown> {
  const end = performance.now() + times.patienceMs
  let attempt: SayAttempt = { number: 1, doubtful: false, plain: false }
  for (;;) {
    try {
      await say(attempt)
      return null
    } catch (error) {
      const next = after(error, attempt, times)
      if (next === null || performance.now() + next.pauseMs > end) return error
      await sleep(next.pauseMs)
      attempt = next.attempt
    }
  }
}

/** What to do after a failed try; `null`: no further one. A fault of our own is tried as plain text, like a refusal. */
function after(
  error: unknown,
  { number, doubtful, plain }: SayAttempt,
  { pausesMs, longestPauseMs }: AnswerTimes,
): { readonly pauseMs: number; readonly attempt: SayAttempt } | null {
  const fault = error instanceof TransportError ? error.fault : 'permanent'
  if (fault === 'permanent' || fault === 'unreachable') {
    return plain ? null : { pauseMs: 0, attempt: { number: number + 1, doubtful, plain: true } }
  }
  const asked = error instanceof TransportError ? error.retryAfterSeconds : null
  const usualPause = pausesMs[number - 1]
  if (usualPause === undefined || (asked !== null && asked * 1_000 > longestPauseMs)) return null
  const pauseMs = Math.max(usualPause, (asked ?? 0) * 1_000)
  return { pauseMs, attempt: { number: number + 1, doubtful: doubtful || fault === 'doubtful', plain } }
}

async function waitsThere({ outbox, log }: Work, to: Address): Promise<boolean> {
  try {
    return await outbox.waits(to)
  } catch (err) {
    log.warn({ err }, 'It is not known whether earlier answers wait')
    return false
  }
}

/** Gives a piece to the outbox, also when the database is away for a moment. */
async function hand({ outbox, log, times }: Work, { key, to, locale }: Piece, card: Card): Promise<SaidHow> {
  for (let at = 0; ; at += 1) {
    try {
      await outbox.plan({ key, card, to, locale })
      return 'late'
    } catch (err) {
      const pause = times.outboxPausesMs[at]
      if (pause === undefined) {
        log.error({ err, answer: key }, 'Something that a person asked for could not be said')
        return 'lost'
      }
      await sleep(pause)
    }
  }
}

/** The card with a word that it is late. */
export function lateCard(card: Card): Card {
  return { ...card, blocks: [{ type: 'text', style: 'muted', text: late }, ...card.blocks] }
}

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>(done => {
    timer = setTimeout(done, ms)
  })
  await Promise.race([promise, over])
  clearTimeout(timer)
}

const late: Localized = {
  en: 'This answer comes late: the platform did not take it at once.',
  ja: 'お返事が遅くなりました（プラットフォームが一時的に受け付けませんでした）。',
  'zh-CN': '回复延迟：平台当时未能接收，现在补发。',
}
