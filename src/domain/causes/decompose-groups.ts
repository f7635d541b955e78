import { type Effect, exactly } from './decompose.ts'
import { logMean } from './log-mean.ts'

/** What a group, such as a store, came to before and after: a size, and the factors by which it is multiplied. */
export interface Group {
  readonly size: readonly [before: number, after: number]
  /** By name, the same names in every group: value = size × factors. */
  readonly factors: Readonly<Record<string, readonly [before: number, after: number]>>
}

/** Amounts of groups that came or went, which have nothing to be compared with. */
export interface Entered {
  readonly before: number
  readonly after: number
}

/**
 * Takes the change of a total over groups apart: how much came from the size as a whole (`size`), from its distribution
 * over the groups (`mix`), and from each factor; groups that exist only before or after are one part (`entered`). Additive
 * LMDI-I with a weight for each group, so that all parts add up to the change of the total: a better rate of the total
 * that only comes from growth of a better store is told as mix. All numbers of a group must be positive.
 */
export function decomposeGroups(groups: readonly Group[], entered: Entered): readonly Effect[] {
  const [before, after] = [sizeOf(groups, 0), sizeOf(groups, 1)]
  const names = Object.keys(groups[0]?.factors ?? {})
  const sums = new Map<string, number>(['size', 'mix', ...names].map(name => [name, 0]))
  let change = entered.after - entered.before
  for (const group of groups) {
    const [then, now] = [worthOf(group, 0), worthOf(group, 1)]
    const weight = logMean(now, then)
    const add = (name: string, ratio: number) => sums.set(name, (sums.get(name) ?? 0) + weight * Math.log(ratio))
    add('size', after / before)
    add('mix', group.size[1] / after / (group.size[0] / before))
    for (const [name, [from, to]] of Object.entries(group.factors)) add(name, to / from)
    change += now - then
  }
  if (entered.before !== 0 || entered.after !== 0) sums.set('entered', entered.after - entered.before)
  const ids = [...sums.keys()]
  return exactly([...sums.values()], change).map((amount, at) => ({ id: ids[at] ?? '', amount }))
}

function sizeOf(groups: readonly Group[], at: 0 | 1): number {
  return groups.reduce((sum, { size }) => sum + size[at], 0)
}

function worthOf({ size, factors }: Group, at: 0 | 1): number {
  return Object.values(factors).reduce((value, factor) => value * factor[at], size[at])
}
