import Big from 'big.js'

/** What is added up: a measure and its place in the list of sums. */
export interface Summand {
  readonly id: string
  readonly place: number
}

/** Exact sums of decimals by measure. */
export interface Sums {
  /** Adds a whole number of at most 15 digits. */
  readonly addWhole: (measure: Summand, whole: number) => void
  readonly addDecimal: (measure: Summand, decimal: string) => void
  /** JSON text of all sums; their measures are added to `ids`. */
  readonly json: (ids: Set<string>) => string
}

interface Sum {
  readonly id: string
  /** Whole numbers that a double holds exactly. */
  whole: number
  /** The rest. */
  other: Big | null
}

/** Adding one more number of 15 digits to this is still exact. */
const highest = Number.MAX_SAFE_INTEGER - 1e15

/** Whole numbers are added as doubles while that is exact; everything else as decimals. */
export function createSums(): Sums {
  const sums: (Sum | undefined)[] = []
  const sumOf = ({ id, place }: Summand) => {
    const known = sums[place]
    if (known) return known
    while (sums.length < place) sums.push(undefined)
    const sum: Sum = { id, whole: 0, other: null }
    sums[place] = sum
    return sum
  }
  return {
    addWhole(measure, whole) {
      const sum = sumOf(measure)
      sum.whole += whole
      if (sum.whole <= highest) return
      sum.other = (sum.other ?? Big(0)).plus(sum.whole)
      sum.whole = 0
    },
    addDecimal(measure, decimal) {
      const sum = sumOf(measure)
      sum.other = (sum.other ?? Big(0)).plus(decimal)
    },
    json(ids) {
      const pairs: string[] = []
      for (const sum of sums) {
        if (!sum) continue
        ids.add(sum.id)
        pairs.push(`"${sum.id}":${sum.other ? sum.other.plus(sum.whole).toFixed() : sum.whole}`)
      }
      return `{${pairs.join(',')}}`
    },
  }
}
