import { showValue } from '#src/cards/figure-cells.ts'
import { line, periodWord, placeWord } from '#src/cards/lines.ts'
import { problemLines, ratesLine } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Fact } from '#src/chat/card.ts'
import { changeOf, reasonFrom } from '#src/domain/approvals/approval-rule.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { minorDigits } from '#src/domain/money.ts'
import { type Increment, increments } from '#src/domain/planning/suggest.ts'
import { formatDay, formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Suggested, SuggestQuestion } from './gather.ts'
import { dropTexts, incrementTexts, smartTexts, suggestTexts as texts } from './suggest-texts.ts'

/** A suggested target: the value, all that it was made from, what it asks for, five plain checks, and buttons. */
export function suggestCard(
  question: SuggestQuestion,
  found: Suggested,
  { inForce, blocks }: { readonly inForce: number | null; readonly blocks: readonly Block[] },
): Card {
  const { kpi, place, period } = question
  const title = titled(dotted([texts.title, kpi.label, place.label, period.label]), [place])
  if (found.value === null) {
    const text = kpi.better === 'band' ? texts.band : texts.nothing
    return {
      title,
      tone: 'warning',
      blocks: [{ type: 'text', text }, ...problemLines(found.problems), ...droppedList(found)],
    }
  }
  const shown = showValue(found.value, kpi, found.currency)
  return {
    title,
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: fill(texts.value, { value: shown }) },
      { type: 'facts', facts: factsOf(question, found) },
      ...droppedList(found),
      ...problemLines(found.problems),
      ...[ratesLine(ratesOf(found)) ?? []].flat(),
      { type: 'list', heading: texts.smart, items: smart(question, found, inForce) },
      ...blocks,
      { type: 'actions', actions: actionsOf(question, found, inForce) },
    ],
  }
}

/** The rates behind all amounts that the card shows. */
function ratesOf({ used, lastYear, best }: Suggested): readonly RateUsed[] {
  return [...used, ...(lastYear ? [lastYear] : []), ...(best ? [best] : [])].flatMap(({ rates }) => rates)
}

function factsOf({ kpi, increment }: SuggestQuestion, found: Suggested): readonly Fact[] {
  const { suggestion, used, lastYear, best, lines, needs, currency } = found
  const show = (value: number | null) => showValue(value, kpi, currency)
  const months = join(used.map(({ period }) => period.label))
  const facts: Fact[] = []
  if (suggestion) {
    facts.push({ label: texts.base, value: show(suggestion.base), detail: months })
    const season = suggestion.season === null ? texts.noSeason : verbatim(`× ${suggestion.season.toFixed(2)}`)
    if (kpi.unit === 'money' || kpi.unit === 'count') facts.push({ label: texts.season, value: season })
    facts.push({ label: texts.step, value: formatPercent(suggestion.step, 1), detail: incrementTexts[increment] })
  }
  if (lastYear) facts.push({ label: texts.lastYear, value: show(lastYear.value), detail: lastYear.period.label })
  if (best) facts.push({ label: texts.best, value: show(best.value), detail: best.period.label })
  for (const limit of lines) facts.push({ label: texts.line, value: show(limit.limit), detail: limit.source })
  if (needs) facts.push({ label: texts.needs, value: needsText(needs, currency) })
  return facts
}

function needsText(needs: NonNullable<Suggested['needs']>, currency: string | null): Localized {
  return fill(texts.needed, {
    sessions: formatValue(Math.ceil(needs.sessionsPerDay), 'count'),
    rate: formatPercent(needs.conversion),
    basket: formatValue(Math.round(needs.basket), 'money', currency),
  })
}

function droppedList({ dropped }: Suggested): readonly Block[] {
  if (dropped.length === 0) return []
  const items = dropped.map(({ month, why }) => fill(dropTexts[why], { month: month.label }))
  return [{ type: 'list', heading: texts.dropped, items }]
}

/** The five questions of a good target, each with its plain answer. */
function smart(
  { kpi, place, period }: SuggestQuestion,
  found: Suggested,
  inForce: number | null,
): readonly Localized[] {
  const change = changeOf(inForce ?? found.used[0]?.value, found.value)
  const jump = change !== null && Math.abs(change) > reasonFrom
  const specific = { kpi: kpi.label, place: place.label, period: period.label }
  const measurable = found.coverage >= 0.9 ? smartTexts.measurable : smartTexts.notMeasurable
  return [
    fill(smartTexts.specific, specific),
    fill(measurable, { share: formatPercent(found.coverage, 0) }),
    jump ? fill(smartTexts.jump, { change: formatPercent(change, 0) }) : achievable(kpi, found),
    smartTexts.relevant,
    fill(smartTexts.timed, {
      from: formatDay(period.from, { year: true }),
      to: formatDay(period.end, { year: true }),
      check: formatDay(`${period.from.slice(0, 8)}10`, { year: true }),
    }),
  ]
}

/** Against all months that are known; with too few of them against the best. */
function achievable(kpi: Kpi, { reach, best, value, currency }: Suggested): Localized {
  if (reach === null) {
    const sign = kpi.better === 'lower' ? -1 : 1
    const isBest = best?.value != null && value !== null && sign * value > sign * best.value
    return isBest ? smartTexts.best : smartTexts.few
  }
  return fill(smartTexts[reach.position], { limit: showValue(reach.limit, kpi, currency) })
}

function actionsOf(question: SuggestQuestion, found: Suggested, inForce: number | null): readonly Action[] {
  const { kpi, place, period, increment } = question
  const stem = line('target propose', kpi.id, placeWord(place.place), periodWord(period))
  const value = valueWord(found.value ?? 0, kpi, found.currency)
  const change = changeOf(inForce, found.value)
  const needsReason = (change !== null && Math.abs(change) > reasonFrom) || found.reach?.position === 'beyond'
  const propose: Action = {
    label: texts.propose,
    line: `${stem} {value} {owner} {reason}`,
    style: 'primary',
    form: {
      title: texts.propose,
      submit: texts.propose,
      fields: [
        { name: 'value', label: words.target, kind: 'number', initial: value },
        { name: 'owner', label: words.owner, kind: 'person', optional: true },
        { name: 'reason', label: texts.reason, kind: 'text', optional: !needsReason },
      ],
    },
  }
  const others = (Object.keys(increments) as Increment[]).filter(name => name !== increment) // keys of a constant
  const isStepped = found.suggestion?.step === increments[increment]
  const again = others.map(name => ({
    label: incrementTexts[name],
    line: line('target suggest', kpi.id, placeWord(place.place), periodWord(period), name),
  }))
  return [propose, ...(isStepped ? again : [])]
}

/** A value as a line types it: money in major units, rates in percent. */
export function valueWord(value: number, kpi: Kpi, currency: string | null): string {
  if (kpi.unit === 'money') return String(value / 10 ** minorDigits(currency ?? 'USD'))
  return kpi.unit === 'ratio' ? `${Number((value * 100).toPrecision(6))}%` : String(value)
}
