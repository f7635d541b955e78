import { beforeAll, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { evaluate } from '#src/features/alerts/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { ensureChannel } from '#src/features/people/index.ts'
import { addTarget } from '#src/features/targets/index.ts'
import { testDatabase, watched } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const database = await testDatabase()
const { db, statements } = watched(database)
const now = new Date('2026-11-20T20:00:00Z')
const talk = talkTo(db, commands, now)
let stores = 0

/** An alert that was announced in a group. @returns its number */
async function openAlert(): Promise<number> {
  stores += 1
  const store = await addStore(database.db, `store-${stores}`)
  const set = { period: 'day', validFrom: '2026-11-01', setBy: null, currency: 'USD' } as const
  await addTarget(database.db, { kpiId: 'sales', place: `store:${store.slug}`, value: 3_000_00, ...set })
  await addDays(database.db, store.id, ['2026-11-18', '2026-11-19'], { net_sales: 90_00, orders: 5 })
  const { changes } = await evaluate({ db: database.db, figures: createFigures(database.db), now })
  await talk.say(`status sales ${store.slug}`) // first days of measures are remembered by each process
  return changes[0]?.alert.id ?? 0
}

beforeAll(async () => {
  await addPerson(database.db, 'Owner')
  await ensureChannel(database.db, {
    ...{ messenger: 'web', workspace: '', externalId: 'ops', name: 'ops', kind: 'group', scope: ['all'] },
    ...{ locale: 'en', timeZone: 'UTC', alerts: true, demo: false },
  })
})

it('takes an alert on with at most 12 statements, the edit of its message included', async () => {
  const id = await openAlert()
  statements.length = 0

  const answer = await talk.say(`ack ${id}`)

  expect(JSON.stringify(answer)).toContain(`You took on alert ${id}`)
  expect(statements.some(text => text.includes('insert into deliveries'))).toBe(true)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12)
})

it('keeps a reason with no more: the answer and the note are written with the change', async () => {
  const id = await openAlert()
  statements.length = 0

  await talk.say(`ack ${id} "carrier stopped for a day"`)

  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12)
})
