import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { link } from '#src/features/people/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, textOf } from '#test/support/talk.ts'
import { answering } from './world.ts'

const { db } = await testDatabase()
const { say } = answering(db)
const ada = 'ada@example.com'

/** What is set up before any shop is connected: the line, what shows it, and what has to be read there. */
const planned: readonly (readonly [string, string, RegExp])[] = [
  ['event add "Winter Sale" 12/1-12/4 sale 2', 'events', /Winter Sale/],
  ['rate usd cny 7.1 2026-11', 'rates', /7\.1/],
  ['team add "North Crew" leader ada@example.com market:us', 'team', /North Crew/],
]

async function read(line: string): Promise<string> {
  const { cards } = await say(ada, line)
  return cards.map(card => textOf(card)).join('\n')
}

beforeAll(async () => {
  const personId = await addPerson(db, 'Ada', { email: ada, role: 'administrator', scope: ['all'] })
  await link(db, { messenger: 'web', workspace: '', externalId: ada, personId })
})

it.each(['status', 'trend sales', 'compare sales', 'why sales', 'forecast sales', 'top stores sales'])(
  '%s says how the first shop comes, instead of sending an administrator to an administrator',
  async line => {
    expect(await read(line)).toMatch(/no store yet.*connect.*file/is)
  },
)

it('counts what was planned before the first shop for that shop', async () => {
  for (const [line, list, shown] of planned) {
    const { refused, cards } = await say(ada, line)
    expect(refused, cards.map(card => textOf(card)).join()).toBeUndefined()
    expect(await read(list)).toMatch(shown)
  }

  await addStore(db, 'first-shop')

  for (const [, list, shown] of planned) expect(await read(list)).toMatch(shown)
})

it('takes back what earlier versions had marked as of the demo company', async () => {
  await db.execute(sql`update events set demo = true`)
  expect(await read('events')).not.toMatch(/Winter Sale/)

  await db.execute(sql.raw(await readFile('migrations/0024_real_before_the_first_store.sql', 'utf8')))

  expect(await read('events')).toMatch(/Winter Sale/)
})
