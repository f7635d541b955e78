import { createHash, createHmac } from 'node:crypto'
import { faultOfAnswer, faultOfSilence } from '#bots/feishu/api/faults.ts'
import { limits } from '#bots/feishu/limits.ts'
import type { FeishuCard } from '#bots/feishu/render/elements.ts'
import { type BufferedAnswer, bufferedFetch } from '#src/buffered-fetch.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** Where a robot speaks and how it signs: both are secrets, kept encrypted. */
export interface Robot {
  readonly url: string
  readonly secret: string
}

/** Base64 of an HMAC whose key is time and secret, over nothing: the page says so. */
export function robotSign(seconds: number, secret: string): string {
  return createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64')
}

/** Says one card. https://open.feishu.cn/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN */
export async function postByRobot(
  { url, secret }: Robot,
  card: FeishuCard,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const timestamp = Math.floor(now.getTime() / 1_000)
  const body = { timestamp: String(timestamp), sign: robotSign(timestamp, secret), msg_type: 'interactive', card }
  const until = AbortSignal.any([signal, AbortSignal.timeout(limits.requestMs)])
  const headers = { 'content-type': 'application/json' }
  let answer: BufferedAnswer
  try {
    answer = await bufferedFetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: until,
      redirect: 'error',
    })
  } catch (error) {
    throw faultOfSilence(causeOf(error))
  }
  const said: unknown = await answer.json().catch(() => ({}))
  const code = typeof said === 'object' && said !== null && 'code' in said ? Number(said.code) : answer.status
  if (code !== 0) throw faultOfAnswer(answer.status, { code, sub: null }, null)
}

/**
 * Takes a place in the robot's minute, counted over all replicas. A minute touches at most five windows of 15 s:
 * 5 × 20 ≤ 100. @throws TransportError with the seconds to wait when there is none.
 */
export async function takePlace({ spend, now }: Pick<BotDeps, 'spend' | 'now'>, { url }: Robot): Promise<void> {
  const { seconds, most } = limits.robotWindow
  const window = Math.floor(now().getTime() / (seconds * 1_000))
  const end = new Date((window + 1) * seconds * 1_000)
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16)
  if (await spend({ key: `robot/${name}/${window}`, amount: 1, limit: most, until: end })) return
  const retryAfterSeconds = Math.max(1, Math.ceil((end.getTime() - now().getTime()) / 1_000))
  throw new TransportError('The budget of a group robot is used up', { fault: 'retryable', retryAfterSeconds })
}

function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}
