import type { TransportError } from '#src/errors.ts'

/** Which platforms answer at the moment, as far as this process knows. */
export interface Outages {
  /** The messengers whose messages may be taken as usual. */
  readonly answering: () => readonly string[]
  /** Those that do not answer and of which one message may be tried now; each is handed out once per pause. */
  readonly toProbe: (now: Date) => readonly string[]
  readonly isOut: (messenger: string) => boolean
  /** The platform took a message, or said why not. Answers whether that ends an outage. */
  readonly answered: (messenger: string) => boolean
  /** A message failed as it does when nobody is there. Answers whether that makes it an outage. */
  readonly failed: (messenger: string, delivery: string, now: Date) => boolean
}

/** A platform is out when so many different messages failed in a row (judgement: one that is broken is tried alone). */
const failuresInARow = 5
/** Between two tries while it is out, in milliseconds; it doubles (judgement: seconds late, and no storm). */
const firstPauseMs = 1_000
const longestPauseMs = 8_000

interface State {
  readonly failed: Set<string>
  /** `null`: it answers. */
  probeAt: number | null
  pauseMs: number
}

/** Remembers what came of attempts. A platform that does not answer is asked with one message at a time. */
export function createOutages(messengers: readonly string[]): Outages {
  const states = new Map<string, State>(messengers.map(id => [id, healthy()]))
  const isOut = (id: string) => (states.get(id)?.probeAt ?? null) !== null

  return {
    isOut,
    answering: () => messengers.filter(id => !isOut(id)),
    toProbe: now => {
      const due = messengers.filter(id => (states.get(id)?.probeAt ?? Number.POSITIVE_INFINITY) <= now.getTime())
      for (const id of due) waitLonger(states.get(id), now)
      return due
    },
    answered: id => {
      const wasOut = isOut(id)
      states.set(id, healthy())
      return wasOut
    },
    failed: (id, delivery, now) => {
      const state = states.get(id)
      state?.failed.add(delivery)
      if (!state || state.probeAt !== null || state.failed.size < failuresInARow) return false
      waitLonger(state, now)
      return true
    },
  }
}

/** Whether a fault is one of nobody being there. What a platform asks us to wait for is an answer. */
export function isSilence({ fault, retryAfterSeconds }: TransportError): boolean {
  return retryAfterSeconds === null && (fault === 'retryable' || fault === 'doubtful')
}

function healthy(): State {
  return { failed: new Set(), probeAt: null, pauseMs: firstPauseMs }
}

function waitLonger(state: State | undefined, now: Date): void {
  if (!state) return
  state.probeAt = now.getTime() + state.pauseMs
  state.pauseMs = Math.min(state.pauseMs * 2, longestPauseMs)
}
