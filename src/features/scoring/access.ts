import type { CommandContext } from '#src/contracts/command.ts'
import { later, localDay } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { ledBy, listTeams } from '#src/features/teams/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Who wants to see a score. */
export interface ScoreReader {
  readonly personId: number | null
  readonly role: string
  /** Stores in their sight. */
  readonly stores: readonly Store[]
  readonly demo: boolean
  /** The running day: who leads somebody now answers for their months before, too. */
  readonly today: string
}

/** Who asks, as a reader of scores. */
export function scoreReader({
  caller,
  now,
  teamTimeZone,
}: Pick<CommandContext, 'caller' | 'now' | 'teamTimeZone'>): ScoreReader {
  const { personId, role, stores, demo } = caller
  return { personId, role, stores, demo, today: localDay(now, teamTimeZone) }
}

/**
 * Whether somebody may see a score. A person's: they themselves, who led them in the period or since, and administrators. A team's: its
 * leader, its members and administrators. A place's: whoever sees all of its stores.
 */
export async function maySeeScore(
  db: Db,
  reader: ScoreReader,
  subject: Subject,
  period: Pick<Period, 'from' | 'end'>,
  all: readonly Store[],
): Promise<boolean> {
  if (subject.kind === 'place') return seesWhole(subject.key, reader, all)
  if (reader.role === 'administrator') return true
  if (reader.personId === null) return false
  if (subject.kind === 'person')
    return (
      subject.id === reader.personId ||
      ledBy(db, reader.personId, subject.id, period.from, later(period.end, reader.today))
    )
  return belongs(db, reader, subject.id, period)
}

async function belongs(db: Db, reader: ScoreReader, id: number, period: Pick<Period, 'end'>): Promise<boolean> {
  const team = (await listTeams(db, period.end, reader.demo)).find(one => one.id === id)
  if (!team) return false
  return team.leader?.id === reader.personId || team.members.some(member => member.id === reader.personId)
}

/** Whether somebody decides about a score: closes, answers and reopens it. Nobody decides about their own but administrators. */
export async function mayDecide(
  db: Db,
  reader: ScoreReader,
  subject: Subject,
  period: Pick<Period, 'from' | 'end'>,
): Promise<boolean> {
  if (reader.role === 'administrator') return true
  if (reader.personId === null || reader.role === 'viewer') return false
  return (
    subject.kind === 'person' && ledBy(db, reader.personId, subject.id, period.from, later(period.end, reader.today))
  )
}

function seesWhole(key: string, { stores, demo }: ScoreReader, all: readonly Store[]): boolean {
  const place = parsePlaceKey(key)
  if (!place) return false
  const meant = all.filter(store => store.demo === demo && holds(place, store))
  return meant.length > 0 && meant.every(store => stores.some(own => own.id === store.id))
}
