import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { placeKey } from '#src/domain/place.ts'
import { ruleWords } from '#src/features/alerts/rules/rule-words.ts'
import { targetWords } from '#src/features/targets/parse-weight.ts'
import { recognise } from '#src/language/recognise.ts'
import { readMoment } from '#src/language/time/moment.ts'
import { readSchedule } from '#src/language/time/schedule.ts'
import { store } from '#test/support/builders.ts'
import { around } from './fixture.ts'

/** Stores whose names and keys hold words of time, markets, currencies, numbers and comparisons, in three languages. */
const shops: readonly (readonly [slug: string, name: string])[] = [
  ['amazon-us-2', 'Amazon US 2'], ['us-outlet', 'US Outlet'], ['japan-direct', 'Japan Direct'], ['tokyo-9am', 'Tokyo 9am'],
  ['friday-fashion', 'Friday Fashion'], ['shop-7d', 'Shop 7d'], ['24h-mart', '24h Mart'], ['365-days', '365 Days'],
  ['7-11-express', '7-11 Express'], ['next-week-deals', 'Next Week Deals'], ['until-dawn', 'Until Dawn'], ['dollar-tree', 'Dollar Tree'],
  ['100-yen-shop', '100 Yen Shop'], ['euro-style', 'Euro Style'], ['rmb-house', 'RMB House'], ['5k-runners', '5k Runners'],
  ['over-and-above', 'Over And Above'], ['less-is-more', 'Less Is More'], ['at-least-tea', 'At Least Tea'], ['2026-collection', '2026 Collection'],
  ['q4-gifts', 'Q4 Gifts'], ['no-1-best', 'No 1 Best'], ['except-monday', 'Except Monday'], ['from-the-farm', 'From The Farm'],
  ['zhoumo', '周末生活馆'], ['mingri', '明日百货'], ['beijing', '北京时间旗舰店'], ['wuwan', '五万家居'], ['riyuan', '日元商店'], ['chaoguo', '超过期待'],
  ['xiazhou', '下周见'], ['meiguo', '美国精品'], ['chu', '除了爱馆'], ['baiyuan', '百元店'], ['mainichi', '毎日堂'], ['kinyou', '金曜市場'],
  ['ijou', '以上屋'], ['hyakuen', '百円ショップ'], ['raishuu', '来週マート'], ['kara', 'からあげ堂'], ['man', '万代屋'], ['am-outlet', 'AM Outlet'], ['million-gifts', 'Million Gifts'], ['yuanqi', '元气森林'], ['enkyo', '円居'], ['nichi', '三日月堂'],
] // biome-ignore format: one list
const stores = shops.map(([slug, name], at) => ({
  ...store({ id: at + 1, slug, name, platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC' }),
  aliases: [],
}))
const { catalog } = around({})
const surroundings = around({ stores, commands, catalog: { ...catalog, stores } })
const read = (line: string) => {
  const found = recognise(line, surroundings)
  if (!found) throw new Error('an empty line')
  return found
}

const quote = fc.constantFrom(
  ...[(name: string) => `"${name}"`, (name: string) => `“${name}”`, (name: string) => `「${name}」`],
)
/** By its key, by its name, or by its name in quotes. */
const shop = fc.record({ at: fc.nat({ max: shops.length - 1 }), how: fc.nat({ max: 2 }), quote }).map(one => {
  const [slug = '', name = ''] = shops[one.at] ?? []
  return { slug, words: one.how === 0 ? slug : one.how === 1 ? name : one.quote(name) }
})
const kpi = fc.constantFrom('sales', '売上', '销售额')
const amount = fc.constantFrom(
  ['50000', '50000'], ['5万', '50000'], ['五万', '50000'], ['1.2M', '1200000'], ['$500', '500'], ['500 USD', '500'], ['12,345.67', '12345.67'],
) // biome-ignore format: one list
const order = (count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_none, at) => at),
    { minLength: count },
  )
const places = (line: string) => read(line).words.places.map(placeKey)

describe('a store is taken out of the line before anything else is read', () => {
  it('by a target', () => {
    const verb = fc.constantFrom('target', '目标', '目標')
    const period = fc.constantFrom(
      ['2026-12', '2026-12-01'], ['next month', '2026-12-01'], ['下个月', '2026-12-01'], ['来月', '2026-12-01'], ['12月', '2026-12-01'],
    ) // biome-ignore format: one list
    fc.assert(
      fc.property(verb, kpi, shop, period, amount, order(4), (word, named, where, when, value, at) => {
        const parts = [named, where.words, when[0], value[0]]
        const line = `${word} ${at.map(one => parts[one]).join(' ')}`
        const { words } = read(line)
        const found = targetWords(words, '2026-11-21')

        expect([words.places.map(placeKey), words.kpis.map(({ id }) => id)], line).toEqual([
          [`store:${where.slug}`],
          ['sales'],
        ])
        expect(found, line).toMatchObject({ unknown: [], compares: [], weight: null })
        expect([found.periods.map(({ from }) => from), found.amounts.map(({ decimal }) => decimal)], line).toEqual([
          [when[1]],
          [value[1]],
        ])
      }),
      { numRuns: 500 },
    )
  })

  it('by a rule', () => {
    const verb = fc.constantFrom('rule add', '规则 添加', 'ルール 追加')
    const compare = fc.constantFrom(
      ['<', 'below'], ['>=', 'at_least'], ['at most', 'at_most'], ['低于', 'below'], ['不超过', 'at_most'], ['more than', 'above'],
    ) // biome-ignore format: one list
    const days = fc.constantFrom(['3 days', 3], ['连续5天', 5], ['4日 連続', 4], ['', null])
    fc.assert(
      fc.property(verb, kpi, shop, compare, amount, days, order(4), (word, named, where, sign, value, long, at) => {
        const parts = [named, where.words, `${sign[0]} ${value[0]}`, long[0]]
        const line = `${word} ${at.map(one => parts[one]).join(' ')}`
        const { words } = read(line)
        const said = ruleWords(words)

        expect(words.places.map(placeKey), line).toEqual([`store:${where.slug}`])
        expect(said, line).toMatchObject({ compares: [sign[1]], days: long[1], left: [] })
        expect(
          said.amounts.map(({ decimal }) => decimal),
          line,
        ).toEqual([value[1]])
      }),
      { numRuns: 500 },
    )
  })

  it('by a typed figure and an event', () => {
    const day = fc.constantFrom(
      ['yesterday', '2026-11-20'],
      ['昨天', '2026-11-20'],
      ['昨日', '2026-11-20'],
      ['11/18', '2026-11-18'],
    )
    fc.assert(
      fc.property(fc.constantFrom('record', '录入', '入力'), kpi, shop, day, amount, order(4), (word, named, where, when, value, at) => {
        const parts = [named, where.words, when[0], value[0]]
        const line = `${word} ${at.map(one => parts[one]).join(' ')}`
        const { words } = read(line)

        expect([words.places.map(placeKey), words.unknown], line).toEqual([[`store:${where.slug}`], []])
        expect(words.periods.map(({ from }) => from), line).toEqual([when[1]])
        expect(words.amounts.map(({ decimal }) => decimal), line).toEqual([value[1]])
      }),
      { numRuns: 500 },
    ) // biome-ignore format: shorter so
  })

  it('by an order of a post and a mute', () => {
    const now = new Date('2026-11-20T00:00:00Z')
    fc.assert(
      fc.property(shop, fc.constantFrom('8:30', '0830', '下午8点半', '午後8時半'), order(2), (where, time, at) => {
        const parts = [where.words, time]
        const line = `digest subscribe ${at.map(one => parts[one]).join(' ')}`
        const { cron, left, timeZone } = readSchedule(read(line).words.open)

        expect([left, timeZone, cron?.endsWith('* * *')], line).toEqual([[], null, true])
        expect(places(line)).toEqual([`store:${where.slug}`])
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(shop, kpi, fc.constantFrom('2h', '两小时', '2時間'), order(3), (where, named, long, at) => {
        const parts = [where.words, named, long]
        const line = `mute ${at.map(one => parts[one]).join(' ')}`
        const moment = readMoment(read(line).words.open, { now, timeZone: 'UTC', timeOfDay: '24:00' })

        expect([moment.left, moment.at?.toISOString()], line).toEqual([[], '2026-11-20T02:00:00.000Z'])
        expect(places(line)).toEqual([`store:${where.slug}`])
      }),
      { numRuns: 300 },
    )
  })
})
