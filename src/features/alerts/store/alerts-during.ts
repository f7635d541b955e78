import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'

/** An alert of the past or present, with what people said about it. */
export interface AlertOfDays {
  readonly id: number
  readonly rule: string
  readonly kpiId: string
  readonly place: PlaceKey
  readonly fromDay: Day
  readonly day: Day
  readonly falseAlarm: boolean
  /** It is not resolved: new, or taken on. */
  readonly open: boolean
  /** The cause that somebody named last, else the reason given when it was taken on; `null`: neither. */
  readonly said: string | null
}

/** Alerts that lasted on any of these days, resolved or not, oldest first; at most so many of the newest. */
export async function listAlertsDuring(db: Db, from: Day, to: Day, limit: number): Promise<readonly AlertOfDays[]> {
  const rows = await db.execute(sql`
    select a.id, a.rule, a.kpi_id, a.place, a.from_day::text as from_day, a.day::text as day, a.reason,
      a.state <> 'resolved' as open,
      (select w.text from alert_answers w where w.alert_id = a.id and w.kind = 'cause' and w.text is not null
        order by w.id desc limit 1) as cause,
      exists (select 1 from alert_answers w where w.alert_id = a.id and w.kind = 'false_alarm') as false_alarm
    from alerts a where a.from_day <= ${to}::date and a.day >= ${from}::date
    order by a.id desc limit ${limit}`)
  return rows.reverse().map(row => ({
    id: Number(row.id),
    rule: String(row.rule),
    kpiId: String(row.kpi_id),
    place: String(row.place),
    fromDay: String(row.from_day),
    day: String(row.day),
    falseAlarm: row.false_alarm === true,
    open: row.open === true,
    said: text(row.cause) ?? text(row.reason),
  }))
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
