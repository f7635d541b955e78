import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineCommand } from '#src/contracts/command.ts'
import { placeKey } from '#src/domain/place.ts'
import { recognise } from '#src/language/recognise.ts'
import { readMoment } from '#src/language/time/moment.ts'
import { readSchedule } from '#src/language/time/schedule.ts'
import { store } from '#test/support/builders.ts'
import { around, kpis } from './fixture.ts'

const nothing = { en: '', ja: '', 'zh-CN': '' }
const shape = { summary: nothing, examples: { en: [], ja: [], 'zh-CN': [] }, role: 'viewer' } as const
const run = () => Promise.resolve({ cards: [] })
const mute = defineCommand({
  ...shape,
  name: 'mute',
  aliases: { en: ['silence'], ja: ['ミュート'], 'zh-CN': ['静音'] },
  takes: { kpis: true, places: true, periods: true, amounts: true, ids: true, quoted: true, moments: true, free: true },
  run,
})
const digest = defineCommand({
  ...shape,
  name: 'digest',
  aliases: { en: [], ja: ['日報'], 'zh-CN': ['日报'] },
  subverbs: { subscribe: { aliases: ['配信', '订阅'] } },
  takes: { places: true, periods: true, ids: true, moments: true, free: true },
  run,
})

/** Stores whose names look like days, lengths and clocks. */
const names = [
  'Friday Fashion', 'Tokyo Direct', 'Sun Electronics', 'Shop 7d', '24h Mart', '365 Days', 'Monthly Box', '7-11 Express',
  'Tokyo 9am Outlet', 'Max', '周末生活馆', '明日百货', '毎日堂', '北京时间旗舰店', 'Noon Deals', 'Until Tomorrow Co',
] // biome-ignore format: one list
const stores = names.map((name, at) => ({
  ...store({
    id: at + 1,
    slug: `s${at + 1}x`,
    name,
    platform: 'other',
    market: 'us',
    currency: 'USD',
    timeZone: 'UTC',
  }),
  aliases: [],
}))
const { catalog } = around({})
const surroundings = around({ stores, commands: [mute, digest], catalog: { ...catalog, stores } })

const now = new Date('2026-11-20T00:00:00Z')
const context = { now, timeZone: 'Asia/Tokyo', timeOfDay: '24:00' } as const
const two = (number: number) => String(number).padStart(2, '0')

/** A moment in words of one language, and what it is. */
interface Said {
  readonly words: string
  readonly means: string
}

const hours = fc.integer({ min: 1, max: 11 })
const minutes = fc.integer({ min: 0, max: 59 })
const tokyo = (day: string, hour: number, minute: number) =>
  new Date(Date.parse(`${day}T${two(hour)}:${two(minute)}:00Z`) - 9 * 3_600_000).toISOString()
const clocks: readonly ((hour: number, minute: number) => string)[] = [
  (hour, minute) => `${hour}:${two(minute)} pm`,
  (hour, minute) => `${hour + 12}:${two(minute)}`,
  (hour, minute) => `下午${hour}点${minute === 30 ? '半' : minute === 0 ? '' : `${minute}分`}`,
  (hour, minute) => `下午${hour}:${two(minute)}`,
  (hour, minute) => `午後${hour}時${minute === 0 ? '' : `${minute}分`}`,
]
const days: readonly (readonly [string, string])[] = [
  ['tomorrow', '2026-11-21'], ['明天', '2026-11-21'], ['明日', '2026-11-21'], ['后天', '2026-11-22'], ['後天', '2026-11-22'],
  ['next Monday', '2026-11-23'], ['下周一', '2026-11-23'], ['来週の月曜', '2026-11-23'], ['Dec 24', '2026-12-24'],
  ['12/24', '2026-12-24'], ['12月24日', '2026-12-24'], ['2026-12-24', '2026-12-24'], ['end of month', '2026-11-30'],
  ['月底', '2026-11-30'], ['月末', '2026-11-30'], ['the 30th', '2026-11-30'], ['3天后', '2026-11-23'],
] // biome-ignore format: one list

const moment: fc.Arbitrary<Said> = fc
  .record({ hour: hours, minute: minutes, clock: fc.constantFrom(...clocks), day: fc.constantFrom(...days) })
  .map(({ hour, minute, clock, day: [words, day] }) => ({
    words: `${words} ${clock(hour, minute)}`,
    means: tokyo(day, hour + 12, minute),
  }))
const length: fc.Arbitrary<Said> = fc
  .record({ count: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom('h', ' hours', '小时', '時間', '个小时') })
  .map(({ count, unit }) => ({
    words: `${count}${unit}`,
    means: new Date(now.getTime() + count * 3_600_000).toISOString(),
  }))
const until = fc.oneof(moment, length)
const quote = fc.constantFrom(
  ...[
    (name: string) => name,
    (name: string) => `"${name}"`,
    (name: string) => `“${name}”`,
    (name: string) => `「${name}」`,
  ],
  ...[(name: string) => `『${name}』`, (name: string) => `'${name}'`, (name: string) => `‘${name}’`],
)
const place = fc.record({ at: fc.nat({ max: stores.length - 1 }), quote })

describe('random sentences', () => {
  it('a mute names its store, KPI and moment in any order, and nothing is left', () => {
    const verb = fc.constantFrom('mute', 'silence', 'ミュート', '静音')
    const kpi = fc.constantFrom('sales', '売上', '销售额', 'ACoS', 'conversion')
    fc.assert(
      fc.property(
        verb,
        kpi,
        place,
        until,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (word, named, shop, said, order) => {
          const parts = [named, shop.quote(names[shop.at] ?? ''), said.words]
          const line = `${word} ${order.map(at => parts[at]).join(' ')}`
          const found = recognise(line, surroundings)
          const read = readMoment(found?.words.open ?? '', context)

          expect({ line, left: read.left, at: read.at?.toISOString() }).toEqual({ line, left: [], at: said.means })
          expect(found?.words.places.map(placeKey), line).toEqual([`store:s${shop.at + 1}x`])
          expect(found?.words.kpis, line).toHaveLength(1)
          expect(kpis).toContain(found?.words.kpis[0])
        },
      ),
      { numRuns: 400 },
    )
  })

  it('an order of a post names its store, time, days and clock in any order, and nothing is left', () => {
    const verb = fc.constantFrom('digest subscribe', '日报 订阅', '日報 配信')
    const time = fc.record({ hour: hours, minute: minutes, clock: fc.constantFrom(...clocks) })
    const which = fc.constantFrom(
      ['weekdays', '1-5'], ['工作日', '1-5'], ['平日', '1-5'], ['周一到周五', '1-5'], ['月〜金', '1-5'], ['Mon, Wed, Fri', '1,3,5'],
      ['周二和周四', '2,4'], ['火曜と木曜', '2,4'], ['weekend', '0,6'], ['周末', '0,6'], ['土日', '0,6'], ['', '*'],
    ) // biome-ignore format: one list
    const zone = fc.constantFrom(
      ['Asia/Tokyo', 'Asia/Tokyo'], ['UTC+8', 'Etc/GMT-8'], ['JST', 'Asia/Tokyo'], ['纽约时间', 'America/New_York'],
      ['東京時間', 'Asia/Tokyo'], ['London time', 'Europe/London'], ['', null],
    ) // biome-ignore format: one list
    fc.assert(
      fc.property(
        verb,
        place,
        time,
        which,
        zone,
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (word, shop, at, on, clock, order) => {
          const parts = [shop.quote(names[shop.at] ?? ''), at.clock(at.hour, at.minute), on[0], clock[0]]
          const line = `${word} ${order.map(one => parts[one]).join(' ')}`
          const found = recognise(line, surroundings)
          const read = readSchedule(found?.words.open ?? '')

          expect({ line, left: read.left, cron: read.cron, zone: read.timeZone }).toEqual({
            ...{ line, left: [], cron: `${at.minute} ${at.hour + 12} * * ${on[1]}`, zone: clock[1] },
          })
          expect(found?.words.places.map(placeKey), line).toEqual([`store:s${shop.at + 1}x`])
        },
      ),
      { numRuns: 400 },
    )
  })

  it('gives back a word that nothing knows, wherever it stands', () => {
    const odd = fc.constantFrom('blurgh', 'yearly', 'zzz9', '乱码', 'ほげほげ', 'NaN', '2026-13', '25:99')
    fc.assert(
      fc.property(odd, place, until, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (word, shop, said, order) => {
        const parts = [word, shop.quote(names[shop.at] ?? ''), said.words]
        const line = `mute ${order.map(at => parts[at]).join(' ')}`
        const { left } = readMoment(recognise(line, surroundings)?.words.open ?? '', context)

        expect(left.map(one => one.text).join(''), line).toContain(word)
      }),
      { numRuns: 200 },
    )
  })
})
