import Big from 'big.js'

/** Exact sums of decimals by measure. */
export interface Sums {
  readonly add: (id: string, decimal: string) => void
  /** JSON text of all sums; their measures are added to `ids`. */
  readonly json: (ids: Set<string>) => string
}

interface Sum {
  /** Whole numbers that a double holds exactly. */
  whole: number
  /** The rest. */
  other: Big | null
}

/** Whole numbers are added as doubles while they are exact; everything else as decimals. */
export function createSums(): Sums {
  const sums = new Map<string, Sum>()
  return {
    add(id, decimal) {
      const sum = sums.get(id)
      const number = Number(decimal)
      const whole = (sum?.whole ?? 0) + number
      const isExact = Number.isSafeInteger(number) && Number.isSafeInteger(whole)
      if (isExact) {
        if (sum) sum.whole = whole
        else sums.set(id, { whole, other: null })
        return
      }
      const other = (sum?.other ?? Big(0)).plus(decimal)
      sums.set(id, { whole: sum?.whole ?? 0, other })
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
