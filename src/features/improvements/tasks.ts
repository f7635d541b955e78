import type { Card } from '#src/chat/card.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { channelsOfSubject, lastRevision, planDelivery } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { directChannels } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { goneCard, taskCard } from './cards/improvement-card.ts'
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
  /** That it was done was taken back: a task that is done is opened again. */
  readonly reopened?: boolean
}

/** Plans that an action stands as a task of its owner, is brought up to date where it does, and goes where it is another's. */
export async function showAsTask(
  db: Db,
  one: Improvement,
  { catalog, now, timeZone, reopened }: TaskParts,
): Promise<void> {
  const kpi = catalog.findKpi(one.kpiId)
  if (!kpi) return
  const standing = await channelsOfSubject(db, subjectOf(one.id))
  const own = one.owner ? (await directChannels(db, [one.owner.id])).map(({ id }) => id) : []
  const isNew = one.state === 'open' && (standing.length > 0 || (await tasksAreOn(db)))
  const overdue = one.state === 'open' && one.dueDay < localDay(now, timeZone)
  const shown = taskCard({ one, kpi, place: placeLabel(one.place, catalog.stores), overdue, effect: null })
  const card =
    reopened && one.state === 'open' && shown.task
      ? { ...shown, task: { ...shown.task, reopened: true as const } }
      : shown
  const fresh = isNew ? own.filter(id => !standing.includes(id)) : []
  for (const channelId of [...standing, ...fresh]) {
    const isOwners = one.owner === null || own.includes(channelId)
    await plan(db, one.id, channelId, {
      card: isOwners ? card : goneCard(one.id, 'given'),
      now,
      due: one.dueDay,
      state: one.state,
    })
  }
}

/**
 * Brings tasks up to what stands of actions now: after something was taken back, or given to another. What stands no more
 * has no task.
 */
export async function bringTasks(db: Db, ids: readonly number[], at: Omit<TaskParts, 'catalog'>): Promise<void> {
  if (ids.length === 0) return
  const catalog = await createFigures(db).catalog()
  const all = await listImprovements(db, { demo: false, ids })
  for (const id of ids) {
    const one = all.find(other => other.id === id)
    if (one) await showAsTask(db, one, { catalog, ...at })
    else
      for (const channelId of await channelsOfSubject(db, subjectOf(id)))
        await plan(db, id, channelId, { card: goneCard(id, 'undone'), now: at.now, due: '', state: 'dropped' })
  }
}

function subjectOf(id: number): string {
  return `action/${id}/task`
}

interface Planned {
  readonly card: Card
  readonly now: Date
  readonly due: string
  readonly state: Improvement['state']
}

async function plan(db: Db, id: number, channelId: number, { card, now, due, state }: Planned): Promise<void> {
  const subject = subjectOf(id)
  const revision = Math.max(revisionAt(now, state), ((await lastRevision(db, subject)) ?? 0) + 1)
  const key = `${subject}/rev/${revision}/due/${due}/channel/${channelId}`
  await planDelivery(db, { key, channelId, subject, revision, card, notBefore: now })
}

/** Seconds since 2020. */
const revisionsBegin = 1_577_836_800

/** Grows with every change; two for each second, so that closing comes after what was changed in the same one. */
function revisionAt(now: Date, state: Improvement['state']): number {
  return (Math.floor(now.getTime() / 1_000) - revisionsBegin) * 2 + (state === 'open' ? 0 : 1)
}

/** All open actions as tasks: those from before the switch, and what was completed unheard. Answers how many. */
export async function keepTasks(db: Db, parts: TaskParts): Promise<number> {
  if (!(await tasksAreOn(db))) return 0
  const open = await listImprovements(db, { demo: false, open: true })
  for (const one of open) await showAsTask(db, one, parts)
  return open.length
}
