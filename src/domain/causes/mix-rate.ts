/** A group, such as a store, of a ratio: what stands above and below in it, before and after. */
export interface RatioGroup {
  readonly over: readonly [before: number, after: number]
  readonly under: readonly [before: number, after: number]
}

/** What a group contributed to the change of the ratio of all: by its own ratio, and by its weight among the groups. */
export interface GroupEffect {
  readonly rate: number
  readonly mix: number
}

/**
 * Takes the change of a ratio over groups apart, in the symmetric form (KPI reference section 7.3): for each group what
 * comes from its own ratio and what from its share of the denominator. All effects add up to the change, so that “every
 * store up, total down” is seen as mix. A group that exists on one side only has no ratio on the other: all of it is mix.
 * `null` where the denominator of all is zero on a side.
 */
export function mixAndRate(groups: readonly RatioGroup[]): readonly GroupEffect[] | null {
  const sum = (pick: (group: RatioGroup) => number) => groups.reduce((all, group) => all + pick(group), 0)
  const [d0, d1] = [sum(({ under }) => under[0]), sum(({ under }) => under[1])]
  if (d0 === 0 || d1 === 0) return null
  const mean = (sum(({ over }) => over[0]) / d0 + sum(({ over }) => over[1]) / d1) / 2
  return groups.map(group => effectOf(group, d0, d1, mean))
}

function effectOf({ over, under }: RatioGroup, d0: number, d1: number, mean: number): GroupEffect {
  const [m0, m1] = [under[0] / d0, under[1] / d1]
  if (under[0] === 0 || under[1] === 0) {
    // an amount above nothing has no ratio: it counts as it stands in the ratio of all
    const whole = over[1] / d1 - over[0] / d0 - mean * (m1 - m0)
    return { rate: 0, mix: whole }
  }
  const [r0, r1] = [over[0] / under[0], over[1] / under[1]]
  return { rate: ((m0 + m1) / 2) * (r1 - r0), mix: ((r0 + r1) / 2 - mean) * (m1 - m0) }
}
