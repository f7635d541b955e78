import { periodWord, line as words } from '#src/cards/lines.ts'
import { demoTitled, dotted } from '#src/cards/titles.ts'
import { names } from '#src/cards/unbounded-text.ts'
import type { Action, Block, Card, Cell, Tone } from '#src/chat/card.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { NextPoints } from '#src/domain/scoring/next-points.ts'
import type { ScoredLine, ScoreResult } from '#src/domain/scoring/score.ts'
import { shownPoints } from '#src/domain/scoring/shown-points.ts'
import { attainmentText, standingOf } from '#src/domain/targets/attainment.ts'
import type { BrokenLine } from '#src/features/scoring/broken-lines.ts'
import type { Corrections } from '#src/features/scoring/corrections.ts'
import type { GoalOrigin } from '#src/features/scoring/goals.ts'
import { formatDay, formatPercent } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { knownText, type LineWords, lineWords, ofText, pointsText } from './line-words.ts'
import { scoreTexts as texts } from './score-texts.ts'

/** A line of the card. */
export interface ShownLine {
  readonly scored: ScoredLine
  readonly kpi: Kpi | null
  /** Where it counts, if its KPI stands in several lines; `null`: it stands in one. */
  readonly where: Localized | null
  /** The place by which an address asks for it; `null`: several, or all that the subject has. */
  readonly place: PlaceKey | null
  readonly currency: string | null
  readonly origin: GoalOrigin
  /** Measures that its value lacks, such as parts of the costs: it may look better than it is. */
  readonly lacking: readonly string[]
  /** It is what the marketplace counts itself over a window of its own. */
  readonly ownWindow: boolean
}

/** A score as it is shown. */
export interface ShownScore {
  readonly name: Localized
  /** The words of a line that ask for this subject, such as `@ken` or `team "East"`. */
  readonly asked: string
  readonly period: Period
  /** `null`: the targets that somebody owns. */
  readonly template: Localized | null
  readonly lines: readonly ShownLine[]
  readonly result: ScoreResult
  readonly broken: readonly (BrokenLine & { readonly storeName: Localized; readonly kpi: Kpi | null })[]
  readonly gate: number | null
  readonly leftOut: readonly Localized[]
  readonly next: readonly NextPoints[]
  /** When it was closed and until when the person may object; `null`: it is not closed. */
  readonly closed: {
    readonly id: number
    readonly at: Date
    readonly state: 'closed' | 'objected' | 'reopened'
    readonly objectUntil: Date
    readonly mayObject: boolean
  } | null
  /** Figures that changed after the close: listed, not applied; `null`: none. */
  readonly corrections: Corrections | null
  readonly mayClose: boolean
  readonly zone: string
  readonly demo: boolean
}

/** The score, each point of it explained, and what would bring five more. */
export function scoreCard(score: ShownScore): Card {
  const { name, period, result } = score
  return {
    title: demoTitled(dotted([texts.title, name, period.label]), score.demo),
    tone: toneOf(result),
    blocks: [
      { type: 'text', style: 'strong', text: headline(score) },
      ...notes(score),
      ...(score.lines.length > 0 ? [table(score)] : []),
      ...listed(texts.corrected, correctedTexts(score)),
      ...listed(texts.broken, score.broken.map(brokenText)),
      ...listed(texts.lacking, lackingTexts(score)),
      ...listed(texts.ownWindow, ownWindowTexts(score)),
      ...listed(texts.notCounted, notCounted(score)),
      ...listed(
        fill(texts.next, { points: 5 }),
        score.next.slice(0, 3).map(one => nextText(one, score)),
      ),
      { type: 'actions', actions: actionsOf(score) },
    ],
  }
}

function toneOf({ score, complete, gated }: ScoreResult): Tone {
  if (score === null || !complete) return 'info'
  if (gated || score < 80) return 'bad'
  return score < 100 ? 'warning' : 'good'
}

function headline({ result }: ShownScore): Localized {
  const { score, known, complete } = result
  if (score === null) return texts.nothing
  const points = pointsText(score)
  return complete ? fill(texts.score, { points }) : fill(texts.incomplete, { points, known: knownText(known) })
}

function notes({ result, gate, template, closed, zone, lines }: ShownScore): readonly Block[] {
  const said: Localized[] = []
  if (result.gated && gate !== null) said.push(fill(texts.gated, { gate, points: pointsText(result.ungated) }))
  if (closed && closed.state !== 'reopened') said.push(closedText(closed, zone))
  else if (closed) said.push(texts.reopened)
  else if (result.provisional) said.push(texts.provisional)
  said.push(template ? fill(texts.by, { template }) : texts.byTargets)
  if (lines.some(({ origin }) => origin === 'template')) said.push(texts.fromTemplate)
  return said.map(text => ({ type: 'text', style: 'muted', text }))
}

function closedText({ at, state, objectUntil }: NonNullable<ShownScore['closed']>, zone: string): Localized {
  const day = formatDay(localDay(at, zone), { year: true })
  if (state === 'objected') return fill(texts.objected, { day })
  return fill(texts.closed, { day, until: formatDay(localDay(objectUntil, zone), { year: true }) })
}

function table({ lines, result }: ShownScore): Block {
  const shown = shownPoints(result)
  return {
    type: 'table',
    columns: [
      { label: texts.kpi },
      { label: texts.value, align: 'end' },
      { label: texts.target, align: 'end' },
      { label: texts.reached, align: 'end' },
      { label: texts.points, align: 'end' },
    ],
    rows: lines.map((one, at) =>
      row(one, result.lines[at], ofText(shown.points[at] ?? null, shown.worth[at] ?? null, shown.digits)),
    ),
  }
}

function row(line: ShownLine, counted: ScoreResult['lines'][number] | undefined, points: Localized): readonly Cell[] {
  const { scored, origin } = line
  const write = wordsOf(line)
  const goal = scored.aim ? write.goal(scored.aim) : null
  const attained = counted?.attained ?? null
  const dim = attained === null
  return [
    { text: write.label, ...(dim && { dim }) },
    { text: valueText(scored, write), ...(dim && { dim }) },
    goal ? { text: origin === 'template' ? fill(texts.starred, { goal }) : goal } : { text: texts.none, dim: true },
    attained === null
      ? { text: texts.none, dim: true }
      : { text: attainmentText(attained), tone: levels[standingOf(attained)] },
    { text: points, ...(dim && { dim }) },
  ]
}

/** What a line is called: its KPI, and where it counts if the same KPI stands in others. */
export function lineLabel(line: ShownLine): Localized {
  return wordsOf(line).label
}

function wordsOf({ scored, kpi, currency, where }: ShownLine): LineWords {
  const write = lineWords(scored.kpiId, kpi, currency)
  return where ? { ...write, label: dotted([write.label, where]) } : write
}

function valueText({ unbounded, value }: ScoredLine, write: LineWords): Localized {
  return unbounded ? texts.overNothing : write.value(value)
}

const levels = { met: 'good', near: 'warning', missed: 'bad' } as const

function notCounted({ lines, result, leftOut }: ShownScore): readonly Localized[] {
  const why = lines.flatMap((line, at) => {
    const reason = result.lines[at]?.why
    return reason ? [fill(texts.why[reason], { kpi: lineLabel(line), weight: line.scored.weight })] : []
  })
  return [...why, ...leftOut.map(kpi => fill(texts.left, { kpi }))]
}

function brokenText({ storeName, kpi, kpiId, value, limit }: ShownScore['broken'][number]): Localized {
  const write = lineWords(kpiId, kpi, null)
  const shown = kpi?.unit === 'ratio' ? formatPercent(limit) : write.value(limit)
  return fill(texts.brokenLine, {
    store: storeName,
    kpi: write.label,
    value: write.value(value),
    limit: shown,
  })
}

/** KPIs that count although parts of them, such as costs, never came. */
function lackingTexts({ lines, result }: ShownScore): readonly Localized[] {
  return lines.flatMap((line, at) => {
    const { kpi, lacking } = line
    const counts = (result.lines[at]?.attained ?? null) !== null
    return kpi && counts && lacking.length > 0
      ? [fill(texts.lackingLine, { kpi: lineLabel(line), parts: names(lacking) })]
      : []
  })
}

/** KPIs that nobody tells by days, so that the marketplace's own count stands in. */
function ownWindowTexts({ lines, result }: ShownScore): readonly Localized[] {
  return lines.flatMap((line, at) => {
    const counts = (result.lines[at]?.attained ?? null) !== null
    return line.kpi && line.ownWindow && counts ? [lineLabel(line)] : []
  })
}

/** What changed since the close, and what the score would be. */
function correctedTexts({ corrections, lines }: ShownScore): readonly Localized[] {
  if (!corrections) return []
  const changed = corrections.changed.map(({ line: at, kpiId, kept, now }) => {
    const line = lines[at]
    const write = line ? wordsOf(line) : lineWords(kpiId, null, null)
    return fill(texts.correctedLine, { kpi: write.label, kept: write.value(kept), now: write.value(now) })
  })
  return [...changed, fill(texts.wouldBe, { points: pointsText(corrections.score) })]
}

function nextText({ line: at, kpiId, value }: NextPoints, { lines }: ShownScore): Localized {
  const line = lines[at]
  const write = line ? wordsOf(line) : lineWords(kpiId, null, null)
  const now = write.value(line?.scored.value ?? null)
  return fill(texts.nextLine, { kpi: write.label, value: write.value(value), now })
}

function listed(heading: Localized, items: readonly Localized[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', heading, items }]
}

function actionsOf({ asked, period, closed, mayClose }: ShownScore): readonly Action[] {
  const month = periodWord(period)
  const open = closed === null || closed.state === 'reopened'
  return [
    { label: texts.rank, line: words('rank', month) },
    { label: texts.check, line: words('score check', asked) },
    ...(mayClose && open ? [closeAction(asked, month)] : []),
    ...(closed?.mayObject ? [objectAction(closed.id)] : []),
  ]
}

function closeAction(asked: string, month: string): Action {
  return { label: texts.close, line: words('score close', asked, month), confirm: texts.closeConfirm }
}

/** Asks why somebody does not agree with their score. */
export function objectAction(id: number): Action {
  return {
    label: texts.object,
    line: `score object ${id} {reason}`,
    form: {
      title: texts.objectTitle,
      submit: texts.object,
      fields: [{ name: 'reason', label: texts.objectReason, kind: 'text' }],
    },
  }
}
