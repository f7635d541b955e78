import type { Catalog } from '#src/domain/catalog.ts'
import type { Period } from '#src/domain/period/index.ts'
import { type BonusBand, bandFor } from '#src/domain/scoring/bonus.ts'
import { parseSubject } from '#src/domain/scoring/subject.ts'
import { findPerson } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { maySeeScore, type ScoreReader } from './access.ts'
import { recompute } from './freeze.ts'
import { closedKind } from './show-score.ts'
import { bonusTablesOf } from './store/bonus.ts'
import { type ClosedScore, closedFor } from './store/closed.ts'

/** What somebody's closed score is worth. */
export interface BonusRow {
  readonly personId: number
  readonly name: string
  readonly email: string
  readonly template: string
  readonly score: number | null
  /** Objected to, so that it may still change. */
  readonly open: boolean
  /** Enough of the weights is known: an incomplete score pays nothing. */
  readonly complete: boolean
  /** `null`: below the lowest band, or no table for the template. */
  readonly band: BonusBand | null
  readonly currency: string | null
}

/** What the closed scores of a period are worth, of the people whose scores the asker may see; by name. */
export async function bonusRows(
  db: Db,
  reader: ScoreReader,
  catalog: Catalog,
  period: Period,
): Promise<readonly BonusRow[]> {
  const tables = await bonusTablesOf(db, reader.demo)
  const closed = await closedFor(db, { kind: closedKind(period), from: period.from }, reader.demo)
  const rows: BonusRow[] = []
  for (const kept of closed.values()) {
    const subject = parseSubject(kept.subject)
    if (kept.state === 'reopened' || subject?.kind !== 'person') continue
    if (!(await maySeeScore(db, reader, subject, period, catalog.stores))) continue
    const known = catalog.people.find(({ id }) => id === subject.id)
    const person = known ?? (await findPerson(db, { id: subject.id })) // who left since is paid, too
    rows.push(rowOf(kept, subject.id, person, tables))
  }
  return rows.sort((a, b) => a.name.localeCompare(b.name) || a.personId - b.personId)
}

function rowOf(
  kept: ClosedScore,
  personId: number,
  person: { readonly name: string; readonly email: string } | null,
  tables: Awaited<ReturnType<typeof bonusTablesOf>>,
): BonusRow {
  const table = tables.find(one => one.template === kept.template)
  const { score, complete } = recompute(kept.inputs).result
  return {
    ...{ personId, name: person?.name ?? `#${personId}`, email: person?.email ?? '', template: kept.template },
    ...{ score, complete, open: kept.state === 'objected', currency: table?.currency ?? null },
    band: table && complete ? bandFor(table.bands, score) : null,
  }
}
