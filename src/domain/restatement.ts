/** What was said of a KPI at a place. */
export interface SaidValue {
  /** Minor units for money, 0–1 for ratios; `null`: nothing was known. */
  readonly value: number | null
  /** How it stood against its target; `null`: not judged. */
  readonly standing: 'met' | 'near' | 'missed' | null
}

/** From this relative change on a number is worth saying again (judgement: below it nobody would decide otherwise). */
const minRelativeChange = 0.01

/**
 * Whether a number that was said has to be put right: it came, went, moved by a hundredth or more, or stands otherwise
 * against its target.
 */
export function isRestated(before: SaidValue, after: SaidValue): boolean {
  if (before.value === null || after.value === null) return before.value !== after.value
  if (before.value === after.value) return false
  if (before.standing !== after.standing) return true
  return Math.abs(after.value - before.value) >= minRelativeChange * Math.abs(before.value)
}
