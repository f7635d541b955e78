import { showValue } from '#src/cards/figure-cells.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import { words } from '#src/cards/words.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import type { BaselineMethod } from '#src/domain/baseline/pool-days.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import { compareSigns } from '#src/domain/rules/compare.ts'
import { doubtfulRise } from '#src/domain/rules/default-rules.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import { formatChange, formatDay, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { findingTexts as texts } from './finding-texts.ts'

/** An alert of a rule, with why it stands. */
export interface Found {
  readonly alert: Pick<Alert, 'value' | 'limit' | 'currency' | 'day'>
  readonly kpi: Kpi
  readonly finding: Finding
  /** The day on which it is read. */
  readonly today: Day
}

/** The value of an alert; beyond every bound, what stood over nothing: `no ad sales on $500.00 of ad spend`. */
export function alertValue(
  { value, currency }: Pick<Alert, 'value' | 'currency'>,
  kpi: Kpi,
  unbounded: Unbounded | undefined,
): Localized {
  const endless = value !== null && !Number.isFinite(value)
  return endless && unbounded ? unboundedText(unbounded) : showValue(value, kpi, currency)
}

/** How far a value is from its limit: `−$400.00 (−40%)`, rates in points; a dash where there is no value, or no bound. */
export function gapText(
  { value, limit, currency }: Pick<Alert, 'value' | 'limit' | 'currency'>,
  { unit }: Pick<Kpi, 'unit'>,
): Localized {
  if (value === null || limit === null || !Number.isFinite(value)) return words.none
  const gap = value - limit
  if (unit === 'ratio') return formatChange(gap, 'points', unit)
  const amount = formatValue(gap, unit, currency)
  const signed = localized(locale => (gap > 0 ? `+${amount[locale]}` : amount[locale]))
  if (limit === 0) return signed
  return fill(texts.gap, { gap: signed, share: formatChange(gap / Math.abs(limit), 'relative') })
}

/** What is wrong in a few words. */
export function findingState({ finding, alert }: Pick<Found, 'finding' | 'alert'>): Localized {
  if (finding.kind === 'surge') {
    const low = (alert.value ?? 0) < (alert.limit ?? 0)
    if (finding.plain) return low ? texts.lower : texts.higher
    return low ? texts.unusuallyLow : texts.unusuallyHigh
  }
  return texts.states[finding.kind]
}

/** What the value is held against. */
export function findingLabel({ kind }: Finding): Localized {
  if (kind === 'surge') return texts.usual
  if (kind === 'target' || kind === 'streak') return words.target
  return kind === 'budget' ? texts.budgetLabel : texts.line
}

/** What is wrong in one sentence, with the numbers that it was judged by. */
export function findingSummary({ alert, kpi, finding, today }: Found): Localized {
  const show = (value: number | null | undefined) => showValue(value ?? null, kpi, alert.currency)
  const values = {
    kpi: kpi.label,
    value: finding.unbounded ? unboundedText(finding.unbounded) : show(alert.value),
    limit: limitText(finding, show(alert.limit)),
    day: formatDay(alert.day, { readOn: today }),
    days: finding.days ?? 1,
    landing: show(finding.landing),
    change: formatChange(finding.change ?? null, 'relative', 'count'),
    hours: finding.hours ?? 0,
    last: finding.lastDay ? formatDay(finding.lastDay, { readOn: today }) : words.none,
    name: verbatim(finding.event ?? ''),
  }
  return fill(sentenceOf(finding), values)
}

/** A line with the sign of its comparison: “the line is ≤ 3” breaks at 3. */
function limitText({ kind, compare }: Finding, limit: Localized): Localized {
  if (kind !== 'threshold' || compare === undefined) return limit
  return localized(locale => `${compareSigns[compare]} ${limit[locale]}`)
}

function sentenceOf(finding: Finding): Localized {
  if (finding.kind === 'late' && !finding.hours) return texts.complete
  if (finding.unbounded && finding.kind === 'threshold') return texts.sentences.unbounded
  if (finding.kind === 'threshold' && (finding.days ?? 1) > 1) return texts.sentences.window
  if (finding.kind === 'budget') return texts.budget[finding.landing === undefined ? 'share' : (finding.burn ?? 'slow')]
  return texts.sentences[finding.kind]
}

/** What it was compared with, what was expected because of an event, and what waits: the small print. */
export function findingNotes(finding: Finding, kpi: Kpi): readonly Localized[] {
  const { method, comparedWith, event, held, cases, defectsLeft } = finding
  const notes: Localized[] = []
  if (method) notes.push(fill(comparisons[method], { count: comparedWith ?? 0 }))
  if (finding.kind === 'surge' && event !== undefined) notes.push(fill(texts.event, { name: verbatim(event) }))
  if (finding.kind === 'surge' && kpi.unit === 'ratio' && (finding.change ?? 0) >= doubtfulRise) notes.push(texts.doubt)
  if (cases !== undefined && defectsLeft !== undefined)
    notes.push(fill(defectsLeft === 1 ? texts.oneLeft : texts.defectsLeft, { cases, count: defectsLeft }))
  if (finding.kind === 'late' && held) notes.push(texts.held)
  return notes
}

const comparisons: Readonly<Record<BaselineMethod, Localized>> = {
  'same-weekday': texts.sameWeekday,
  quarter: texts.sameWeekday,
  'all-days': texts.allDays,
  'same-event-day': texts.sameEventDay,
  'event-factor': texts.eventFactor,
}
