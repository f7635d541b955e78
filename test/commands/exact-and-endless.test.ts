import { beforeEach, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { showValue } from '#src/cards/figure-cells.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T10:00:00Z'))

beforeEach(async () => {
  await truncate(db, 'channels, people, stores, metric_day, dirty_days, sources restart identity cascade')
  await addPerson(db, 'Owner')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
})

it.each(['9007199254740993', '9,007,199,254,740,993円', '￥９００７１９９２５４７４０９９３'])(
  'keeps %s yen to the last one, from the line to the cards',
  async typed => {
    const saved = textOf(await talk.say(`record sales tokyo 2026-11-20 ${typed}`))
    const shown = textOf(await talk.say('status sales tokyo 2026-11-20'))

    expect(saved).toContain('¥9,007,199,254,740,993')
    expect(shown).toContain('¥9,007,199,254,740,993')
  },
)

it.each([
  ['acos', 'no ad sales'],
  ['aov', 'no orders'],
  ['conversion_rate', 'no sessions'],
])('writes what there was none of for a value of %s beyond every bound', (id, said) => {
  const kpi = builtInKpis.find(one => one.id === id)

  expect(kpi && showValue(Number.POSITIVE_INFINITY, kpi, null).en).toBe(said)
})

it('never says that the latest data is from the day that was asked for', async () => {
  await addDays(db, 1, ['2026-11-20', '2026-11-20'], { net_sales: 100, orders: 1 })

  const shown = textOf(await talk.say('status acos tokyo 2026-11-20'))

  expect(shown).not.toContain('The latest data is from')
  expect(shown).toContain('Data came for these days, but not what ACoS is made of')
})

it('names the year of what is not this year', async () => {
  const late = talkTo(db, commands, new Date('2026-12-30T10:00:00Z'))

  expect(textOf(await late.say('mute sales tokyo until Jan 5'))).toContain('2027')
  expect(textOf(await late.say('mute'))).toContain('2027')
  expect(textOf(await late.say('away Jan 4-5'))).toContain('2027')
})
