import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInbox, type InboxTimes } from '#src/platform/bot-services/inbox.ts'
import { extendTaking, pruneInbox, takeLost } from '#src/platform/bot-services/store/inbox.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog, until } from '#test/support/waiting.ts'

const now = () => new Date('2026-11-20T09:00:00Z')

describe('the inbox', () => {
  let database: Database
  let messenger = 'chat0'
  const ends: (() => Promise<void>)[] = []
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(() => {
    messenger = `chat${Number(messenger.slice(4)) + 1}`
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  /** A replica. Whoever takes with a lease of 0 and does not work is a process that died. */
  const replica = (times: Partial<InboxTimes> = {}) =>
    createInbox({ db: database.db, messenger, now, log: silentLog, times })
  const dead = { leaseMs: 0 }

  it('gives a delivery to one of all replicas that get it at the same time', async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => replica().take('message/1', { text: 'hi' })))

    expect(taken.filter(one => one !== null)).toHaveLength(1)
  })

  it('gives a delivery that is done to nobody again, and forgets what was said', async () => {
    const taken = await replica(dead).take('message/1', { text: 'secret words' })
    await taken?.work(async () => {})

    expect(await replica().take('message/1', {})).toBeNull()
    expect(await lost('')).toEqual([])
    const rows = await database.db.execute(sql`select payload from inbox where messenger = ${messenger}`)
    expect(rows.map(row => row.payload)).toEqual([null])
  })

  it('counts a delivery as done when the work on it fails: it is not carried out twice', async () => {
    const taken = await replica(dead).take('message/1', {})

    await expect(
      taken?.work(async () => {
        throw new Error('a bug')
      }),
    ).rejects.toThrow('a bug')

    expect(await replica().take('message/1', {})).toBeNull()
  })

  it('gives a delivery whose worker was lost to whoever the platform brings it next', async () => {
    await replica(dead).take('message/1', {})

    expect(await replica().take('message/1', {})).not.toBeNull()
    expect(await replica().take('message/1', {})).toBeNull()
  })

  it('works by itself on deliveries whose worker was lost, in their order, each once', async () => {
    await replica(dead).take('message/1', { text: 'one' })
    await replica(dead).take('click/1', { text: 'another kind' })
    await replica(dead).take('message/2', { text: 'two' })
    const worked: unknown[] = []

    for (let at = 0; at < 3; at += 1)
      ends.push(replica({ lookMs: 1 }).recover('message/', async (payload, key) => void worked.push({ key, payload })))

    await until(async () => worked.length === 2 && (await open()) === 1)
    expect(worked).toHaveLength(2)
    expect(worked).toContainEqual({ key: 'message/1', payload: { text: 'one' } })
    expect(worked).toContainEqual({ key: 'message/2', payload: { text: 'two' } })
  })

  it('leaves a delivery alone whose worker shows that it lives', async () => {
    await replica(dead).take('message/1', {})

    await extendTaking(database.db, messenger, 'message/1', 600_000)

    expect(await lost('message/')).toEqual([])
    expect(await replica().take('message/1', {})).toBeNull()
  })

  it('gives a delivery up that ended its worker three times', async () => {
    for (let at = 0; at < 3; at += 1) expect(await replica(dead).take('message/1', {})).not.toBeNull()

    expect(await replica(dead).take('message/1', {})).toBeNull()
    expect(await lost('message/')).toEqual([])
    expect(await open()).toBe(0)
  })

  it('keeps messengers apart, and forgets what is old', async () => {
    await replica(dead).take('message/1', {})
    const other = createInbox({ db: database.db, messenger: 'other', now, log: silentLog })

    expect(await other.take('message/1', {})).not.toBeNull()
    expect(await pruneInbox(database.db, now())).toBe(0)
    expect(await pruneInbox(database.db, new Date('2026-11-21T00:00:00Z'))).toBeGreaterThanOrEqual(2)
  })

  const lost = (prefix: string) => takeLost(database.db, { messenger, prefix, leaseMs: 600_000, most: 3 })
  const open = async () => {
    const [row] = await database.db.execute(sql`select count(*)::int as n from inbox where messenger = ${messenger}
      and lease_until is not null`)
    return Number(row?.n)
  }
})
