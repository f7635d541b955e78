import type { CommandContext } from '#src/contracts/command.ts'
import { type Period, periodBefore } from '#src/domain/period/index.ts'
import { type Contender, ranked } from '#src/domain/scoring/rank.ts'
import type { ScoredLine, ScoreResult } from '#src/domain/scoring/score.ts'
import { parseSubject, type Subject } from '#src/domain/scoring/subject.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { maySeeScore, scoreReader } from './access.ts'
import { subjectName } from './asked-subject.ts'
import { recompute, thaw } from './freeze.ts'
import { type MeasuredBy, measuredBy, type Standing, standingOn } from './measured-by.ts'
import { withDaysOf } from './read-ahead.ts'
import { type ScoreParts, scoreSubject } from './score-subject.ts'
import { closedKind, scoreParts } from './show-score.ts'
import { type ClosedScore, closedFor } from './store/closed.ts'
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
  const parts = await partsFor(context, [period, periodBefore(period)])
  const [templates, now, before, names] = await Promise.all([
    templatesOn(db, period.from, caller.demo),
    contenders(parts, period),
    contenders(parts, periodBefore(period)),
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

type ManyParts = ScoreParts & { readonly standing: Standing }

/** All that the scores of some periods look at, read once; nothing where all of them are closed. */
async function partsFor(context: CommandContext, periods: readonly Period[]): Promise<ManyParts> {
  const { db, caller } = context
  const parts = { ...scoreParts(context), standing: standingOn(db, caller.demo, true) }
  const open: { readonly lines: MeasuredBy['lines']; readonly period: Period }[] = []
  for (const period of periods) {
    const closed = await closedAt(parts, period)
    for (const { subject } of (await parts.standing(period.from)).cards) {
      const of = parseSubject(subject)
      if (!of || isKept(closed.get(subject))) continue
      const measured = await measuredBy(db, of, period, caller.demo, parts.standing)
      if (measured) open.push({ lines: measured.lines, period })
    }
  }
  const lines = open.flatMap(one => one.lines)
  return withDaysOf(parts, lines, [...new Set(open.map(one => one.period))])
}

function closedAt({ db, demo }: ScoreParts, period: Period) {
  return closedFor(db, { kind: closedKind(period), from: period.from }, demo)
}

function isKept(closed: ClosedScore | undefined): closed is ClosedScore {
  return closed !== undefined && closed.state !== 'reopened'
}

/** Everybody with a scorecard and their score: as closed, else as it stands. */
async function contenders(parts: ManyParts, period: Period): Promise<readonly Competitor[]> {
  const closed = await closedAt(parts, period)
  const found: Competitor[] = []
  for (const card of (await parts.standing(period.from)).cards) {
    const of = parseSubject(card.subject)
    const kept = closed.get(card.subject)
    if (!of) continue
    if (isKept(kept)) {
      const { lines } = thaw(kept.inputs).inputs
      found.push({
        subject: card.subject,
        of,
        template: kept.template,
        result: recompute(kept.inputs).result,
        ...ofLines(lines),
        closed: true,
      })
      continue
    }
    const scored = await scoreSubject(parts, of, period)
    if (!scored) continue
    const { inputs, result } = scored
    found.push({ subject: card.subject, of, template: card.template, result, ...ofLines(inputs.lines), closed: false })
  }
  return found
}

function ofLines(lines: readonly ScoredLine[]): Pick<Contender, 'weights' | 'provisional'> {
  return { weights: lines.map(({ weight }) => weight), provisional: lines.filter(line => line.provisional).length }
}
