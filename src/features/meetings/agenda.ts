import { line, placeWord } from '#src/cards/lines.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { improvementText } from '#src/features/improvements/index.ts'
import { alertText, missedText, proposalText } from '#src/features/meetings/cards/pack-card.ts'
import { blanksFor } from './next-targets.ts'
import { isPointInside, type Pack } from './pack.ts'
import type { Meeting, Point } from './store/meetings.ts'

/** Points of each kind at most (judgement: an hour). */
const [maxGoals, maxAlerts, maxActions, maxProposals] = [6, 6, 8, 6]

type NewPoint = Pick<Point, 'kind' | 'ref' | 'text' | 'kpiId' | 'place' | 'next'>

/** The points of a meeting: what the one before left open, then missed targets, alerts nobody answered, actions, proposals. */
export function agendaOf(pack: Pack, before: Meeting | null, context: CommandContext): readonly Point[] {
  const carried = (before?.points ?? []).filter(
    point => point.state !== 'decided' && isStillOpen(point, pack) && isPointInside(point, pack.subject, context),
  )
  const now = pointsOf(pack, context)
  const fresh = now.filter(point => !carried.some(one => isSame(one, point)))
  return [
    ...carried.map((point): Point => {
      // what is proposed today counts, not what was proposed then
      const next = now.find(one => isSame(one, point))?.next ?? point.next
      return { ...point, next, state: 'open', carried: true, since: point.since ?? sinceOf(before) }
    }),
    ...fresh.map(
      (point): Point => ({ ...point, state: 'open', decision: null, outcome: null, carried: false, since: null }),
    ),
  ]
}

/**
 * The points of a meeting that was begun before: what was decided stays decided, what was left open and still is comes up
 * again, and what has come up since is added behind it, so that numbers on buttons stay.
 */
export function takenUp(before: Meeting, today: readonly Point[]): readonly Point[] {
  const kept = before.points.map((point): Point => {
    const now = today.find(one => isSame(one, point))
    if (point.state === 'decided') return point
    return now ? { ...point, text: now.text, next: now.next, state: 'open' } : { ...point, state: 'skipped' }
  })
  return [...kept, ...today.filter(point => !kept.some(one => isSame(one, point)))]
}

function sinceOf(before: Meeting | null): Point['since'] {
  const kind = meetingKinds.find(one => one === before?.periodKind)
  return before && kind ? { kind, from: before.periodFrom } : null
}

const meetingKinds = ['week', 'month', 'quarter'] as const

/** What was closed or answered since is not talked about again. */
function isStillOpen({ kind, ref }: Point, { actions, proposals, alerts }: Pack): boolean {
  if (kind === 'action') return actions.some(({ one }) => String(one.id) === ref && one.state === 'open')
  if (kind === 'proposal') return proposals.some(({ one }) => String(one.id) === ref)
  return !(
    kind === 'alert' && alerts.some(({ one }) => String(one.id) === ref && (one.falseAlarm || one.said !== null))
  )
}

function isSame(a: NewPoint, b: NewPoint): boolean {
  return a.kind === b.kind && a.ref === b.ref
}

function pointsOf(pack: Pack, { catalog }: CommandContext): readonly NewPoint[] {
  const { missed, alerts, actions, proposals } = pack
  const open = alerts.filter(({ one }) => !one.falseAlarm && one.said === null)
  const toDo = actions.filter(({ one }) => one.state === 'open')
  const ownerOf = (id: number) => catalog.people.find(person => person.id === id)?.email ?? null
  const next = (kpi: Kpi, at: string) => ({ next: blanksFor(pack, kpi, at, ownerOf) })
  return [
    ...missed.slice(0, maxGoals).map(figure => {
      const { kpi, place } = figure
      const at = { ref: `${kpi.id}/${place.key}`, kpiId: kpi.id, place: placeWord(place.place) }
      return { kind: 'goal' as const, ...at, text: missedText(figure), ...next(kpi, place.key) }
    }),
    ...open.slice(0, maxAlerts).map(about => {
      return { kind: 'alert' as const, ...numbered(about), text: alertText(about), ...next(about.kpi, about.one.place) }
    }),
    ...toDo.slice(0, maxActions).map(shown => {
      const text = improvementText(shown)
      return { kind: 'action' as const, ...numbered(shown), text, ...next(shown.kpi, shown.one.place) }
    }),
    ...proposals.slice(0, maxProposals).map(about => {
      const text = proposalText(about)
      return { kind: 'proposal' as const, ...numbered(about), text, ...next(about.kpi, about.one.place) }
    }),
  ]
}

function numbered({ one }: { readonly one: { readonly id: number; readonly kpiId: string; readonly place: string } }) {
  const place = parsePlaceKey(one.place)
  return { ref: String(one.id), kpiId: one.kpiId, place: place ? placeWord(place) : 'all' }
}

/** The line that sets a target for what a point is about; of a proposal it changes the value and approves it so. */
export function targetLine(point: Point, said: string): string {
  return point.kind === 'proposal'
    ? line('target amend', point.ref, said)
    : line('target set', point.kpiId, point.place, said)
}

/** The line that carries a decision about a point out: an action, the end of one, or the answer to a proposal. */
export function decisionLine(point: Point, said: string): string {
  if (point.kind === 'action') return line('action done', point.ref, said)
  if (point.kind === 'proposal') return line('target approve', point.ref)
  return line('action add', point.kpiId, point.place, said)
}
