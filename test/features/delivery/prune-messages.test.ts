import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { alertSubject, groupSubject } from '#src/domain/alerts/alert-subject.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { lastRevision, saidAbout, subjectsBelow } from '#src/features/delivery/store/plan.ts'
import { pruneMessages } from '#src/features/delivery/store/standing-messages.ts'
import { testDatabase } from '#test/support/database.ts'
import { channel, start, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const old = '2026-01-05T00:00:00Z'
const term = new Date('2026-03-01T00:00:00Z')
let room: number

beforeEach(async () => {
  await truncate(db, 'channels, alerts, improvements, target_proposals restart identity cascade')
  room = (await channel(db, 'room')).id
})

async function stands(subject: string, at = old, revision = 1): Promise<void> {
  await db.execute(sql`insert into messages (channel_id, subject, revision, ref, updated_at)
    values (${room}, ${subject}, ${revision}, 'ref', ${at}::timestamptz)`)
}

async function left(): Promise<readonly string[]> {
  const rows = await db.execute<{ subject: string }>(sql`select subject from messages order by subject`)
  return rows.map(({ subject }) => subject)
}

async function alert(state: string, groupId: number | null = null): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    insert into alerts (rule, kpi_id, place, state, severity, from_day, day, opened_at, changed_at, group_id)
    select 'target/' || n, 'sales', 'all', ${state}, 'warning', '2026-01-01', '2026-01-01', ${old}::timestamptz,
      ${old}::timestamptz, ${groupId}::int from (select count(*) as n from alerts) as so_far returning id`)
  return row?.id ?? 0
}

async function proposal(state: string): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    insert into target_proposals (kpi_id, place, period, valid_from, past, steps, step, approved_by, state, proposed_at,
      remind_at, expires_at)
    values ('sales', 'all', 'month', '2026-02-01', '[]', '{}', 0, '{}', ${state}, ${old}::timestamptz,
      ${old}::timestamptz, ${old}::timestamptz) returning id`)
  return row?.id ?? 0
}

async function action(state: string): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    insert into improvements (kpi_id, place, what, due_day, state, created_at)
    values ('sales', 'all', 'call them', '2026-02-01', ${state}, ${old}::timestamptz) returning id`)
  return row?.id ?? 0
}

it('forgets where messages stand that nobody has changed for long, and no others', async () => {
  await stands('digest/1/2026-01-04')
  await stands('digest/1/2026-03-02', '2026-03-02T08:00:00Z')

  expect(await pruneMessages(db, term)).toBe(1)
  expect(await pruneMessages(db, term)).toBe(0)

  expect(await left()).toEqual(['digest/1/2026-03-02'])
})

it('keeps those that the outbox still holds: the next attempt may edit them', async () => {
  await stands('import/7/done')
  await planDelivery(db, { key: 'x', channelId: room, subject: 'import/7/done', card: titled('x'), notBefore: start })

  expect(await pruneMessages(db, term)).toBe(0)
})

it.each([
  ['an alert', alert, 'open', 'resolved', (id: number) => alertSubject(id)],
  ['an alert that somebody has', alert, 'acknowledged', 'resolved', (id: number) => alertSubject(id)],
  ['a call about an alert', alert, 'open', 'resolved', (id: number) => alertSubject(id, { kind: 'news', revision: 3 })],
  ['a group of alerts', (state: string) => alert(state, 40).then(() => 40), 'open', 'resolved', groupSubject],
  ['a proposal', proposal, 'waiting', 'approved', (id: number) => `proposal/${id}`],
  ['a proposal on a platform', proposal, 'waiting', 'returned', (id: number) => `proposal/${id}/platform`],
  ['an action', action, 'open', 'done', (id: number) => `action/${id}/task`],
])('keeps messages about %s until it is over, however old', async (_what, make, open, over, subjectOf) => {
  const subject = subjectOf(await make(open))
  await stands(subject)

  const before = await pruneMessages(db, term)
  for (const table of ['alerts', 'target_proposals', 'improvements'])
    await db.execute(sql`update ${sql.identifier(table)} set state = ${over}`)
  const after = await pruneMessages(db, term)

  expect([before, after]).toEqual([0, 1])
})

it('takes numbers for the whole number that they are', async () => {
  await alert('open')
  await stands(alertSubject(11)) // begins as alert 1 does

  expect(await pruneMessages(db, term)).toBe(1)
})

it('finds calls and the last revision of what stands, when the outbox has forgotten them', async () => {
  const call = alertSubject(4, { kind: 'news', revision: 2 })
  await stands(alertSubject(4), old, 6)
  await stands(call, old, 2)

  expect(await saidAbout(db, alertSubject(4))).toEqual({
    channels: [room],
    calls: [{ channelId: room, subject: call }],
  })
  expect(await subjectsBelow(db, `${alertSubject(4)}/call/`)).toEqual([{ channelId: room, subject: call }])
  expect(await lastRevision(db, alertSubject(4))).toBe(6)
  expect(await lastRevision(db, alertSubject(5))).toBeNull()
})
