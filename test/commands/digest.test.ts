import { beforeEach, expect, it } from 'vitest'
import { digest } from '#commands/planning/digest.ts'
import { listSchedules } from '#src/platform/jobs/schedules.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const talk = talkTo(db, [digest], new Date('2026-11-21T10:00:00Z'))

beforeEach(async () => {
  await truncate(db, 'channels, people, stores, metric_day, dirty_days restart identity cascade')
  await addPerson(db, 'Owner')
  const west = await addStore(db, 'west')
  await addDays(db, west.id, ['2026-10-01', '2026-11-20'], { net_sales: 100_000, orders: 10 })
})

it.each([
  ['digest subscribe weekly monday 09:00', 'week', '0 9 * * 1', 'Weekly report ordered'],
  ['digest subscribe monthly', 'month', '0 9 1 * *', 'Monthly report ordered'],
  ['digest subscribe quarterly 8:30 me', 'quarter', '30 8 1 1,4,7,10 *', 'Quarterly report ordered'],
  ['日報 配信 毎週 月曜 9:00', 'week', '0 9 * * 1', 'Weekly report ordered'],
  ['日报 订阅 每周 周一 9:00', 'week', '0 9 * * 1', 'Weekly report ordered'],
])('“%s” orders a report about a %s', async (line, every, cron, title) => {
  const card = await talk.say(line)

  expect(await listSchedules(db)).toMatchObject([{ cron, params: { every } }])
  expect(card.title.en).toBe(title)
})

it('shows a weekly or monthly report at once', async () => {
  const week = await talk.say('digest now weekly')
  const month = await talk.say('digest now monthly')

  expect(week.title.en).toContain('Weekly report')
  expect(textOf(week)).toContain('$7,000.00')
  expect(month.title.en).toContain('Monthly report')
  expect(textOf(month)).toContain('$31,000.00')
})

it('is ordered once: the same again says that it stands', async () => {
  await talk.say('digest subscribe 07:45')
  const again = await talk.say('digest subscribe 07:45')
  await talk.say('digest subscribe weekly monday 07:45')
  await talk.say('digest subscribe 07:45 west')

  expect(again.title.en).toBe('Daily report stands already')
  expect(await listSchedules(db)).toHaveLength(3)
})
