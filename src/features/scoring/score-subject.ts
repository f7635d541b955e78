import type { Period } from '#src/domain/period/index.ts'
import { type ScoreResult, scoreOf } from '#src/domain/scoring/score.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { completionOf } from '#src/features/improvements/index.ts'
import { listTeams } from '#src/features/teams/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Gathered, type GatherParts, gather, type OwnValues } from './gather.ts'
import { type MeasuredBy, measuredBy, type Standing } from './measured-by.ts'

/** What scoring needs. */
export interface ScoreParts extends GatherParts {
  readonly db: Db
  readonly teamTimeZone: string
  /** Scorecards and templates, where many subjects are looked at; absent: they are read for each. */
  readonly standing?: Standing
}

/** A score with all that it was made of. */
export interface Scored extends Gathered {
  readonly measured: MeasuredBy
  readonly period: Period
  readonly result: ScoreResult
}

/** The score of a subject as the figures stand now; `null` where nothing says by what it is measured. */
export async function scoreSubject(parts: ScoreParts, subject: Subject, period: Period): Promise<Scored | null> {
  const measured = await measuredBy(parts.db, subject, period, parts.demo, parts.standing)
  if (!measured) return null
  return scoreMeasured(parts, measured, period, await ownValues(parts, measured, period))
}

/** The score of a subject that is, or would be, measured so. */
export async function scoreMeasured(
  parts: ScoreParts,
  measured: MeasuredBy,
  period: Period,
  own: OwnValues,
): Promise<Scored> {
  const gathered = await gather(parts, measured, period, own)
  return { ...gathered, measured, period, result: scoreOf(gathered.inputs) }
}

/** What no KPI formula gives: tasks done in time, and how the members of the teams that somebody leads did. */
export async function ownValues(parts: ScoreParts, { subject, lines }: MeasuredBy, period: Period): Promise<OwnValues> {
  const asked = new Set(lines.map(({ kpiId }) => kpiId))
  const person = subject.kind === 'person' ? subject.id : null
  const at = { demo: parts.demo, now: parts.now, timeZone: parts.teamTimeZone }
  const tasks = asked.has('task_completion') && person !== null
  return {
    task_completion: tasks ? await completionOf(parts.db, person, period, at) : null,
    team_score: asked.has('team_score') ? await teamScore(parts, subject, period) : null,
  }
}

/** The mean score of the members, 1 for 100 points. What members lead themselves does not count again. */
async function teamScore(parts: ScoreParts, subject: Subject, period: Period): Promise<number | null> {
  const teams = await listTeams(parts.db, period.to, parts.demo)
  const mine = teams.filter(team => {
    return subject.kind === 'team'
      ? team.id === subject.id
      : subject.kind === 'person' && team.leader?.id === subject.id
  })
  const ids = new Set(mine.flatMap(team => team.members.map(({ id }) => id)))
  if (subject.kind === 'person') ids.delete(subject.id)
  const scores: number[] = []
  for (const id of ids) {
    const measured = await measuredBy(parts.db, { kind: 'person', id }, period, parts.demo, parts.standing)
    if (!measured) continue
    const lines = measured.lines.filter(({ kpiId }) => kpiId !== 'team_score')
    const own = await ownValues(parts, { ...measured, lines }, period)
    const { result } = await scoreMeasured(parts, { ...measured, lines }, period, own)
    if (result.complete && result.score !== null) scores.push(result.score)
  }
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length / 100
}
