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
  return nearestOf(
    typed,
    [...names].map(name => ({ key: nameKey(name), value: name })),
  )
}

/** What the nearest name stands for, as `nearestName` finds it, of names whose `nameKey` is known: for those asked often. */
export function nearestOf<T>(typed: string, known: Iterable<{ readonly key: string; readonly value: T }>): T | null {
  const typedKey = nameKey(typed)
  let best: { readonly value: T; readonly errors: number } | null = null
  for (const { key, value } of known) {
    const errors = distance(typedKey, key)
    const allowed = Math.max(1, Math.floor(Math.max(typedKey.length, key.length) / 3))
    if (errors <= allowed && errors < (best?.errors ?? Number.POSITIVE_INFINITY)) best = { value, errors }
  }
  return best?.value ?? null
}
