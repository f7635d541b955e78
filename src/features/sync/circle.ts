import { createHash } from 'node:crypto'
import { type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/**
 * By which steps that lead in a circle are known (R. P. Brent, An improved Monte Carlo factorization algorithm, 1980): a
 * step is compared with one before that is renewed after 1, 2, 4 … steps, so that circles of any length are found.
 */
export interface Trail {
  /** What the steps are compared with. */
  readonly mark: string
  /** Steps since, and after how many it is renewed. */
  readonly steps: number
  readonly within: number
  /** Steps in a row that brought nothing. */
  readonly empty: number
}

/** Judgement: no list of ours has so many pages without a row in a row. */
const mostEmpty = 5_000

/**
 * The trail after a step; `null` where the pull waits or ends, since asking again later is no circle.
 * @throws SourceFault `permanent` where the steps would go on for ever.
 */
export function follow(trail: Trail | null, state: unknown, step: PullStep, vendor: string): Trail | null {
  const { next } = step
  if (next.kind !== 'again' || next.notBefore) return null
  const before = trail ?? { mark: hashOf(state), steps: 0, within: 1, empty: 0 }
  const mark = hashOf(next.state)
  if (mark === before.mark) throw new SourceFault('permanent', says('circle', { vendor }))
  const isEmpty = !step.orderPieces && !step.orders?.length && !step.days?.length
  const empty = isEmpty ? before.empty + 1 : 0
  if (empty >= mostEmpty) throw new SourceFault('permanent', says('endless', { vendor }))
  const steps = before.steps + 1
  return steps < before.within ? { ...before, steps, empty } : { mark, steps: 0, within: before.within * 2, empty }
}

function hashOf(state: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(state ?? null))
    .digest('base64url')
}
