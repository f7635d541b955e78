import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Alert, type AlertFields, severities } from '#src/domain/alerts/alert.ts'
import type { AlertEventKind } from '#src/domain/alerts/alert-life.ts'
import { alertPrefix } from '#src/domain/alerts/alert-subject.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { type NewNote, noteInsert } from '#src/features/annotations/index.ts'
import { listPeople } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { insertMany } from '#src/platform/database/insert-many.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'
import { alertEvents, alerts, people } from '#src/platform/database/schema/index.ts'
import { isShared } from '#src/platform/database/shared-reads.ts'
import { answerInsert, type NewAlertAnswer } from './alert-answers.ts'

/** Rows that one statement writes (judgement: well below the most parameters of a statement). */
const chunkRows = 1_000

/** Something that happened to an alert. `personId` and `via` are `null` for what the bot did by itself. */
export interface NewAlertEvent {
  readonly alertId: number
  readonly at: Date
  readonly kind: AlertEventKind
  readonly personId: number | null
  readonly via: string | null
  readonly detail?: unknown
}

/** Something that happened, with the name to show. */
export interface AlertEvent extends NewAlertEvent {
  readonly personName: string | null
}

/**
 * Opens alerts, each with the first line of its history. Those whose rule and place another process opened at the same
 * time are left out. Answers rule, place and number of each.
 */
export async function insertAlerts(
  db: Db,
  many: readonly AlertFields[],
): Promise<readonly { readonly id: number; readonly rule: string; readonly place: string }[]> {
  if (many.length === 0) return []
  const opened = await db.execute<{ id: number; rule: string; place: string }>(
    sql`${insertMany(alerts, many.map(alertRow))} on conflict do nothing returning id, rule, place`,
  )
  const rows = opened.map(({ id, rule, place }) => ({ id: Number(id), rule, place }))
  const fields = new Map(many.map(one => [`${one.rule} ${one.place}`, one]))
  const events = rows.flatMap(row => {
    const one = fields.get(`${row.rule} ${row.place}`)
    return one ? [openedEvent(row.id, one)] : []
  })
  await addAlertEvents(db, events)
  return rows
}

/** Opens one alert with the first line of its history; `null` when another process was faster. */
export async function insertAlert(db: Db, fields: AlertFields): Promise<Alert | null> {
  const [row] = await insertAlerts(db, [fields])
  return row ? findAlert(db, row.id) : null
}

function openedEvent(alertId: number, { value, limit, day, severity, openedAt: at }: AlertFields): NewAlertEvent {
  return { alertId, at, kind: 'opened', personId: null, via: null, detail: { value, limit, day, severity } }
}

/** What is written together with a change of an alert, in the same statement. */
export interface WrittenWith {
  readonly event: Omit<NewAlertEvent, 'alertId'>
  /** What somebody answered to it; absent: nothing. */
  readonly answer?: NewAlertAnswer
  /** What somebody wrote about its place and days; absent: nothing. */
  readonly note?: NewNote
}

/** Writes what became of an alert, with the line of history that tells it and what was written with it. */
export async function updateAlert(db: Db, id: number, fields: AlertFields, beside?: WrittenWith): Promise<Alert> {
  const update = beside ? db.with(...partsOf(db, id, beside)).update(alerts) : db.update(alerts)
  const [row] = await update.set(alertRow(fields)).where(eq(alerts.id, id)).returning()
  if (!row) throw new Error('an alert that is to be changed cannot be found')
  const { owner, acknowledgedBy, resolvedBy } = fields
  return alertOf({ alert: row, owner, acknowledgedBy, resolvedBy })
}

function partsOf(db: Db, alertId: number, { event, answer, note }: WrittenWith) {
  return [
    telling(db, { ...event, alertId }),
    ...(answer ? [db.$with('answered').as(answerInsert(db, { ...answer, alertId }))] : []),
    ...(note ? [db.$with('noted').as(noteInsert(db, note))] : []),
  ]
}

function telling(db: Db, event: NewAlertEvent) {
  const insert = db.insert(alertEvents).values({ ...event, detail: event.detail ?? null })
  return db.$with('told').as(insert.returning({ id: alertEvents.id }))
}

/** The alert with this number; `null` when there is none. */
export async function findAlert(db: Db, id: number): Promise<Alert | null> {
  const [alert] = await select(db, eq(alerts.id, id), 1)
  return alert ?? null
}

/** Locks an alert until the transaction ends, and reads it. */
export async function lockAlert(db: Db, id: number): Promise<Alert | null> {
  // Without joins: after a wait only the locked row is the new one, what was joined to it would be of before.
  const [row] = await db.select().from(alerts).where(eq(alerts.id, id)).for('update')
  if (!row) return null
  const names = await namesIn(db, [row.ownerId, row.acknowledgedBy, row.resolvedBy])
  const named = (personId: number | null) => names.get(personId ?? 0) ?? null
  const people = {
    owner: named(row.ownerId),
    acknowledgedBy: named(row.acknowledgedBy),
    resolvedBy: named(row.resolvedBy),
  }
  return alertOf({ alert: row, ...people })
}

/** The latest alert of each rule and place, resolved or not, locked until the transaction ends. */
export async function lockLatest(db: Db, rule: string, place: string): Promise<Alert | null> {
  await db.execute(sql`select pg_advisory_xact_lock(${lockNumbers.rule}, hashtext(${`${rule} ${place}`}))`)
  const [latest] = await select(db, and(eq(alerts.rule, rule), eq(alerts.place, place)), 1)
  return latest ? lockAlert(db, latest.id) : null
}

/**
 * Takes the right to open and change the alerts of rules at places until the transaction ends, in one order for all, so
 * that two evaluators never block one another for good.
 */
export async function lockRules(db: Db, keys: readonly { rule: string; place: string }[]): Promise<void> {
  const names = keys.map(({ rule, place }) => `${rule} ${place}`)
  await db.execute(sql`
    select pg_advisory_xact_lock(${lockNumbers.rule}, name) from (
      select distinct hashtext(name) as name from unnest(${sql.param(names)}::text[]) as name order by 1
    ) names`)
}

/** The latest alert of every rule and place, by `rule place`: what the evaluator compares with. */
export async function latestAlerts(db: Db, rules: readonly string[]): Promise<ReadonlyMap<string, Alert>> {
  if (rules.length === 0) return new Map()
  const rows = await db.execute(sql`
    select distinct on (rule, place) id from alerts
    where rule = any(${sql.param([...rules])}::text[]) order by rule, place, id desc`)
  const ids = rows.map(row => Number(row.id))
  const found = ids.length === 0 ? [] : await select(db, inArray(alerts.id, ids), ids.length)
  return new Map(found.map(alert => [`${alert.rule} ${alert.place}`, alert]))
}

/** Alerts that are not resolved, the most severe and newest first. */
export async function listUnresolved(db: Db): Promise<readonly Alert[]> {
  return select(db, ne(alerts.state, 'resolved'), 500)
}

/** What judging must know of an alert that is not resolved. */
export type UnresolvedAlert = Pick<Alert, 'id' | 'rule' | 'kpiId' | 'place'>

/** All alerts that are not resolved, however many, newest first. */
export async function listStanding(db: Db): Promise<readonly UnresolvedAlert[]> {
  const { id, rule, kpiId, place } = alerts
  return db.select({ id, rule, kpiId, place }).from(alerts).where(ne(alerts.state, 'resolved')).orderBy(desc(alerts.id))
}

/** Unresolved alerts whose snooze ended, or whose acknowledgement did while the number is still bad; by number. */
export async function listDueByClock(db: Db, now: Date): Promise<readonly Alert[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const due = sql`coalesce(${alerts.snoozedUntil}, case when ${alerts.state} = 'acknowledged'
    and ${alerts.bad} then ${alerts.ackUntil} end) <= ${at}`
  const found = await select(db, and(ne(alerts.state, 'resolved'), due), 500)
  return [...found].sort((a, b) => a.id - b.id)
}

/** Open alerts that were never announced because something held them back when they began; oldest history decides. */
export async function listUnannounced(db: Db): Promise<readonly Alert[]> {
  const silent = sql`exists (select 1 from alert_events e where e.alert_id = ${alerts.id} and e.kind in ('held', 'muted'))`
  const unsaid = sql`not exists (select 1 from deliveries d where d.subject = ${alertPrefix}::text || ${alerts.id})`
  return select(db, and(eq(alerts.state, 'open'), isNull(alerts.groupId), silent, unsaid), 50)
}

/** Open alerts whose next step of escalation is due, the first to be due first. */
export async function listDueEscalations(db: Db, now: Date): Promise<readonly Alert[]> {
  const due = sql`${alerts.escalateAt} <= ${now.toISOString()}::timestamptz`
  const found = await select(db, and(eq(alerts.state, 'open'), isNull(alerts.snoozedUntil), due), 500)
  return [...found].sort((a, b) => a.id - b.id)
}

/** These alerts, in no order. */
export async function findAlerts(db: Db, ids: readonly number[]): Promise<readonly Alert[]> {
  return ids.length === 0 ? [] : select(db, inArray(alerts.id, [...ids]), ids.length)
}

/** The alerts of a group, the most severe and oldest first. */
export async function listByGroup(db: Db, groupId: number): Promise<readonly Alert[]> {
  const found = await select(db, eq(alerts.groupId, groupId), 5_000)
  return [...found].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || a.id - b.id)
}

/** Adds to the history of an alert. */
export async function addAlertEvent(db: Db, event: NewAlertEvent): Promise<void> {
  await db.insert(alertEvents).values({ ...event, detail: event.detail ?? null })
}

/** Adds to the history of many alerts. */
export async function addAlertEvents(db: Db, events: readonly NewAlertEvent[]): Promise<void> {
  const rows = events.map(event => ({ ...event, detail: event.detail ?? null }))
  for (let at = 0; at < rows.length; at += chunkRows)
    await db.execute(insertMany(alertEvents, rows.slice(at, at + chunkRows)))
}

/** What happened to an alert, oldest first. */
export async function listAlertEvents(db: Db, alertId: number): Promise<readonly AlertEvent[]> {
  const rows = await db
    .select({ event: alertEvents, personName: people.name })
    .from(alertEvents)
    .leftJoin(people, eq(people.id, alertEvents.personId))
    .where(eq(alertEvents.alertId, alertId))
    .orderBy(asc(alertEvents.id))
  return rows.map(({ event: { id: _, ...event }, personName }) => ({ ...event, personName }))
}

/** Names of people, also of those who left; from the people that this piece of work has read where they are among them. */
async function namesIn(db: Db, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, PersonName>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const here = isShared('people') ? await listPeople(db) : []
  const known = new Map(here.map(({ id, name }) => [id, { id, name }]))
  if (wanted.every(id => known.has(id))) return known
  const found = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted))
  return new Map(found.map(person => [person.id, person]))
}

const owners = alias(people, 'owners')
const acknowledgers = alias(people, 'acknowledgers')
const resolvers = alias(people, 'resolvers')

async function select(db: Db, where: ReturnType<typeof and>, limit: number): Promise<readonly Alert[]> {
  return (await withNames(db, where).limit(limit)).map(alertOf)
}

/** Alerts with the names of the people in them, the newest first. */
function withNames(db: Db, where: ReturnType<typeof and>) {
  const nameOf = (table: typeof owners | typeof acknowledgers | typeof resolvers) => ({
    id: table.id,
    name: table.name,
  })
  return db
    .select({
      alert: alerts,
      owner: nameOf(owners),
      acknowledgedBy: nameOf(acknowledgers),
      resolvedBy: nameOf(resolvers),
    })
    .from(alerts)
    .leftJoin(owners, eq(owners.id, alerts.ownerId))
    .leftJoin(acknowledgers, eq(acknowledgers.id, alerts.acknowledgedBy))
    .leftJoin(resolvers, eq(resolvers.id, alerts.resolvedBy))
    .where(where)
    .orderBy(desc(alerts.id))
}

interface NamedRow {
  readonly alert: typeof alerts.$inferSelect
  readonly owner: NamedPerson
  readonly acknowledgedBy: NamedPerson
  readonly resolvedBy: NamedPerson
}

/** `null` where nobody stands there. */
type NamedPerson = { readonly id: number | null; readonly name: string | null } | null

function alertOf({ alert, owner, acknowledgedBy, resolvedBy }: NamedRow): Alert {
  const { ownerId: _owner, acknowledgedBy: _by, resolvedBy: _resolver, ...fields } = alert
  return { ...fields, owner: named(owner), acknowledgedBy: named(acknowledgedBy), resolvedBy: named(resolvedBy) }
}

function named(person: NamedPerson): PersonName | null {
  return person === null || person.id === null ? null : { id: person.id, name: person.name ?? '' }
}

/** The columns of an alert. */
function alertRow({ owner, acknowledgedBy, resolvedBy, ...fields }: AlertFields) {
  return {
    ...fields,
    ownerId: owner?.id ?? null,
    acknowledgedBy: acknowledgedBy?.id ?? null,
    resolvedBy: resolvedBy?.id ?? null,
  }
}
