import Big from 'big.js'

/** Exact sums of decimals by measure. */
export interface Sums {
  /** Adds a whole number of at most 15 digits. */
  readonly addWhole: (id: string, whole: number) => void
  readonly addDecimal: (id: string, decimal: string) => void
  /** JSON text of all sums; their measures are added to `ids`. */
  readonly json: (ids: Set<string>) => string
}

interface Sum {
  /** Whole numbers that a double holds exactly. */
  whole: number
  /** The rest. */
  other: Big | null
}

/** Adding one more number of 15 digits to this is still exact. */
const highest = Number.MAX_SAFE_INTEGER - 1e15

/** Whole numbers are added as doubles while that is exact; everything else as decimals. */
export function createSums(): Sums {
  const sums = new Map<string, Sum>()
  const sumOf = (id: string) => {
    const known = sums.get(id)
    if (known) return known
    const sum: Sum = { whole: 0, other: null }
    sums.set(id, sum)
    return sum
  }
  return {
    addWhole(id, whole) {
      const sum = sumOf(id)
      sum.whole += whole
      if (sum.whole <= highest) return
      sum.other = (sum.other ?? Big(0)).plus(sum.whole)
      sum.whole = 0
    },
    addDecimal(id, decimal) {
      const sum = sumOf(id)
      sum.other = (sum.other ?? Big(0)).plus(decimal)
    },
    json(ids) {
      const pairs: string[] = []
      for (const [id, { whole, other }] of sums) {
        ids.add(id)
        pairs.push(`"${id}":${other ? other.plus(whole).toFixed() : whole}`)
      }
      return `{${pairs.join(',')}}`
    },
  }
}
