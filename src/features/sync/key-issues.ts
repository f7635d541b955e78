import type { z } from 'zod'

/** What is wrong with a key of a file or a form. */
export interface KeyIssue {
  /** Names with dots between; empty: the keys as a whole. */
  readonly key: string
  readonly kind: 'missing' | 'unusable'
  /** What the connector itself says about it; empty: nothing. */
  readonly hint: string
}

type Issue = z.core.$ZodIssue

/** What is wrong with keys, by their names. */
export function keyIssues(error: z.ZodError, given: unknown): readonly KeyIssue[] {
  return error.issues.flatMap(alternative).map(issue => {
    const isMissing = issue.code !== 'custom' && valueAt(given, issue.path) === undefined
    const isSaid = issue.code === 'custom' || issue.code === 'invalid_format'
    return {
      key: issue.path.map(String).join('.'),
      kind: isMissing ? 'missing' : 'unusable',
      hint: isSaid && !/^Invalid/.test(issue.message) ? issue.message : '',
    }
  })
}

/** Of several forms that keys may have, what is wrong with the nearest. */
function alternative(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.path.length > 0) return [issue]
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length)
  return nearest && nearest.length > 0 ? nearest.flatMap(alternative) : [issue]
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    given,
  )
}
