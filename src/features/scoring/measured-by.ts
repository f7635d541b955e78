import type { Day, Period } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { type Subject, subjectKey } from '#src/domain/scoring/subject.ts'
import type { ScoreTemplate, TemplateLine } from '#src/domain/templates/template.ts'
import { rescaled } from '#src/domain/templates/weights.ts'
import { standingTargets, startOfPeriod } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Scorecard, scorecardsOn } from './store/scorecards.ts'
import { templatesOn } from './templates.ts'

/** By what a subject is measured in a period. */
export interface MeasuredBy {
  readonly subject: Subject
  /** The template's code; `''`: the targets that somebody owns. */
  readonly template: string
  readonly version: number
  /** Lines with the places whose figures count for them. */
  readonly lines: readonly (TemplateLine & { readonly places: readonly PlaceKey[] })[]
  /** KPIs of the template that are not measured here. */
  readonly leftOut: readonly string[]
  readonly maxAttainment: number
  readonly gate: number | null
}

/** Scorecards and templates that count on a day. */
export type Standing = (day: Day) => Promise<{
  readonly cards: readonly Scorecard[]
  readonly templates: readonly ScoreTemplate[]
}>

/** Reads them for every question, or once for each day where many subjects are looked at. */
export function standingOn(db: Db, demo: boolean, once = false): Standing {
  const known = new Map<Day, ReturnType<Standing>>()
  return day => {
    const read = known.get(day) ?? readStanding(db, day, demo)
    if (once) known.set(day, read)
    return read
  }
}

async function readStanding(db: Db, day: Day, demo: boolean) {
  const [cards, templates] = await Promise.all([scorecardsOn(db, day, demo), templatesOn(db, day, demo)])
  return { cards, templates }
}

/** What the standing scorecard of the period says; of a person without one their own targets; `null`: nothing. */
export async function measuredBy(
  db: Db,
  subject: Subject,
  period: Pick<Period, 'from'>,
  demo: boolean,
  standing: Standing = standingOn(db, demo),
): Promise<MeasuredBy | null> {
  const { cards, templates } = await standing(period.from)
  const card = cards.find(one => one.subject === subjectKey(subject))
  const template = card && templates.find(one => one.code === card.template)
  if (card && template) return fromTemplate(subject, template, card.places, card.leftOut)
  return subject.kind === 'person' ? fromTargets(db, subject, period.from) : null
}

/**
 * A template at places, without the KPIs that are left out: the weights of the others are scaled to 100. What stands in for one of them is measured in its place,
 * unless it is left out, too.
 */
export function fromTemplate(
  subject: Subject,
  template: ScoreTemplate,
  places: readonly PlaceKey[],
  leftOut: readonly string[],
): MeasuredBy {
  const { code, version, maxAttainment, gate } = template
  const lines = template.lines.flatMap(line => {
    if (!leftOut.includes(line.kpiId)) return [{ ...line, places }]
    const other = line.instead
    return other === undefined || leftOut.includes(other) ? [] : [{ ...line, kpiId: other, places }]
  })
  const missing = template.lines.filter(
    ({ kpiId, instead }) => leftOut.includes(kpiId) && (instead === undefined || leftOut.includes(instead)),
  )
  const weights = missing.length > 0 ? rescaled(lines.map(({ weight }) => weight)) : []
  const scaled = lines.map((line, at) => ({ ...line, weight: weights[at] ?? line.weight }))
  return {
    ...{ subject, template: code, version, lines: scaled, leftOut: missing.map(({ kpiId }) => kpiId) },
    ...{ maxAttainment, gate },
  }
}

/** Nobody set a scorecard: what somebody owns counts, with the weights of its targets. */
async function fromTargets(db: Db, subject: Subject & { kind: 'person' }, day: Day): Promise<MeasuredBy | null> {
  const standing = await standingTargets(db, kind => startOfPeriod(kind, day))
  const own = standing.filter(target => target.owner?.id === subject.id && !target.withdrawn)
  const once = [...new Map(own.map(target => [`${target.kpiId}/${target.place}`, target])).values()]
  const weights = rescaled(once.map(({ weight }) => weight))
  const lines = once.map(({ kpiId, place }, at) => {
    return { kpiId, places: [place], weight: weights[at] ?? 0, goal: { kind: 'plan' } as const }
  })
  if (lines.length === 0) return null
  return { subject, template: '', version: 0, lines, leftOut: [], maxAttainment: 1.2, gate: 80 }
}
