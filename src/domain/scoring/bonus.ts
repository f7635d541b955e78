import { Big } from 'big.js'

/** From so many points on a bonus of a percentage or of an amount (minor units). */
export interface BonusBand {
  readonly from: number
  /** Percent of whatever the company pays by; `null` where an amount is paid. */
  readonly percent: string | null
  /** Exact decimal of minor units; `null` where a percentage is paid. */
  readonly amount: string | null
}

/** The band that a score reaches; `null` below the lowest, and without a score. */
export function bandFor(bands: readonly BonusBand[], score: number | null): BonusBand | null {
  if (score === null) return null
  const reached = bands.filter(band => band.from <= score)
  return reached.reduce<BonusBand | null>((best, band) => (best === null || band.from > best.from ? band : best), null)
}

/** The bands from the lowest on; `null` where two begin at the same score or one is no number from 0 to 120. */
export function orderedBands(bands: readonly BonusBand[]): readonly BonusBand[] | null {
  const sorted = [...bands].sort((a, b) => a.from - b.from)
  const wrong = sorted.some(
    ({ from, percent, amount }, at) =>
      !(from >= 0 && from <= 120) || sorted[at + 1]?.from === from || new Big(percent ?? amount ?? '-1').lt(0),
  )
  return wrong ? null : sorted
}
