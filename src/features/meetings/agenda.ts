import { line, placeWord } from '#src/cards/lines.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { improvementText } from '#src/features/improvements/index.ts'
import { alertText, missedText, proposalText } from '#src/features/meetings/cards/pack-card.ts'
import type { Pack } from './pack.ts'
import type { Meeting, Point } from './store/meetings.ts'

/** Points of each kind at most (judgement: an hour). */
const [maxGoals, maxAlerts, maxActions, maxProposals] = [6, 6, 8, 6]

type NewPoint = Pick<Point, 'kind' | 'ref' | 'text' | 'kpiId' | 'place'>

/** The points of a meeting: what the one before left open, then missed targets, alerts nobody answered, actions, proposals. */
export function agendaOf(pack: Pack, before: Meeting | null): readonly Point[] {
  const carried = (before?.points ?? []).filter(point => point.state !== 'decided' && isStillOpen(point, pack))
  const fresh = pointsOf(pack).filter(point => !carried.some(one => isSame(one, point)))
  return [
    ...carried.map((point): Point => ({ ...point, state: 'open', carried: true })),
    ...fresh.map((point): Point => ({ ...point, state: 'open', decision: null, carried: false })),
  ]
}

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

function pointsOf({ missed, alerts, actions, proposals }: Pack): readonly NewPoint[] {
  const open = alerts.filter(({ one }) => !one.falseAlarm && one.said === null)
  const toDo = actions.filter(({ one }) => one.state === 'open')
  return [
    ...missed.slice(0, maxGoals).map(figure => {
      const place = placeWord(figure.place.place)
      const text = missedText(figure)
      return { kind: 'goal' as const, ref: `${figure.kpi.id}/${figure.place.key}`, text, kpiId: figure.kpi.id, place }
    }),
    ...open.slice(0, maxAlerts).map(about => ({ kind: 'alert' as const, ...numbered(about), text: alertText(about) })),
    ...toDo
      .slice(0, maxActions)
      .map(shown => ({ kind: 'action' as const, ...numbered(shown), text: improvementText(shown) })),
    ...proposals
      .slice(0, maxProposals)
      .map(about => ({ kind: 'proposal' as const, ...numbered(about), text: proposalText(about) })),
  ]
}

function numbered({ one }: { readonly one: { readonly id: number; readonly kpiId: string; readonly place: string } }) {
  const place = parsePlaceKey(one.place)
  return { ref: String(one.id), kpiId: one.kpiId, place: place ? placeWord(place) : 'all' }
}

/** The line that carries a decision about a point out: an action, the end of one, or the answer to a proposal. */
export function decisionLine(point: Point, said: string): string {
  if (point.kind === 'action') return line('action done', point.ref, said)
  if (point.kind === 'proposal') return line('target approve', point.ref)
  return line('action add', point.kpiId, point.place, said)
}
