import type { Caller } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { listPeople } from '#src/features/people/index.ts'
import { isLedBy, listTeams } from '#src/features/teams/index.ts'
import { listRuns, type Run } from '#src/features/training/store/runs.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { RecordLine } from './cards/record-card.ts'
import { findDrill } from './drills/index.ts'
import { doneCount } from './progress.ts'

/** Who asks for a training record. */
type Asker = Pick<Caller, 'personId' | 'role' | 'demo' | 'timeZone'>

/** The people whose training record somebody may see: their own, of those whom they lead, and as an administrator all. */
export async function seenBy(db: Db, caller: Asker, now: Date): Promise<readonly number[]> {
  const own = caller.personId === null ? [] : [caller.personId]
  if (caller.role === 'administrator') {
    const everybody = (await listPeople(db)).filter(person => person.demo === caller.demo).map(({ id }) => id)
    return [...new Set([...own, ...everybody])]
  }
  const teams = await listTeams(db, localDay(now, caller.timeZone), caller.demo)
  const led = teams.filter(team => isLedBy(team, caller.personId)).flatMap(team => team.members.map(({ id }) => id))
  return [...new Set([...own, ...led])]
}

/** What people practised, the latest first. */
export async function recordOf(db: Db, personIds: readonly number[], timeZone: string): Promise<readonly RecordLine[]> {
  return (await listRuns(db, personIds)).map(run => lineOf(run, timeZone))
}

/** A drill that the product no longer has keeps its name. */
function lineOf(run: Run & { readonly name: string }, timeZone: string): RecordLine {
  const drill = findDrill(run.drill)
  const { name: person, state, spentSeconds, hints } = run
  const day = localDay(run.startedAt, timeZone)
  const done = doneCount(run)
  const all = drill?.steps.length ?? Object.keys(run.steps).length
  return { person, drill: drill?.title ?? verbatim(run.drill), day, state, done, all, spentSeconds, hints }
}
