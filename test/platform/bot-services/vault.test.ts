import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { runAsLeader } from '#src/platform/database/leader.ts'
import { testDatabase } from '#test/support/database.ts'
import { until } from '#test/support/waiting.ts'

const database = await testDatabase()
const { db } = database
const key = 'a key of thirty-two characters, or more'

it('gives back what was put in, and forgets what was removed', async () => {
  const vault = createVault(db, 'chat', key)
  await vault.put('team/1', 'first')
  await vault.put('team/1', 'xoxb-秘密')

  const found = await vault.find('team/1')
  await vault.remove('team/1')

  expect(found).toBe('xoxb-秘密')
  expect(await vault.find('team/1')).toBeNull()
  expect(await vault.list()).toEqual([])
})

it('keeps values unreadable in the database, and each messenger to its own', async () => {
  await createVault(db, 'chat', key).put('token', 'very-secret-token')

  const [row] = await db.execute<{ text: string }>(sql`select encode(sealed, 'escape') as text from vault`)

  expect(row?.text).not.toContain('very-secret')
  expect(await createVault(db, 'mail', key).find('token')).toBeNull()
})

it('opens nothing with another key, under another name, or after a change', async () => {
  const vault = createVault(db, 'chat', key)
  await vault.put('one', 'value')
  await db.execute(
    sql`insert into vault (owner, name, sealed) select owner, 'two', sealed from vault where name = 'one'`,
  )
  const changed = sql`set_byte(sealed, length(sealed) - 1, (get_byte(sealed, length(sealed) - 1) + 1) % 256)`
  await db.execute(
    sql`insert into vault (owner, name, sealed) select owner, 'three', ${changed} from vault where name = 'one'`,
  )

  await expect(createVault(db, 'chat', key.toUpperCase()).find('one')).rejects.toThrow()
  await expect(vault.find('two')).rejects.toThrow()
  await expect(vault.find('three')).rejects.toThrow()
})

it('runs something in one process at a time, and hands it over when the connection of the first dies', async () => {
  const log = { warn: () => {} }
  const running: string[] = []
  const work = (name: string) => async (signal: AbortSignal) => {
    running.push(`${name} runs`)
    await new Promise<void>(done => signal.addEventListener('abort', () => done()))
    running.push(`${name} ends`)
  }
  const first = runAsLeader(database.url, 'socket', work('first'), log)
  await until(() => running.length === 1)
  const second = runAsLeader(database.url, 'socket', work('second'), log)
  const other = runAsLeader(database.url, 'another', work('other'), log)
  await until(() => running.length === 2)
  const before = [...running]

  await first()
  await until(() => running.includes('second runs'))
  await Promise.all([second(), other()])

  expect(before).toEqual(['first runs', 'other runs'])
  expect(running.indexOf('first ends')).toBeLessThan(running.indexOf('second runs'))
})

it('competes again after its connection was cut', async () => {
  let runs = 0
  const stop = runAsLeader(
    database.url,
    'cut',
    async signal => {
      runs += 1
      await new Promise<void>(done => signal.addEventListener('abort', () => done()))
    },
    { warn: () => {} },
  )
  await until(() => runs === 1)

  await db.execute(sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 727005`)
  await until(() => runs === 2)
  await stop()

  expect(runs).toBe(2)
})
