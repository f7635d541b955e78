import type { Day } from '#src/domain/period.ts'

/** Days that a connector is asked for, in the store's own zone, both included. */
export interface Window {
  readonly from: Day
  readonly to: Day
}

/** Figures of one store, SKU (`''`: the whole store) and local day. Money in minor units as exact decimals. */
export interface Observed {
  readonly sku: string
  readonly day: Day
  readonly measures: Readonly<Record<string, string>>
}

/** A marketplace or other source that is asked for figures. The caller stores what it returns. */
export interface Connector<Config = unknown> {
  readonly id: string
  /** Reads its part of the environment: `null` when switched off. */
  readonly readConfig: (env: Readonly<Record<string, string | undefined>>) => Config | null
  /** @throws TransportError when the source does not answer; only the collecting service tries again. */
  readonly fetch: (config: Config, window: Window, signal: AbortSignal) => AsyncIterable<readonly Observed[]>
}
