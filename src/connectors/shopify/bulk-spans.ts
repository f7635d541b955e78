import { z } from 'zod'
import type { PullRequest } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'

/** Milliseconds since 1970 from which, and before which, orders were made. */
export const Span = z.tuple([z.number(), z.number()])
export type Span = z.infer<typeof Span>

/** What the file of an operation holds. `bytes`: 0 where it is not told. */
interface Size {
  readonly count: number
  readonly bytes: number
}

/** Judgement: what a step holds at once. */
const [maxCount, maxBytes] = [50_000, 16 * 1_048_576]
/** Judgement: a span is not cut into shorter ones. */
const shortestMs = 3_600_000

/** The days of a window. */
export function spanOf({ store, window }: Pick<PullRequest, 'store' | 'window'>): Span {
  const { start, end } = instantsOf(window, store.timeZone)
  return [start, end]
}

/** Whether a file is more than may be held until its end. */
export function isLarge({ count, bytes }: Size): boolean {
  return count > maxCount || bytes > maxBytes
}

/** Equal parts of a span whose files are small enough when orders come evenly; the newest first. */
export function partsOf(span: Span | undefined, { count, bytes }: Size): readonly Span[] {
  const [from, to] = span ?? [0, 0]
  const wanted = Math.ceil(Math.max(count / maxCount, bytes / maxBytes) * 1.2) // orders do not come evenly
  const parts = Math.max(1, Math.min(wanted, Math.floor((to - from) / shortestMs)))
  const edge = (part: number) => from + Math.round(((to - from) / parts) * part)
  return Array.from({ length: parts }, (_, part): Span => [edge(part), edge(part + 1)]).reverse()
}
