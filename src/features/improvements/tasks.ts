import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { channelsOfSubject, planDelivery } from '#src/features/delivery/index.ts'
import { directChannels } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { taskCard } from './cards/improvement-card.ts'
import { type Improvement, listImprovements } from './store/improvements.ts'

const setting = 'action_tasks'

/** Whether actions also stand as tasks of their owners' messenger; off unless somebody switched it on. */
export async function tasksAreOn(db: Db): Promise<boolean> {
  return (await readSetting(db, setting)) === true
}

/** Switches it. What stands as a task already is still brought up to date. */
export async function switchTasks(db: Db, on: boolean): Promise<void> {
  await (on ? writeSetting(db, setting, true) : deleteSetting(db, setting))
}

/** What showing tasks needs. */
export interface TaskParts {
  readonly catalog: Pick<Catalog, 'findKpi' | 'stores'>
  readonly now: Date
  readonly timeZone: string
}

/** Plans that an action stands as a task of its owner, or is brought up to date where it does. */
export async function showAsTask(db: Db, one: Improvement, { catalog, now, timeZone }: TaskParts): Promise<void> {
  const kpi = catalog.findKpi(one.kpiId)
  if (!kpi) return
  const subject = `action/${one.id}/task`
  const standing = await channelsOfSubject(db, subject)
  const isNew = standing.length === 0 && one.state === 'open' && one.owner !== null && (await tasksAreOn(db))
  const own = isNew && one.owner ? (await directChannels(db, [one.owner.id])).map(({ id }) => id) : []
  const overdue = one.state === 'open' && one.dueDay < localDay(now, timeZone)
  const shown = { one, kpi, place: placeLabel(one.place, catalog.stores), overdue, effect: null }
  const revision = revisionAt(now, one)
  for (const channelId of [...standing, ...own]) {
    const key = `${subject}/rev/${revision}/due/${one.dueDay}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision, card: taskCard(shown), notBefore: now })
  }
}

/** Seconds since 2020. */
const revisionsBegin = 1_577_836_800

/** Grows with every change; two for each second, so that closing comes after what was changed in the same one. */
function revisionAt(now: Date, { state }: Improvement): number {
  return (Math.floor(now.getTime() / 1_000) - revisionsBegin) * 2 + (state === 'open' ? 0 : 1)
}

/** All open actions as tasks: those from before the switch, and what was completed unheard. Answers how many. */
export async function keepTasks(db: Db, parts: TaskParts): Promise<number> {
  if (!(await tasksAreOn(db))) return 0
  const open = await listImprovements(db, { demo: false, open: true })
  for (const one of open) await showAsTask(db, one, parts)
  return open.length
}
