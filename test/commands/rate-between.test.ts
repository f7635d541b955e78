import { beforeAll, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { setRate } from '#src/features/stores/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T12:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner')
  await addStore(db, 'west')
  const since = { since: '2026-11-01', by: null, demo: false }
  await setRate(db, { ...since, from: 'USD', to: 'CNY', rate: '7' })
  await setRate(db, { ...since, from: 'JPY', to: 'CNY', rate: '0.05' })
  await setRate(db, { ...since, from: 'GBP', to: 'EUR', rate: '1.2' })
})

it('works a rate out over a third currency and says from what', async () => {
  const text = textOf(await talk.say('rate usd jpy'))

  expect(text).toContain('1 USD = 140 JPY, worked out from 1 USD = 7 CNY')
  expect(text).toContain('1 JPY = 0.05 CNY')
  expect(text).not.toContain('GBP')
})

it('says which rates there are where none leads from one to the other', async () => {
  const text = textOf(await talk.say('rate usd eur'))

  expect(text).toContain('No rate leads from USD to EUR')
  for (const pair of ['1 USD → CNY', '1 JPY → CNY', '1 GBP → EUR']) expect(text).toContain(pair)
})
