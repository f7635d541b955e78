import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadDemo } from '#src/features/demo/index.ts'
import { restoreBackup } from '#src/platform/backup/restore.ts'
import { writeBackup } from '#src/platform/backup/write.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { migrate, ourMigrations } from '#src/platform/database/migrate.ts'
import { restoredMark } from '#src/platform/database/restored.ts'
import { emptyDatabaseUrl, testDatabase } from '#test/support/database.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 }) // a whole company is written and read

const now = new Date('2026-05-04T09:00:00Z')
const secretKey = 'a-key-of-some-length-that-seals-things'
let folder = ''
let company: Database
let file = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kpi-backup-'))
  company = await testDatabase()
  await loadDemo(company.db, { now })
  await createVault(company.db, 'slack', secretKey).put('token', 'xoxb-sealed-secret')
  await company.db.execute(`insert into pictures (id, png, width, height) values ('p', '\\x00015c0a5c2e0aff', 1, 1)`)
  await company.db.execute(`insert into notes (text, author_name, place, from_day, to_day)
    values (E'line one\\nline \\\\. two\\t終わり\\r\\n\\\\.', 'A', 'all', '2026-05-01', '2026-05-02')`)
  file = join(folder, 'company.backup')
  await writeBackup({ url: company.url, file, version: '1.2.3', secretKey, now })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function contents(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const tables = await sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    if (name === 'settings') continue
    const [row] = await sql.unsafe(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from "${name}" t`,
    )
    found[String(name)] = String(row?.sum)
  }
  await sql.end()
  return found
}

const restored = (url: string, from = file) => restoreBackup({ url, file: from, secretKey, now })

describe('a backup', () => {
  it('comes back with every row of every table, bytes and odd texts included, and sequences go on', async () => {
    const url = await emptyDatabaseUrl()
    const done = await restored(url)
    const target = openDatabase(url, { max: 1 })
    const [next] = await target.db.execute(`select nextval('people_id_seq')::int as id`)
    const [most] = await target.db.execute(`select max(id)::int as id from people`)
    const key = await createVault(target.db, 'slack', secretKey).find('token')
    await target.close()

    expect(await contents(url)).toEqual(await contents(company.url))
    expect(done).toMatchObject({ version: '1.2.3', migrated: 0, otherKey: false })
    expect(done.rows).toBeGreaterThan(10_000)
    expect(Number(next?.id)).toBeGreaterThan(Number(most?.id))
    expect(key).toBe('xoxb-sealed-secret')
  })

  it('is for its owner alone and holds no secret in the clear', async () => {
    const text = gunzipSync(await readFile(file)).toString('latin1')

    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(text).not.toContain('xoxb-sealed-secret')
    expect(text).not.toContain(secretKey)
    expect(text.startsWith('LINKSTAR-KPI-BACKUP 1\n')).toBe(true)
  })

  it('tells when the key is another one', async () => {
    const done = await restoreBackup({ url: await emptyDatabaseUrl(), file, secretKey: 'another-key', now })

    expect(done.otherKey).toBe(true)
  })

  it('holds one instant, whatever is written meanwhile', async () => {
    const { db, url } = await testDatabase()
    await db.execute(
      `insert into counters (key, used, until) select 'c/' || i, 0, now() from generate_series(1, 200) i`,
    )
    let stop = false
    const writing = (async () => {
      // moves points between rows of two tables: their sum is always 0
      for (let round = 1; !stop; round += 1)
        await db.transaction(async tx => {
          await tx.execute(`update counters set used = used + 1 where key = 'c/${(round % 200) + 1}'`)
          await tx.execute(`insert into claims (key, at) values ('k/${round}', now())`)
        })
    })()
    const copy = join(folder, 'moving.backup')
    for (let time = 0; time < 3; time += 1) await writeBackup({ url, file: copy, version: '1', secretKey, now })
    stop = true
    await writing
    const target = await emptyDatabaseUrl()
    await restored(target, copy)
    const sql = postgres(target, { max: 1 })
    const [sums] =
      await sql`select (select sum(used) from counters)::int as moved, (select count(*) from claims)::int as said`
    await sql.end()

    expect(Number(sums?.said)).toBeGreaterThan(0)
    expect(sums?.moved).toBe(sums?.said)
  })

  it.each(
    ourMigrations()
      .slice(0, -1)
      .filter((_one, at, all) => [0, 3, all.length - 1].includes(at)),
  )('of an older version (migration %s) is brought to the present one', async upTo => {
    const old = await emptyDatabaseUrl()
    await migrate(old, { upTo })
    const sql = postgres(old, { max: 1, onnotice: () => {} })
    await sql`insert into people (name, email, role, scope) values ('Old', 'old@example.com', 'administrator', '{all}')`
    await sql.end()
    const copy = join(folder, `old-${upTo}.backup`)
    await writeBackup({ url: old, file: copy, version: '0.0.9', secretKey, now })
    const url = await emptyDatabaseUrl()
    const done = await restored(url, copy)
    const target = openDatabase(url, { max: 1 })
    const people = await target.db.execute(`select name from people`)
    const applied = await target.db.execute('select count(*)::int as n from drizzle.__drizzle_migrations')
    await target.close()

    expect(done.migrated).toBe(ourMigrations().filter(one => one > upTo).length)
    expect(people.map(row => row.name)).toEqual(['Old'])
    expect(applied[0]?.n).toBe(ourMigrations().length)
  })

  it('of a newer version is refused', async () => {
    const text = gunzipSync(await readFile(file)).toString('latin1')
    const copy = join(folder, 'newer.backup')
    const newer = text.replace(/"migrations":\[/, '"migrations":[99999999999999,')
    await writeFile(copy, gzipSync(Buffer.from(newer, 'latin1')))

    await expect(restored(await emptyDatabaseUrl(), copy)).rejects.toThrow(/newer than this one/)
  })

  it('that is cut off anywhere, or changed, restores nothing at all', async () => {
    const small = await testDatabase()
    await small.db.execute(`insert into people (name, email, role, scope)
      select 'P' || i, i || '@example.com', 'viewer', '{}' from generate_series(1, 500) i`)
    const whole = join(folder, 'small.backup')
    await writeBackup({ url: small.url, file: whole, version: '1', secretKey, now })
    const plain = gunzipSync(await readFile(whole))
    const url = await emptyDatabaseUrl()
    const copy = join(folder, 'cut.backup')
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.boolean(), async (share, packed) => {
        const bytes = packed ? await readFile(whole) : plain
        const part = bytes.subarray(0, Math.floor(bytes.length * share))
        await writeFile(copy, packed ? part : gzipSync(part))
        await expect(restored(url, copy)).rejects.toThrow(/damaged|no backup/)
        const sql = postgres(url, { max: 1, onnotice: () => {} })
        const [there] = await sql`select to_regclass('people') is not null as made`
        const count = there?.made ? (await sql`select count(*)::int as n from people`)[0]?.n : 0
        await sql.end()

        expect(count).toBe(0)
      }),
      { numRuns: 8 },
    )
    await restored(url, whole)
  })

  it.each([
    ['is not there', 'nowhere.backup', null],
    ['is something else', 'else.backup', Buffer.from('a,b\n1,2\n')],
    ['is an empty file', 'empty.backup', Buffer.alloc(0)],
    ['is another packed file', 'packed.backup', gzipSync('hello')],
  ])('that %s gets one sentence', async (_what, name, bytes) => {
    const copy = join(folder, name)
    if (bytes) await writeFile(copy, bytes)

    await expect(restored(await emptyDatabaseUrl(), copy)).rejects.toThrow(/There is no file|no backup of this service/)
  })
})

describe('a restore', () => {
  it('goes into an empty database alone: also one that was started once, never one that holds something', async () => {
    const started = await emptyDatabaseUrl()
    await migrate(started)
    await restored(started)

    await expect(restored(started)).rejects.toThrow(/not empty/)
  })

  it('leaves tables of others alone', async () => {
    const url = await emptyDatabaseUrl()
    const sql = postgres(url, { max: 1 })
    await sql`create table invoices (id int)`

    await expect(restored(url)).rejects.toThrow(/other tables \(invoices\)/)
    expect(await sql`select * from invoices`).toHaveLength(0)
    await sql.end()
  })

  it('waits until the service is stopped', async () => {
    const { db, url } = await testDatabase()
    await db.execute('select 1')

    await expect(restored(url)).rejects.toThrow(/stop it first/)
  })

  it('marks the data, so that nothing is sent by itself', async () => {
    const url = await emptyDatabaseUrl()
    await restored(url)
    const target = openDatabase(url, { max: 1 })
    const mark = await restoredMark(target.db)
    await target.close()

    expect(mark).toEqual({ at: now, from: now })
  })
})
