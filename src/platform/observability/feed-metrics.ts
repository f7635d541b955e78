import { Counter, Gauge, type Registry } from 'prom-client'

/** What the metrics say of connected shops when somebody reads them. */
export interface FeedNumbers {
  /** Pulls that ended, by outcome: `done`, `nothing` or `failed`. */
  readonly pulls: readonly {
    readonly connector: string
    readonly feed: string
    readonly outcome: string
    readonly count: number
  }[]
  /** Seconds since the end of the newest day that is whole. */
  readonly ages: readonly {
    readonly store: string
    readonly connector: string
    readonly feed: string
    readonly seconds: number
  }[]
  /** Seconds until the next call may be made; 0: now. */
  readonly waits: readonly { readonly connector: string; readonly budget: string; readonly seconds: number }[]
}

/** Adds the metrics of connected shops. Where they cannot be read, the others are told all the same. */
export function registerFeedMetrics(registry: Registry, read: () => Promise<FeedNumbers>): void {
  const registers = [registry]
  const numbers = together(read)
  new Gauge({
    name: 'kpi_feed_age_seconds',
    help: 'Time since the end of the newest day that a feed of a store says is whole.',
    labelNames: ['store', 'connector', 'feed'],
    registers,
    async collect() {
      const { ages } = await numbers()
      this.reset()
      for (const { seconds, ...labels } of ages) this.set(labels, seconds)
    },
  })
  new Gauge({
    name: 'kpi_budget_wait_seconds',
    help: 'Time until the next call of a budget may be made.',
    labelNames: ['connector', 'budget'],
    registers,
    async collect() {
      const { waits } = await numbers()
      this.reset()
      for (const { seconds, ...labels } of waits) this.set(labels, seconds)
    },
  })
  new Counter({
    name: 'kpi_pulls_total',
    help: 'Pulls from marketplaces that ended, by outcome.',
    labelNames: ['connector', 'feed', 'outcome'],
    registers,
    async collect() {
      const { pulls } = await numbers()
      this.reset()
      for (const { count, ...labels } of pulls) this.inc(labels, count)
    },
  })
}

/** Metrics of one reading are read together; what cannot be read is nothing. */
function together(read: () => Promise<FeedNumbers>): () => Promise<FeedNumbers> {
  let reading: Promise<FeedNumbers> | null = null
  return () => {
    reading ??= read()
      .catch(() => ({ pulls: [], ages: [], waits: [] }))
      .finally(() => {
        reading = null
      })
    return reading
  }
}
