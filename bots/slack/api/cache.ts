/** Remembers a bounded number of values for a while; the oldest goes first. */
export interface Cache<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  drop(key: string): void
}

/** Makes a cache; `now` is the clock in milliseconds. */
export function createCache<T>(options: {
  readonly most: number
  readonly milliseconds: number
  readonly now: () => number
}): Cache<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>()
  return {
    get: key => {
      const entry = entries.get(key)
      return entry && entry.until > options.now() ? entry.value : undefined
    },
    set: (key, value) => {
      entries.delete(key)
      const oldest = entries.size >= options.most ? entries.keys().next() : null
      if (oldest && !oldest.done) entries.delete(oldest.value)
      entries.set(key, { value, until: options.now() + options.milliseconds })
    },
    drop: key => void entries.delete(key),
  }
}
