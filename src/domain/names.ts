import { distance } from 'fastest-levenshtein'

/** A name without what people vary: width, case, spaces, hyphens, underscores. `Ad Spend`, `ad_spend` and `ＡＤ－ＳＰＥＮＤ` are one. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-‐-―・\u200b-\u200f\u2060\ufeff]+/gu, '')
}

/**
 * The name that was probably meant: the one with the fewest typing errors, at most a third of the letters (judgement:
 * more would offer a different word). `null` when none is that near.
 */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const key = nameKey(typed)
  let best: { name: string; errors: number } | null = null
  for (const name of names) {
    const other = nameKey(name)
    const errors = distance(key, other)
    const allowed = Math.max(1, Math.floor(Math.max(key.length, other.length) / 3))
    if (errors <= allowed && errors < (best?.errors ?? Number.POSITIVE_INFINITY)) best = { name, errors }
  }
  return best?.name ?? null
}
