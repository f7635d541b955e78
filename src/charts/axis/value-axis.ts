import type { Unit } from '#src/domain/kpis/kpi.ts'

/** The range of values that a plot shows, and where its grid lines stand. */
export interface ValueAxis {
  readonly bottom: number
  readonly top: number
  readonly ticks: readonly number[]
}

const wantedTicks = 4

/**
 * The axis for some values. It starts at zero where a comparison of heights would deceive otherwise: amounts unless
 * they hardly vary, everything else only when zero is near anyway. `scale` is how many units make one that is written
 * (100 for money in cents), so that the ticks are round as written; `whole` forbids fractions of that.
 */
export function valueAxis(values: readonly number[], unit: Unit, scale: number): ValueAxis {
  const finite = values.filter(Number.isFinite).map(value => value / scale)
  const [low, high] = rangeOf(finite, unit)
  const step = niceStep((high - low) / wantedTicks, isWhole(unit))
  const first = Math.floor(low / step + tolerance)
  const last = Math.ceil(high / step - tolerance)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step * scale)
  return { bottom: first * step * scale, top: last * step * scale, ticks }
}

// Keeps 0.30000000000000004 from counting as a step more.
const tolerance = 1e-9

function rangeOf(values: readonly number[], unit: Unit): readonly [number, number] {
  if (values.length === 0) return [0, emptyTop(unit)]
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (low === 0 && high === 0) return [0, emptyTop(unit)]
  if (high - low < minSpread(unit) * Math.max(Math.abs(low), Math.abs(high)) && high > low) return padded(low, high)
  return [Math.min(0, low), Math.max(0, high)]
}

function emptyTop(unit: Unit): number {
  return unit === 'ratio' ? 0.01 : unit === 'stars' ? 5 : 4
}

// Judgement: amounts that stay within 8 % look flat from zero; a rate's own movement is the story, so it is zoomed
// into below 40 %.
function minSpread(unit: Unit): number {
  return isAmount(unit) ? 0.08 : 0.4
}

function padded(low: number, high: number): readonly [number, number] {
  const room = (high - low) * 0.15
  const bottom = low - room
  return [low >= 0 ? Math.max(0, bottom) : bottom, high + room]
}

function isAmount(unit: Unit): boolean {
  return unit === 'money' || unit === 'count' || unit === 'number'
}

function isWhole(unit: Unit): boolean {
  return unit === 'count'
}

function niceStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find(one => one * power >= rough * (1 - tolerance)) ?? 10
  const step = factor * power
  if (!whole) return step
  return step < 1 ? 1 : Math.ceil(step)
}
