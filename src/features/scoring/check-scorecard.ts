import type { CommandContext } from '#src/contracts/command.ts'
import { monthOf, type Period, shiftDays, weekOf } from '#src/domain/period/index.ts'
import { checkScore, type LineHistory, type ScoreFinding } from '#src/domain/scoring/check.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { type WeightProblem, weightProblems } from '#src/domain/templates/weights.ts'
import { dayOf } from './asked-subject.ts'
import { storesOf } from './gather.ts'
import { measuredBy } from './measured-by.ts'
import { withDaysOf } from './read-ahead.ts'
import { ownValues, scoreMeasured } from './score-subject.ts'
import { scoreParts } from './show-score.ts'

/** So far a check looks back (judgement: half a year of months, a quarter of weeks). */
const months = 6
const weeks = 13

/** What a check of a scorecard found; `null`: nothing says by what the subject is measured. */
export interface ScorecardCheck {
  readonly findings: readonly ScoreFinding[]
  readonly problems: readonly WeightProblem[]
}

/** Holds the scorecard that stands against the months before: what decides alone, overlaps, never or always succeeds. */
export async function checkScorecard(context: CommandContext, subject: Subject): Promise<ScorecardCheck | null> {
  const { db, caller } = context
  const today = dayOf(context)
  const measured = await measuredBy(db, subject, monthOf(today, today), caller.demo)
  if (!measured) return null
  const periods = monthsBack(today)
  const parts = await withDaysOf(scoreParts(context), measured.lines, [...periods, ...weeksBack(today)])
  const attained: (readonly (number | null)[])[] = []
  for (const period of periods) {
    const own = await ownValues(parts, measured, period)
    attained.push((await scoreMeasured(parts, measured, period, own)).result.lines.map(line => line.attained))
  }
  const weekly = await weeklyValues(
    { ...context, figures: parts.figures },
    measured.lines.map(({ kpiId }) => kpiId),
    measured.lines.flatMap(({ places }) => places),
  )
  const lines = measured.lines.map(({ kpiId, weight }, at): LineHistory => {
    return { kpiId, weight, attained: attained.map(month => month[at] ?? null), weekly: weekly.get(kpiId) ?? [] }
  })
  const kind = subject.kind === 'person' ? 'role' : 'market'
  const problems = measured.template === '' ? [] : weightProblems({ kind, lines: measured.lines }, measured.template)
  return { findings: checkScore(lines), problems }
}

/** The last whole months, oldest first. */
function monthsBack(today: string): readonly Period[] {
  const found: Period[] = []
  let day = shiftDays(`${today.slice(0, 8)}01`, -1)
  while (found.length < months) {
    const month = monthOf(day, today)
    found.unshift(month)
    day = shiftDays(month.from, -1)
  }
  return found
}

/** The last whole weeks, oldest first. */
function weeksBack(today: string): readonly Period[] {
  const monday = weekOf(today).from
  return Array.from({ length: weeks }, (_, at) => weekOf(shiftDays(monday, -7 * (weeks - at))))
}

async function weeklyValues(context: CommandContext, ids: readonly string[], places: readonly string[]) {
  const { catalog, caller, now, figures } = context
  const reader = { stores: storesOf([...new Set(places)], { catalog, demo: caller.demo }), demo: caller.demo }
  const kpis = [...new Set(ids)].flatMap(id => catalog.findKpi(id) ?? [])
  const found = new Map<string, (number | null)[]>()
  if (reader.stores.length === 0 || kpis.length === 0) return found
  for (const period of weeksBack(dayOf(context))) {
    const read = await figures.read(reader, { kpis, place: { kind: 'all' }, period, now })
    for (const { kpi, value } of read) found.set(kpi.id, [...(found.get(kpi.id) ?? []), value])
  }
  return found
}
