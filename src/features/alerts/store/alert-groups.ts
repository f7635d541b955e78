import { eq, sql } from 'drizzle-orm'
import type { AlertFields } from '#src/domain/alerts/alert.ts'
import type { Db } from '#src/platform/database/db.ts'
import { alertGroups, alerts } from '#src/platform/database/schema/index.ts'
import { addAlertEvents, alertRow } from './alerts.ts'

/** Many alerts of one KPI that began in the same look. */
export interface AlertGroup {
  readonly id: number
  readonly kpiId: string
  /** Of the demo company's stores. */
  readonly demo: boolean
  readonly revision: number
  readonly openedAt: Date
}

/** Begins a group. */
export async function createGroup(db: Db, group: Pick<AlertGroup, 'kpiId' | 'demo' | 'openedAt'>): Promise<number> {
  const [row] = await db.insert(alertGroups).values(group).returning({ id: alertGroups.id })
  if (!row) throw new Error('a group that was just written cannot be found')
  return row.id
}

/** Counts a change of a group and locks it until the transaction ends; `null` when there is none. */
export async function touchGroup(db: Db, id: number): Promise<AlertGroup | null> {
  const revision = sql`${alertGroups.revision} + 1`
  const [row] = await db.update(alertGroups).set({ revision }).where(eq(alertGroups.id, id)).returning()
  return row ?? null
}

/** A group by its number; `null` when there is none. */
export async function findGroup(db: Db, id: number): Promise<AlertGroup | null> {
  const [row] = await db.select().from(alertGroups).where(eq(alertGroups.id, id)).limit(1)
  return row ?? null
}

/**
 * Opens many alerts at once, each with the first line of its history. Those whose rule and place another process opened
 * at the same time are left out. Answers rule, place and number of each.
 */
export async function insertAlerts(
  db: Db,
  many: readonly AlertFields[],
): Promise<readonly { readonly id: number; readonly rule: string; readonly place: string }[]> {
  if (many.length === 0) return []
  const { id, rule, place } = alerts
  const rows = await db.insert(alerts).values(many.map(alertRow)).onConflictDoNothing().returning({ id, rule, place })
  const fields = new Map(many.map(one => [`${one.rule} ${one.place}`, one]))
  const events = rows.flatMap(row => {
    const one = fields.get(`${row.rule} ${row.place}`)
    if (!one) return []
    const { value, limit, day, severity, openedAt: at } = one
    return [
      {
        alertId: row.id,
        at,
        kind: 'opened' as const,
        personId: null,
        via: null,
        detail: { value, limit, day, severity },
      },
    ]
  })
  await addAlertEvents(db, events)
  return rows
}
