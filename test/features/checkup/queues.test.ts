import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { listQueues, queueBlocks } from '#src/features/checkup/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-20T03:00:00Z')
const hourAgo = sql`'2026-11-20T02:00:00Z'::timestamptz`
const later = sql`'2026-11-20T03:10:00Z'::timestamptz`

beforeEach(async () => {
  await truncate(
    db,
    `deliveries, channels, inbox, schedule_runs, schedules, dirty_days, pulls, connection_stores,
      connections, import_readings, imports, stores restart identity cascade`,
  )
  await addStore(db, 'west')
  await db.execute(sql`insert into channels (messenger, workspace, external_id, name, kind, scope, locale, time_zone)
    values ('slack', 'T1', 'C1', 'us-team', 'group', '{all}', 'en', 'UTC')`)
})

const message = (key: string, rest: { due?: unknown; error?: string; state?: string; leased?: boolean } = {}) =>
  db.execute(sql`insert into deliveries (key, channel_id, subject, card, not_before, state, error, lease_until, created_at)
    values (${key}, 1, ${key}, '{}', ${rest.due ?? hourAgo}, ${rest.state ?? 'waiting'}, ${rest.error ?? null},
      ${rest.leased ? sql`clock_timestamp() + interval '1 minute'` : null}, ${hourAgo})`)
const run = (column: 'missing' | 'none', state = 'waiting') =>
  db.execute(sql`
    with s as (insert into schedules (kind, channel_id, cron, time_zone, next_run_at)
      values ('digest', 1, '0 9 * * *', 'UTC', ${later}) returning id)
    insert into schedule_runs (schedule_id, due_at, try_at, deadline, state, missing)
    select id, ${hourAgo}, ${later}, ${later}, ${state}, ${column === 'missing' ? '{"failed": true}' : '{}'}::jsonb from s`)

describe('what waits', () => {
  it('says nothing where nothing is due', async () => {
    await message('tomorrow', { due: later })
    await message('gone', { state: 'sent' })
    await run('none', 'planned')

    expect(await listQueues(db, now)).toEqual([])
    expect(queueBlocks([], 'UTC')).toEqual([])
  })

  it.each([
    ['a message that failed', () => message('a', { error: 'HTTP 503', due: later }), 'messages', 'failed', 'us-team'],
    ['a message that is due', () => message('a'), 'messages', 'turn', 'us-team'],
    ['a message on its way', () => message('a', { leased: true }), 'messages', 'working', 'us-team'],
    ['a report without figures', () => run('none'), 'reports', 'figures', 'digest'],
    ['a report that failed by itself', () => run('missing'), 'reports', 'failed', 'digest'],
    [
      'a day to be judged',
      () => db.execute(sql`insert into dirty_days (store_id, day, at) values (1, '2026-11-19', ${hourAgo})`),
      ...(['days', 'turn', 'west 2026-11-19'] as const),
    ],
    [
      'a request whose worker is lost',
      () =>
        db.execute(sql`insert into inbox (messenger, key, payload, at, lease_until)
        values ('slack', 'event/1', '{}', ${hourAgo}, ${hourAgo})`),
      ...(['requests', 'turn', 'slack'] as const),
    ],
    [
      'a marketplace that failed',
      async () => {
        await db.execute(sql`insert into connections (connector, fingerprint, state) values ('shopify', 'x', 'active')`)
        await db.execute(sql`insert into connection_stores (connector, external_id, connection_id, store_id, found)
          values ('shopify', 'x', 1, 1, '{}')`)
        await db.execute(sql`insert into pulls (connection_store_id, feed, from_day, to_day, kind, priority, state, failures,
          error, not_before, created_at)
          values (1, 'orders', '2026-11-19', '2026-11-19', 'tip', 0, 'waiting', 3, 'HTTP 500', ${later}, ${hourAgo})`)
      },
      ...(['marketplaces', 'failed', 'west orders'] as const),
    ],
    [
      'a file',
      async () => {
        await db.execute(sql`insert into imports (file_name, content_hash, kind, mapping, state, created_at)
          values ('orders.csv', 'x', 'orders', '{}', 'reading', ${hourAgo})`)
        await db.execute(sql`insert into import_readings (import_id, options, look, phase, updated_at)
          values (1, '{}', '{}', 'waiting', ${hourAgo})`)
      },
      ...(['files', 'turn', 'orders.csv'] as const),
    ],
  ])('shows %s: what it is, since when and why', async (_name, make, queue, reason, what) => {
    await make()

    const [found, ...others] = await listQueues(db, now)

    expect(others).toEqual([])
    expect(found).toMatchObject({ queue, reason, waiting: 1, what: expect.stringContaining(what) })
    expect(found?.since.toISOString()).toBe('2026-11-20T02:00:00.000Z')
    if (reason === 'failed') expect(found?.nextTry?.toISOString()).toBe('2026-11-20T03:10:00.000Z')
  })

  it('counts all of a queue, names the oldest, and speaks three languages', async () => {
    for (const key of ['a', 'b', 'c']) await message(key)
    await message('older', { due: sql`'2026-11-20T01:00:00Z'::timestamptz` })

    const queues = await listQueues(db, now)
    expect(queues).toMatchObject([{ waiting: 4, since: new Date('2026-11-20T01:00:00Z') }])
    const [table] = queueBlocks(queues, 'UTC')
    for (const locale of locales)
      expect(JSON.stringify(table)).toContain({ en: 'Messages to send', ja: '送信', 'zh-CN': '待发' }[locale])
  })
})
