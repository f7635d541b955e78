import type { DeliveryLimits } from '#src/features/delivery/deliverer.ts'

/** What a replica of the harness is told. */
export interface Orders {
  readonly databaseUrl: string
  readonly platformUrl: string
  readonly limits: Partial<DeliveryLimits>
  /** How likely it kills itself whenever it comes to a place, 0–1. */
  readonly kills: Readonly<Record<KillPlace, number>>
}

/** Places at which a replica kills itself; the platform kills others during the request and after it took a message. */
export type KillPlace = 'before claim' | 'after claim' | 'while drawing' | 'before recording'

/** Leases and time-outs a tenth of the real ones, so that a run takes minutes. */
export const shortLimits: Partial<DeliveryLimits> = {
  leaseMs: 3_000,
  attemptMs: 2_500,
  drawMs: 1_500,
  pollMs: 200,
  maxBackoffSeconds: 4,
  maxAttempts: 30,
}
