import { freshLife } from '#src/domain/alerts/alert.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { insertAlert } from '#src/features/alerts/index.ts'
import { ensureSource } from '#src/features/ingest/index.ts'
import type { StoredStore } from '#src/features/stores/index.ts'
import {
  lastPracticeDay,
  namePractice,
  practicePlace,
  removePractice,
  writePractice,
} from '#src/features/training/store/practice-rows.ts'
import { type Run, saveRun } from '#src/features/training/store/runs.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Drill } from './drills/index.ts'
import { practiceFigures, practiceProducts } from './figures.ts'

const timeZone = 'America/New_York'
const name = 'Practice store'

/** The practice store of a run, as everything sees it that looks at stores. Its number is below 0: no real store has one. */
export function storeOf({ id }: Pick<Run, 'id'>): StoredStore {
  const aliases = ['practice', 'practise', '练习店', '练习店铺', '練習店', '練習店舗', '練習用店舗']
  const where = { platform: 'other', market: 'us', currency: 'USD', timeZone }
  return { id: -id, slug: `practice-${id}`, name, aliases, ...where, demo: true }
}

/** Makes the store of a run with its figures, and the alert that it begins with. */
export async function openStore(tx: Db, run: Run, drill: Drill, now: Date): Promise<void> {
  const source = await ensureSource(tx, 'practice', 'Practice')
  await write(tx, run, drill, now, { sourceId: source.id, from: '0001-01-01' })
  await namePractice(tx, run.id, practiceProducts)
  await openAlert(tx, run, drill, now)
}

/**
 * Lets the figures go on where a day passed since. A run without figures came back with somebody whose removal was taken
 * back: its store is made anew, what was written about it came back by itself.
 */
export async function keepGoing(db: Db, run: Run, drill: Drill, now: Date): Promise<void> {
  const source = await ensureSource(db, 'practice', 'Practice')
  const last = await lastPracticeDay(db, run.id, source.id)
  if (last === null) return db.transaction(tx => openStore(tx, run, drill, now))
  if (last >= localDay(now, timeZone)) return
  await write(db, run, drill, now, { sourceId: source.id, from: last })
}

/** Keeps how far a run is; one that is over needs its store no more. */
export async function keep(db: Db, run: Run): Promise<void> {
  await db.transaction(async tx => {
    await saveRun(tx, run)
    if (run.state !== 'running') await removePractice(tx, run.id)
  })
}

async function write(db: Db, run: Run, drill: Drill, now: Date, into: { sourceId: number; from: string }) {
  const [begun, today] = [localDay(run.startedAt, timeZone), localDay(now, timeZone)]
  const rows = practiceFigures(run.id, begun, today, drill.trouble)
  await writePractice(db, { runId: run.id, rows, ...into })
}

/** The alert has an owner and no step of escalation: nobody else is asked. */
async function openAlert(tx: Db, run: Run, { alert, trouble }: Drill, now: Date): Promise<void> {
  if (!alert) return
  const place = practicePlace(run.id)
  const yesterday = shiftDays(localDay(now, timeZone), -1)
  await insertAlert(tx, {
    ...freshLife,
    rule: `practice/${run.id}`,
    kpiId: alert.kpi,
    place,
    state: 'open',
    severity: 'bad',
    fromDay: shiftDays(yesterday, 1 - trouble.days),
    day: yesterday,
    value: alert.value,
    limit: alert.limit,
    currency: alert.kpi === 'sales' || alert.kpi === 'cpc' ? 'USD' : null,
    owner: { id: run.personId, name: '' },
    revision: 1,
    openedAt: now,
    changedAt: now,
    ...{ acknowledgedBy: null, acknowledgedAt: null, reason: null, resolvedAt: null, resolvedBy: null },
  })
}
