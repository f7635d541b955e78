import { formatPercent } from '#src/i18n/format/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What a value is held against: a value to reach (or to stay under), or a band with one or two ends. */
export interface Aim {
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  /** The worst value that is still accepted, for KPIs that may be negative such as a profit: it attains 0. */
  readonly worst?: number | null
}

/** One KPI cannot hide the others: its attainment stops at 120 % (practice of scorecards and bonus tables). */
export const maxAttainment = 1.2

/**
 * How far a target is met: 1 exactly, clamped to 0–1.2; `null` when the value or the target is missing.
 * Higher is better: value / target. Lower is better: 2 − value / target, so that half of it is still capped at 1.2 and
 * twice as much gives 0. Inside a band 1, outside it less by the distance over the width of the band. With a worst
 * accepted value: (value − worst) / (target − worst), in both directions.
 */
export function attainment(
  value: number | null,
  aim: Aim | number | null,
  better: 'higher' | 'lower' | 'band',
  most: number = maxAttainment,
): number | null {
  if (value === null || aim === null) return null
  const { value: target, low = null, high = null, worst = null } = typeof aim === 'number' ? { value: aim } : aim
  if (low !== null || high !== null) return clamp(inBand(value, low, high), most)
  if (target === null) return null
  if (worst !== null && worst !== target) return clamp((value - worst) / (target - worst), most)
  return clamp(
    better === 'lower' ? lower(value, target) : better === 'higher' ? higher(value, target) : near(value, target),
    most,
  )
}

function higher(value: number, target: number): number {
  if (target > 0) return value / target
  if (target === 0) return value >= 0 ? 1 : 0
  return 2 - value / target
}

/** For a target of zero, such as no violations, only zero meets it: there is no scale for how far beyond it is. */
function lower(value: number, target: number): number {
  if (target > 0) return 2 - value / target
  if (target === 0) return value <= 0 ? 1 : 0
  return value / target
}

/** A KPI that should neither rise nor fall, with a single target: less by the relative distance. */
function near(value: number, target: number): number {
  if (target === 0) return value === 0 ? 1 : 0
  return 1 - Math.abs(value - target) / Math.abs(target)
}

/**
 * Outside a band the tolerance is its width; a band with one end, or without width, has a fifth of that end
 * (judgement: the same fifth below which a target counts as missed).
 */
function inBand(value: number, low: number | null, high: number | null): number {
  const distance = low !== null && value < low ? low - value : high !== null && value > high ? value - high : 0
  if (distance === 0) return 1
  const width = low !== null && high !== null ? high - low : 0
  const tolerance = width > 0 ? width : Math.abs(high ?? low ?? 0) / 5
  return tolerance === 0 ? 0 : 1 - distance / tolerance
}

function clamp(attained: number, most: number): number {
  return Math.min(most, Math.max(0, attained))
}

/** How a figure stands against its target: met, short of it by less than a fifth, or by more. */
export type AttainmentLevel = 'met' | 'near' | 'missed'

/** From so much on a target is nearly met, below it is missed: colour practice of scorecards, 80–99 % yellow. */
export const nearFrom = 0.8

/** Binary fractions leave less than this: 0.28 of 0.35 is four fifths. */
const grain = 1e-9

/** Whether an attainment is below a line, decided as it is shown: 79.99 % is below 80 %. */
export function isBelow(attained: number, line: number): boolean {
  return attained < line - grain
}

/** The standing of an attainment: the only place where cards, pictures and alerts take it from. */
export function standingOf(attained: number): AttainmentLevel {
  if (!isBelow(attained, 1)) return 'met'
  return isBelow(attained, nearFrom) ? 'missed' : 'near'
}

/**
 * An attainment as it is shown: rounded down to whole percent, so that 99.6 % is not met and does not read 100 %, nor
 * 79.9 % like 80 %. Below one percent with a tenth, so that something never reads as nothing.
 */
export function attainmentText(attained: number): Localized {
  const percent = attained * 100 + 100 * grain
  if (percent >= 1 || attained <= 0) return formatPercent(Math.floor(percent) / 100, 0)
  const tenths = Math.floor(percent * 10)
  return tenths > 0 ? formatPercent(tenths / 1000, 1) : underTenth
}

const underTenth: Localized = { en: 'under 0.1%', ja: '0.1%未満', 'zh-CN': '不足0.1%' }
