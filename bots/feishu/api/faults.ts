import { TransportError, type TransportFault } from '#src/errors.ts'
import { remedies } from './remedies.ts'

/** What the platform answered besides success. */
export interface Refusal {
  /** The platform's code; the HTTP status or -1 where it sent none. */
  readonly code: number
  /** Inside 230099: why the card was refused. */
  readonly sub: number | null
}

/** A fault of Feishu with its codes. The message never holds what was sent, an address or a token. */
export class FeishuError extends TransportError implements Refusal {
  readonly code: number
  readonly sub: number | null

  constructor(refusal: Refusal, fault: TransportFault, retryAfterSeconds: number | null = null) {
    const sub = refusal.sub === null ? '' : ` (${refusal.sub})`
    super(`Feishu answered ${refusal.code}${sub}`, { fault, retryAfterSeconds })
    this.code = refusal.code
    this.sub = refusal.sub
  }
}

/*
 * Codes by what is to be done, from https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN and the pages of the
 * calls. `doubtful` ones may have been carried out: the same `uuid` makes a second attempt harmless.
 */
const rate = [99991400, 230020, 11232, 11233, 11247]
const doubtful = [230049, 18121, 2200, 5000, 1500, 232096]
const gone = [230002, 232009, 230013, 230029, 230034, 230001, 230038, 230053, 230035, 230018, 99992351, 99992361]

/** The message itself is at fault: too long, forbidden words, a type or a card that is not taken, recalled, too old. */
const content = [
  230011, 230110, 231003, 230031, 230025, 230022, 230028, 230054, 230055, 230099, 99992402, 234011, 230012, 9499,
]

/** The token is not accepted: worth one new one. */
export const tokenCodes: ReadonlySet<number> = new Set([99991661, 99991663, 99991664, 99991665, 99991671])

const classes = new Map<number, TransportFault>([
  ...rate.map(code => [code, 'retryable'] as const),
  ...doubtful.map(code => [code, 'doubtful'] as const),
  ...gone.map(code => [code, 'unreachable'] as const),
  ...content.map(code => [code, 'permanent'] as const),
])

/** Between two looks whether an administrator has mended something (judgement). */
const remedySeconds = 300

/**
 * The fault of an answer whose code is not 0. One that nobody knows is taken as a closed door: whom it concerns hears of
 * it elsewhere at once.
 */
export function faultOfAnswer(status: number, refusal: Refusal, resetSeconds: number | null): FeishuError {
  if (remedies.has(refusal.code)) return new FeishuError(refusal, 'retryable', remedySeconds)
  const known = status === 429 ? 'retryable' : status >= 500 ? 'doubtful' : classes.get(refusal.code)
  if (known === undefined && tokenCodes.has(refusal.code)) return new FeishuError(refusal, 'retryable', tokenSeconds)
  const fault = known ?? 'unreachable'
  return new FeishuError(refusal, fault, fault === 'retryable' ? resetSeconds : null)
}

/**
 * An answer in other words than the platform's, of a proxy or a gateway before it: it passes. What was turned away was
 * not carried out; anything else may have been.
 */
export function faultOfStranger(status: number, askedSeconds: number | null): TransportError {
  const turnedAway = status >= 400 && status < 500
  const retryAfterSeconds = turnedAway ? (askedSeconds ?? (status === 429 ? busySeconds : null)) : null
  const fault = turnedAway ? 'retryable' : 'doubtful'
  return new TransportError(`Feishu did not answer in its own words (HTTP ${status})`, { fault, retryAfterSeconds })
}

/** A token that was fetched a moment ago and is refused: the platform's copies differ for a while (judgement). */
const tokenSeconds = 30

/** Where nobody says how long to wait (judgement). */
const busySeconds = 2

/** The fault of a request that was not answered: harmless to repeat only if it never left. */
export function faultOfSilence(code: unknown): TransportError {
  const never = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(code))
  const why = typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'no answer'
  return new TransportError(`Feishu did not answer: ${why}`, { fault: never ? 'retryable' : 'doubtful' })
}

/** The card was refused because of somebody in `<at>`. */
export function refusedMention(error: unknown): boolean {
  return error instanceof FeishuError && error.sub === 100290
}

/** The card was refused because of a picture's key. */
export function refusedPicture(error: unknown): boolean {
  return error instanceof FeishuError && error.sub === 200570
}

/** The card itself was refused, for whatever is in it. */
export function refusedCard(error: unknown): boolean {
  return error instanceof FeishuError && [230099, 230025, 99992402, 230054].includes(error.code)
}
