import { showValue } from '#src/cards/figure-cells.ts'
import { dotted } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { DayKind } from '#src/domain/baseline/day-type.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { ruleForm } from './rule-form.ts'
import { previewTexts as texts } from './rule-preview-texts.ts'
import { ruleText } from './rule-texts.ts'

/** A day on which a rule would have spoken. */
export interface ShownFiring {
  readonly day: string
  readonly value: number
  readonly dayKind: DayKind
  /** Named where a rule looks at several stores. */
  readonly place: Localized | null
  /** ISO 4217 for money, else `null`. */
  readonly currency: string | null
  /** Another alert would have said it already. */
  readonly isExplained: boolean
}

/** A quieter rule, and what it makes of the alerts that people judged. */
export interface ShownMilder {
  readonly rule: RuleDraft
  readonly wrong: number
  readonly dropped: number
  readonly right: number
  /** Types the quieter rule. */
  readonly line: string
}

/** What a rule would have said. */
export interface RulePreview {
  readonly rule: RuleDraft
  readonly kpi: Kpi
  readonly place: Localized
  readonly firings: readonly ShownFiring[]
  /** Days that events and closures took. */
  readonly heldDays: number
  /** Days on which its alerts would have stood, those that began and ended them included. */
  readonly stoodDays: number
  readonly judgedDays: number
  readonly days: number
  /** The day on which it is tried, for the year of the days listed. */
  readonly today: string
  /** The alerts of these days, and how many of them were called false. */
  readonly alerts: number
  readonly wrong: number
  readonly milder: ShownMilder | null
  /** Rates at which its line is held against other currencies today. */
  readonly rates: readonly RateUsed[]
  /** The number of a rule that watches already; `null` for one that is new. */
  readonly id: number | null
  /** What saves it; `null` for one that watches already. */
  readonly save: string | null
}

/** Days that are listed one by one; more are counted (judgement: what a phone shows). */
const maxListed = 12

/** What a rule would have said in the past: before it is saved, or to mend one that is noisy. */
export function rulePreviewCard(preview: RulePreview): Card {
  const { rule, kpi, place, id } = preview
  return {
    title: dotted([id === null ? texts.preview : fill(texts.known, { id }), kpi.label, place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: ruleText(rule, kpi) },
      ...(rule.owner ? [{ type: 'text', text: fill(texts.owner, { name: verbatim(rule.owner.name) }) } as const] : []),
      { type: 'text', text: verdict(preview) },
      ...listed(preview),
      ...answered(preview),
      ...smallPrint(preview).map(text => ({ type: 'text', style: 'muted', text }) as const),
      { type: 'actions', actions: actions(preview) },
    ],
  }
}

function actions({ rule, save, milder, id }: RulePreview): readonly Action[] {
  return [
    ...(milder
      ? [{ label: id === null ? texts.saveMilder : texts.useMilder, line: milder.line, style: 'primary' } as const]
      : []),
    ...(save === null ? [] : [{ label: texts.save, line: save, style: milder ? 'plain' : 'primary' } as const]),
    ...(id === null
      ? [ruleForm(texts.change, rule)]
      : [{ label: texts.stop, line: `rule stop ${id}`, style: 'danger' } as const]),
  ]
}

function verdict({ rule, firings, judgedDays, days }: RulePreview): Localized {
  if (rule.parameters.kind === 'late') return texts.clock
  if (judgedDays === 0) return fill(texts.nothing, { days })
  const count = firings.length
  if (count === 0) return fill(texts.never, { days })
  const holidays = firings.filter(({ dayKind }) => isFree(dayKind)).length
  const fired = fill(count === 1 ? texts.firedOnce : texts.fired, { count, days })
  if (holidays === 0) return fired
  const which = count === 1 ? texts.onAHoliday : holidays === count ? texts.allHolidays : texts.ofThem
  return joined(fired, fill(which, { holidays }))
}

function joined(...parts: readonly Localized[]): Localized {
  return localized(locale => parts.map(part => part[locale]).join(locale === 'en' ? ' ' : ''))
}

function isFree(kind: DayKind): boolean {
  return kind === 'holiday' || kind === 'closed'
}

function listed({ firings, kpi, today }: RulePreview): readonly Block[] {
  if (firings.length === 0) return []
  const dayText = (day: string) => formatDay(day, { readOn: today })
  const items = firings.slice(-maxListed).map(({ day, value, place, dayKind, currency, isExplained }) =>
    fill(isFree(dayKind) ? texts.onHoliday : isExplained ? texts.onExplained : texts.on, {
      day: place ? dotted([dayText(day), place]) : dayText(day),
      value: showValue(value, kpi, currency),
    }),
  )
  const rest = firings.length - items.length
  const heading = rest > 0 ? fill(texts.latestDays, { count: items.length }) : texts.days
  return [{ type: 'list', heading, items, folded: true }]
}

/** What people called the alerts there, and the line that fits their answers better. */
function answered({ alerts, wrong, milder, kpi }: RulePreview): readonly Block[] {
  if (wrong === 0) return []
  const said = fill(alerts === 1 ? texts.onlyOneWrong : wrong === 1 ? texts.oneWrong : texts.wrong, { alerts, wrong })
  if (!milder) return [{ type: 'text', text: said }]
  const { dropped, right } = milder
  const better = fill(texts.milder, { rule: ruleText(milder.rule, kpi) })
  const outcome = fill(right === 0 ? texts.milderOut : texts.milderKeeps, { dropped, wrong: milder.wrong, right })
  return [
    { type: 'text', text: said },
    { type: 'text', style: 'strong', text: better },
    { type: 'text', text: outcome },
  ]
}

function smallPrint({ rule, heldDays, stoodDays, rates, firings }: RulePreview): readonly Localized[] {
  const explained = firings.filter(({ isExplained }) => isExplained).length
  const shown = rates.map(({ from, to, rate, since }) =>
    fill(texts.rate, { from, to, rate, since: formatDay(since, { year: true, weekday: false }) }),
  )
  const tried = rule.parameters.kind !== 'late' && firings.length > 0
  return [
    ...(stoodDays > firings.length * 2 ? [fill(texts.stood, { count: stoodDays })] : []),
    ...(explained > 0 ? [fill(explained === 1 ? texts.explainedOnce : texts.explained, { count: explained })] : []),
    ...(heldDays > 0 ? [fill(heldDays === 1 ? texts.heldOnce : texts.held, { count: heldDays })] : []),
    ...(shown.length > 0 ? [fill(texts.rates, { rates: join(shown) })] : []),
    ...(tried ? [texts.notReplayed] : []),
  ]
}

/** How often a rule's alerts were called false, for lists. */
export function noiseText(id: number, { alerts, wrong }: Pick<RulePreview, 'alerts' | 'wrong'>): Localized {
  return joined(verbatim(`#${id}:`), fill(wrong === 1 ? texts.oneWrong : texts.wrong, { alerts, wrong }))
}
