/** One line of the table of measurements: what was measured, against what, and whether it keeps its budget. */
export interface BenchRow {
  readonly name: string
  /** With its unit, such as `94 ms`. */
  readonly ours: string
  /** `null` where nothing compares. */
  readonly peer: string | null
  /** Ours divided by the peer's; `null` without a peer. */
  readonly ratio: number | null
  /** As the design says it, such as `≤ 1.0 ×`; empty for a row that only informs. */
  readonly budget: string
  /** `null` where there is no budget. */
  readonly ok: boolean | null
}

/** The value in the middle; `NaN` of nothing. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** The smallest value that at least this share (0–1) of the values does not exceed; `NaN` of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Milliseconds that a step takes. */
export async function timed(step: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await step()
  return performance.now() - start
}

/** `94 ms`, `3.2 ms`. */
export function inMilliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}

/** `185 MB`. */
export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}
