import { beforeEach, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T10:00:00Z'))
const today = ['2026-11-21', '2026-11-21'] as const

beforeEach(async () => {
  await db.execute('truncate channels, people, stores, metric_day, dirty_days, sources restart identity cascade')
  await addPerson(db, 'Owner')
  await addStore(db, 'shopee-th', { platform: 'shopee', market: 'th', currency: 'THB', timeZone: 'Asia/Bangkok' })
})

it.each([
  ['late_shipment_rate', { account_late_n: 3.5, account_late_d: 100, account_late_target: 8 }, '3.5%', '< 8%'],
  ['ship_on_time_rate', { account_late_n: 3.5, account_late_d: 100, account_late_target: 8 }, '96.5%', '≥ 92%'],
  ['shop_rating', { account_rating_n: 4.7, account_rating_d: 1, account_rating_target: 4.5 }, '4.7', '≥ 4.5'],
  ['response_rate_24h', { account_response_target: 70 }, '–', '≥ 70%'],
])('a platform’s own %s stands with its target in status and help', async (kpi, told, value, target) => {
  await addDays(db, 1, today, told)

  for (const line of [`status ${kpi} shopee-th yesterday`, `help ${kpi} shopee-th`]) {
    const said = textOf(await talk.say(line))
    expect(said).toContain('Counted by the platform over its own window')
    expect(said).toContain(value)
    expect(said).toContain(`target of the platform ${target}`)
  }
})

it('says nothing of it where no platform tells any', async () => {
  await addDays(db, 1, today, { orders: 3 })

  expect(textOf(await talk.say('status late_shipment_rate shopee-th'))).not.toContain('its own window')
})
