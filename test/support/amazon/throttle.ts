/** Calls a second and burst by operation (usage plans of the API reference). */
const plans: readonly (readonly [RegExp, number, number])[] = [
  [/^GET \/sellers\//, 0.016, 15],
  [/^GET \/orders\/2026-01-01\/orders$/, 0.0056, 20],
  [/^POST \/reports\/2021-06-30\/reports$/, 0.0167, 15],
  [/^GET \/reports\/2021-06-30\/reports$/, 0.0222, 10],
  [/^GET \/reports\/2021-06-30\/reports\//, 2, 15],
  [/^GET \/reports\/2021-06-30\/documents\//, 0.0167, 15],
  [/^POST \/dataKiosk\/2023-11-15\/queries$/, 0.0167, 15],
  [/^GET \/dataKiosk\/2023-11-15\/queries$/, 0.0222, 10],
  [/^GET \/dataKiosk\/2023-11-15\/queries\//, 2, 15],
  [/^GET \/dataKiosk\/2023-11-15\/documents\//, 0.0167, 15],
  [/^GET \/fba\/inventory\//, 2, 2],
  [/^GET \/finances\//, 0.5, 10],
]

/** Token buckets by the real clock; answers whether a call may be made. */
export function createThrottle(): (call: string) => boolean {
  const buckets = new Map<RegExp, { tokens: number; at: number }>()
  return call => {
    const plan = plans.find(([pattern]) => pattern.test(call))
    if (!plan) return true
    const [pattern, perSecond, burst] = plan
    const at = performance.now()
    const before = buckets.get(pattern) ?? { tokens: burst, at }
    const tokens = Math.min(burst, before.tokens + ((at - before.at) / 1_000) * perSecond)
    buckets.set(pattern, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    return tokens >= 1
  }
}
