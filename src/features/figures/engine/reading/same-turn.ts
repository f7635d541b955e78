/**
 * Questions that come up in the same turn of the event loop are put together into one: parts of an answer are worked out
 * side by side, and most of them ask for nearly the same. `alike`: whether an open question takes another one in.
 */
export function inOneTurn<Query, Answer>(
  ask: (query: Query) => Promise<Answer>,
  alike: (open: Query, other: Query) => Query | null,
): (query: Query) => Promise<Answer> {
  const open: Open<Query, Answer>[] = []
  return query => {
    for (const one of open) {
      const both = alike(one.query, query)
      if (both === null) continue
      one.query = both
      return one.answer
    }
    const one: Open<Query, Answer> = {
      query,
      answer: new Promise<void>(resolve => setImmediate(resolve)).then(() => {
        open.splice(open.indexOf(one), 1)
        return ask(one.query)
      }),
    }
    open.push(one)
    return one.answer
  }
}

interface Open<Query, Answer> {
  query: Query
  readonly answer: Promise<Answer>
}

/** All of two lists, each once. */
export function allOf<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return [...new Set([...some, ...others])]
}
