import { shownAttainment } from '#src/cards/attained.ts'
import { changeText, goalText, showValue } from '#src/cards/figure-cells.ts'
import { noteAction, trendAction } from '#src/cards/lines.ts'
import { notesList, type ShownNote } from '#src/cards/notes-list.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Fact, Tone } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import type { ChartShade } from '#src/domain/chart.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlatformLimit } from '#src/domain/limits/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { smallPrint } from '#src/features/figures/index.ts'
import type { MentionedPeople } from '#src/features/people/index.ts'
import { formatDateTime, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import {
  acknowledgeAction,
  causeAction,
  falseAlarmAction,
  historyAction,
  resolveAction,
  snoozeAction,
  wakeAction,
  whyAlertAction,
} from './alert-actions.ts'
import { adviceFor } from './alert-advice.ts'
import { alertTexts as texts } from './alert-texts.ts'
import { askedBlocks } from './asked-blocks.ts'
import { alertValue, findingLabel, findingNotes, findingState, findingSummary } from './finding-lines.ts'

/** An alert with the numbers around it. */
export interface AlertView {
  readonly alert: Alert
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  /** The marketplace's line that was crossed; `null` where a target was missed. */
  readonly limit: PlatformLimit | null
  /** The day, or the window of the limit, as it stands now; `null` when it cannot be read any more. */
  readonly figure: Figure | null
  /** The figure is the marketplace's own, over a window that it counts itself; absent: ours. */
  readonly ownWindow?: boolean
  readonly series: Series
  /** The day on which the card is made: other years are written. */
  readonly today: Day
  readonly notes: readonly ShownNote[]
  readonly shades: readonly ChartShade[]
  /** Who is asked; absent: the owner. */
  readonly asked?: MentionedPeople
  /** Why it stands, where a rule of its own found it; absent for targets and a marketplace's lines. */
  readonly finding?: Finding
  /** Where it is written how the KPI is worked on; absent: nowhere. */
  readonly procedure?: { readonly title: string; readonly url: string }
}

/** One problem: what is wrong, since when, whose it is, what to do; later who took it on and why, and that it is over. */
export function alertCard(view: AlertView): Card {
  const { alert, kpi, place, series, notes, shades, figure } = view
  const open = alert.state === 'open' && alert.snoozedUntil === null
  const asked = view.asked ?? { mentioned: alert.owner ? [alert.owner] : [], later: [] }
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: summary(view) },
    ...(open ? askedBlocks(asked) : []),
    { type: 'facts', facts: facts(view) },
    ...handledBlocks(view),
    ...(open ? [{ type: 'text', text: adviceFor(kpi) } as const] : []),
    ...procedureBlocks(view),
    trendImage({ series, notes, shades }),
    ...notesList(notes, view.today),
    ...(view.limit ? [{ type: 'text', style: 'muted', text: view.limit.source } as const] : []),
    ...(view.ownWindow ? [{ type: 'text', style: 'muted', text: texts.ownWindow } as const] : []),
    ...(view.finding ? findingNotes(view.finding, kpi) : []).map(
      text => ({ type: 'text', style: 'muted', text }) as const,
    ),
    ...(figure ? smallPrint([figure], { zone: zoneOf(view), named: true }) : []),
    { type: 'actions', actions: actions(view) },
  ]
  return { title: titled(dotted([kpi.label, place.label, stateText(view)]), [place]), tone: toneOf(alert), blocks }
}

/** Open ones are as bad as they are, taken ones are watched, and what is over is good. */
export function toneOf(alert: Pick<Alert, 'state' | 'severity'>): Tone {
  if (alert.state === 'resolved') return 'good'
  return alert.state === 'acknowledged' ? 'warning' : alert.severity
}

/** The state in a few words. */
export function stateText({ alert, limit, finding }: AlertView): Localized {
  if (alert.state === 'resolved')
    return alert.resolvedBy ? texts.closed : finding?.explained ? texts.explained : texts.recovered
  if (alert.snoozedUntil !== null) return texts.snoozed
  if (alert.state === 'acknowledged') return texts.taken
  if (finding) return findingState({ alert, finding })
  return limit ? texts.limitCrossed : texts.targetMissed
}

/** What is wrong in one sentence, with the numbers that the alert was judged by. */
export function summary({
  alert,
  kpi,
  limit,
  finding,
  figure,
  today,
}: Pick<AlertView, 'alert' | 'kpi' | 'limit' | 'finding' | 'figure' | 'today'>): Localized {
  if (finding && (alert.state !== 'resolved' || finding.kind === 'late'))
    return findingSummary({ alert, kpi, finding, today })
  const value = alertValue(alert, kpi, figure?.unbounded)
  const day = formatDay(alert.day, { readOn: today })
  if (alert.state === 'resolved') return fill(texts.nowFine, { kpi: kpi.label, value, day })
  if (limit) return fill(texts.overWindow, { kpi: kpi.label, value, days: limit.windowDays, limit: lineOf(alert, kpi) })
  return fill(texts.onDay, { kpi: kpi.label, value, day, limit: lineOf(alert, kpi) })
}

function lineOf({ limit, currency }: Alert, kpi: Kpi): Localized {
  return goalText({ value: limit, low: null, high: null }, kpi, currency) ?? words.none
}

function facts(view: AlertView): readonly Fact[] {
  const { alert } = view
  return [
    ...(view.finding?.kind === 'late' ? [] : numbers(view)),
    {
      label: texts.since,
      value: formatDay(alert.fromDay, { readOn: view.today }),
    },
    ...(alert.owner ? [{ label: words.owner, value: verbatim(alert.owner.name) }] : []),
  ]
}

function numbers({ alert, kpi, figure, limit, finding }: AlertView): readonly Fact[] {
  const share = figure && !limit && !finding ? shownAttainment(figure) : null
  const change = figure?.comparison?.change ?? null
  const label = finding ? findingLabel(finding) : limit ? texts.limit : words.target
  return [
    { label: words.value, value: alertValue(alert, kpi, finding?.unbounded ?? figure?.unbounded), tone: toneOf(alert) },
    { label, value: finding ? showValue(alert.limit, kpi, alert.currency) : lineOf(alert, kpi) },
    ...(share === null ? [] : [{ label: words.attainment, value: attainmentText(share) }]),
    ...(figure?.comparison && change !== null
      ? [{ label: words.change, value: changeText(figure.comparison, kpi) }]
      : []),
  ]
}

/** Who took it on, when and why; who closed it. What people wrote is a value, never a template. */
export function handledBlocks(view: AlertView): readonly Block[] {
  const { alert } = view
  const by = (name: string | undefined, at: Date | null, text: Localized): Localized[] =>
    name === undefined || at === null
      ? []
      : [
          fill(text, {
            name: verbatim(name),
            time: formatDateTime(at, zoneOf(view), { named: true, readOn: view.today }),
          }),
        ]
  const lines = [
    ...by(alert.acknowledgedBy?.name, alert.acknowledgedAt, texts.acknowledgedBy),
    ...(alert.reason === null ? [] : [fill(texts.reason, { reason: verbatim(alert.reason) })]),
    ...(alert.snoozedUntil === null
      ? []
      : [
          fill(texts.snoozedUntil, {
            time: formatDateTime(alert.snoozedUntil, zoneOf(view), { named: true, readOn: view.today }),
          }),
        ]),
    ...by(alert.resolvedBy?.name, alert.resolvedAt, texts.resolvedBy),
  ]
  return lines.map(text => ({ type: 'text', text }))
}

function actions(view: AlertView): readonly Action[] {
  const { alert, kpi, place, series } = view
  const trend = trendAction(kpi, place.place, series.period)
  const quiet = alert.snoozedUntil === null ? snoozeAction(alert) : wakeAction(alert)
  const explain = view.finding?.kind === 'late' ? [] : [whyAlertAction(alert)]
  const more = [quiet, falseAlarmAction(alert), resolveAction(alert)]
  switch (alert.state) {
    case 'open':
      return [acknowledgeAction(alert), causeAction(alert), ...explain, trend, ...more]
    case 'acknowledged':
      return [causeAction(alert), ...explain, trend, ...more, historyAction(alert)]
    default:
      return [trend, ...explain, noteAction(place.place, series.period, kpi), historyAction(alert)]
  }
}

/** The clock of the first store: everybody who reads the card sees the same time. */
/** How the KPI is worked on, where somebody wrote it down. */
function procedureBlocks({ procedure }: AlertView): readonly Block[] {
  if (!procedure) return []
  return [{ type: 'link', label: fill(texts.procedure, { title: verbatim(procedure.title) }), url: procedure.url }]
}

function zoneOf({ place }: AlertView): string {
  return place.stores[0]?.timeZone ?? 'UTC'
}
