import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

const { db, url } = await testDatabase()

it('every statement ends with its own answer or a fault, however often the database ends connections', async () => {
  const broken = openDatabase(url, { max: 4 })
  const seen = { right: 0, wrong: 0, failed: 0 }
  const one = async (number: number) => {
    const read = async (db: Pick<typeof broken.db, 'execute'>) =>
      Number((await db.execute(sql`select ${number}::int as n`))[0]?.n)
    const inside = () =>
      broken.db.transaction(async tx => {
        await read(tx)
        return read(tx)
      })
    const answer = number % 3 === 0 ? await read(broken.db) : await inside()
    seen[answer === number ? 'right' : 'wrong'] += 1
  }
  let left = 150
  const work = async (worker: number) => {
    for (let n = 0; left > 0; n += 1) {
      await one(worker * 1_000_000 + n).catch(() => {
        seen.failed += 1
      })
    }
  }
  const end = async () => {
    for (; left > 0; left -= 1) {
      await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and random() < 0.7`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  await Promise.all([end(), ...Array.from({ length: 8 }, (_, worker) => work(worker))])
  await one(7).catch(() => one(7))

  expect(seen.wrong).toBe(0)
  expect(seen.failed).toBeGreaterThan(20)
  expect(seen.right).toBeGreaterThan(20)
  await broken.close()
}, 400_000)
