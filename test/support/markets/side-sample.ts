/** A right answer of every address that a feed asks, what it must not lose, and what only some rows need to have. */
export interface SideSample {
  /** `connector/feed`. */
  readonly feed: string
  /** Where the pull stands; absent: at its beginning. */
  readonly state?: unknown
  /** By a part of the address; a text is sent as it is. */
  readonly answers: readonly (readonly [part: string, answer: unknown])[]
  /** Fields without which, or with another type of which, figures would be wrong. */
  readonly vital: readonly string[]
  /** Those of them that single rows may lack. */
  readonly mayLack: readonly string[]
}

/** Paths below a path. */
export const under = (path: string, ...names: readonly string[]) => names.map(name => `${path}${name}`)
