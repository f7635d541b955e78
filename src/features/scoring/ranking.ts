import type { CommandContext } from '#src/contracts/command.ts'
import { type Period, periodBefore } from '#src/domain/period/index.ts'
import { type Contender, ranked } from '#src/domain/scoring/rank.ts'
import type { ScoreResult } from '#src/domain/scoring/score.ts'
import { parseSubject, type Subject } from '#src/domain/scoring/subject.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { maySeeScore, scoreReader } from './access.ts'
import { subjectName } from './asked-subject.ts'
import { recompute, thaw } from './freeze.ts'
import { scoreSubject } from './score-subject.ts'
import { closedKind, scoreParts } from './show-score.ts'
import { closedFor } from './store/closed.ts'
import { scorecardsOn } from './store/scorecards.ts'
import { templatesOn } from './templates.ts'

/** One line of a ranking. */
export interface RankRow {
  /** `null`: not for the reader to know. */
  readonly name: Localized | null
  readonly own: boolean
  /** The score is one that the reader may see by themselves. */
  readonly seen: boolean
  readonly rank: number | null
  /** Of the period before; `null`: none. */
  readonly before: number | null
  readonly result: ScoreResult
  readonly closed: boolean
}

/** All who are measured by one template. */
export interface Ranking {
  readonly template: ScoreTemplate
  readonly rows: readonly RankRow[]
}

/** Who sees the names of a ranking: everybody in it, or only who leads them and administrators. */
export type RankNames = 'public' | 'private'

/** The choice of the company; private until it is made. */
export async function rankNames(db: Db, demo: boolean): Promise<RankNames> {
  return (await readSetting(db, settingOf(demo))) === 'public' ? 'public' : 'private'
}

/** Makes the choice. */
export function setRankNames(db: Db, demo: boolean, names: RankNames): Promise<void> {
  return writeSetting(db, settingOf(demo), names)
}

/** The demo company chooses for itself. */
function settingOf(demo: boolean): string {
  return demo ? 'rank_names/demo' : 'rank_names'
}

/** The rankings that somebody takes part in or may look into: only subjects of the same template stand together. */
export async function rankings(context: CommandContext, period: Period): Promise<readonly Ranking[]> {
  const { db, caller } = context
  const [templates, now, before, names] = await Promise.all([
    templatesOn(db, period.from, caller.demo),
    contenders(context, period),
    contenders(context, periodBefore(period)),
    rankNames(db, caller.demo),
  ])
  const found: Ranking[] = []
  for (const template of templates) {
    const group = now.filter(one => one.template === template.code)
    const places = ranked(group)
    const last = new Map(
      ranked(before.filter(one => one.template === template.code)).map(one => [one.contender.subject, one.rank]),
    )
    const rows: RankRow[] = []
    for (const { contender, rank } of places) {
      const seen = await maySeeScore(db, scoreReader(context), contender.of, period, context.catalog.stores)
      const own = contender.of.kind === 'person' && contender.of.id === caller.personId
      rows.push({
        ...{
          own,
          seen,
          rank,
          result: contender.result,
          closed: contender.closed,
          before: last.get(contender.subject) ?? null,
        },
        name: seen || names === 'public' ? await subjectName(contender.of, context) : null,
      })
    }
    const shown = visibleRows(rows, names, caller.role === 'administrator')
    if (shown.length > 0) found.push({ template, rows: shown })
  }
  return found
}

/**
 * In private rankings only those whose score the reader may see are listed, with the places they have among all. In public
 * ones all are, to those who take part in it and to administrators.
 */
function visibleRows(rows: readonly RankRow[], names: RankNames, all: boolean): readonly RankRow[] {
  if (names === 'private') return rows.filter(row => row.name !== null)
  return all || rows.some(row => row.own) ? rows : rows.filter(row => row.seen)
}

interface Competitor extends Contender {
  readonly of: Subject
  readonly template: string
  readonly closed: boolean
}

/** Everybody with a scorecard and their score: as closed, else as it stands. */
async function contenders(context: CommandContext, period: Period): Promise<readonly Competitor[]> {
  const { db, caller } = context
  const parts = scoreParts(context)
  const closed = await closedFor(db, { kind: closedKind(period), from: period.from }, caller.demo)
  const found: Competitor[] = []
  for (const card of await scorecardsOn(db, period.from, caller.demo)) {
    const of = parseSubject(card.subject)
    const kept = closed.get(card.subject)
    if (!of) continue
    if (kept && kept.state !== 'reopened') {
      const weights = thaw(kept.inputs).inputs.lines.map(({ weight }) => weight)
      found.push({
        subject: card.subject,
        of,
        template: kept.template,
        result: recompute(kept.inputs).result,
        weights,
        closed: true,
      })
      continue
    }
    const scored = await scoreSubject(parts, of, period)
    if (!scored) continue
    const weights = scored.inputs.lines.map(({ weight }) => weight)
    found.push({ subject: card.subject, of, template: card.template, result: scored.result, weights, closed: false })
  }
  return found
}
