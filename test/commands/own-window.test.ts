import { beforeEach, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T10:00:00Z'))
const today = ['2026-11-21', '2026-11-21'] as const

beforeEach(async () => {
  await truncate(db, 'channels, people, stores, metric_day, dirty_days, sources restart identity cascade')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addStore(db, 'shopee-th', { platform: 'shopee', market: 'th', currency: 'THB', timeZone: 'Asia/Bangkok' })
})

it.each([
  ['late_shipment_rate', { account_late_n: 3.5, account_late_d: 100, account_late_target: 8 }, '3.5%', '< 8%'],
  ['ship_on_time_rate', { account_late_n: 3.5, account_late_d: 100, account_late_target: 8 }, '96.5%', '≥ 92%'],
  ['shop_rating', { account_rating_n: 4.7, account_rating_d: 1, account_rating_target: 4.5 }, '4.7', '≥ 4.5'],
  ['response_rate_24h', { account_response_target: 70 }, '–', '≥ 70%'],
  [
    'avg_handling_hours',
    { account_preparation_n: 30, account_preparation_d: 1, account_preparation_target: 48 },
    '30',
    '< 48',
  ],
  ['first_response_minutes', { account_reply_n: 90, account_reply_d: 1, account_reply_target: 1440 }, '90', '< '],
  [
    'non_fulfilment_rate',
    { account_unfulfilled_n: 4.5, account_unfulfilled_d: 100, account_unfulfilled_target: 10 },
    '4.5%',
    '< 10%',
  ],
  [
    'fast_handover_rate',
    { account_handover_n: 55, account_handover_d: 100, account_handover_target: 60 },
    '55%',
    '≥ 60%',
  ],
  ['listing_violations', { account_listing_n: 2, account_listing_d: 1, account_listing_target: 0 }, '2', '≤ 0'],
  [
    'preorder_listing_rate',
    { account_preorder_n: 6.5, account_preorder_d: 100, account_preorder_target: 5 },
    '6.5%',
    '< 5%',
  ],
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

it('is what a scorecard measures by where nobody tells what our own figure is made of, and that is said', async () => {
  const october = ['2026-10-01', '2026-10-31'] as const
  await addPerson(db, 'Ken', { role: 'operator' })
  await addDays(db, 1, october, { account_response_n: 85.5, account_response_d: 100, orders: 30, net_sales: 100 })

  await talk.say('template apply service @Ken shopee-th 2026-10 now')
  const said = textOf(await talk.say('score @Ken 2026-10'))

  expect(said).toContain('85.5%')
  expect(said).toContain('As the platform counts it over its own window')
})
