/** Published calls a second and how many may be saved up. */
export const published: Readonly<Record<string, readonly [rate: number, burst: number]>> = {
  getOrderMetrics: [0.5, 15],
  searchOrders: [0.0056, 20],
  getOrder: [0.5, 30],
  createReport: [0.0167, 15],
  getReportDocument: [0.0167, 15],
  getReport: [2, 15],
  getReports: [0.0222, 10],
  createQuery: [0.0167, 15],
  getDocument: [0.0167, 15],
  getQuery: [2, 15],
  getQueries: [0.0222, 10],
  getInventorySummaries: [2, 2],
  listTransactions: [0.5, 10],
  getMarketplaceParticipations: [0.016, 15],
}

/** Counts calls as Amazon does: one bucket per seller and operation. `speed`: how many times the published rate. */
export function createLimiter(speed: number) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    /** Calls a second as the header tells them; absent for operations whose plan is not known. */
    rateOf: (operation: string) => {
      const plan = published[operation]
      return plan ? String(plan[0] * speed) : null
    },
    /** False: too many calls. */
    take: (seller: string, operation: string): boolean => {
      const plan = published[operation]
      if (!plan || speed === Number.POSITIVE_INFINITY) return true
      const [rate, burst] = plan
      const key = `${seller} ${operation}`
      const now = performance.now()
      const bucket = buckets.get(key) ?? { tokens: burst, at: now }
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1_000) * rate * speed)
      bucket.at = now
      buckets.set(key, bucket)
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    },
  }
}
