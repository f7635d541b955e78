import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatChange,
  formatDateTime,
  formatDay,
  formatDays,
  formatMoney,
  formatPercent,
  formatShort,
  formatValue,
} from '#src/i18n/format/index.ts'

function three(en: string, ja: string, zh: string) {
  return { en, ja, 'zh-CN': zh }
}

describe('money', () => {
  it('keeps yen and yuan apart in every language', () => {
    expect(formatMoney(12345, 'JPY')).toEqual(three('¥12,345', '12,345円', '12,345日元'))
    expect(formatMoney(1234567, 'CNY')).toEqual(three('CN¥12,345.67', '12,345.67元', '12,345.67元'))
  })

  it('is written with the digits of its currency', () => {
    expect(formatMoney(123456, 'USD').en).toBe('$1,234.56')
    expect(formatMoney(5, 'USD')['zh-CN']).toBe('0.05美元')
    expect(formatMoney(12345, 'SGD').en).toBe('SGD 123.45')
    expect(formatMoney(1234, 'KRW').ja).toBe('₩1,234')
  })

  it('has its minus in front of all', () => {
    expect(formatMoney(-123456, 'USD')).toEqual(three('-$1,234.56', '-$1,234.56', '-1,234.56美元'))
    expect(formatMoney(-5, 'JPY')).toEqual(three('-¥5', '-5円', '-5日元'))
  })

  it('is rounded half up on exact decimals, never to minus zero', () => {
    expect(formatMoney(100.5, 'USD').en).toBe('$1.01')
    expect(formatMoney(0.5, 'JPY').en).toBe('¥1')
    expect(formatMoney(-0.4, 'JPY').en).toBe('¥0')
    expect(formatMoney(1e21, 'JPY').en).toBe('¥1,000,000,000,000,000,000,000')
  })

  it('shows what is stored for any whole number of cents', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), cents => {
        const digits = formatMoney(cents, 'USD').en.replace(/[^\d-]/g, '')
        expect(Number(digits)).toBe(cents)
      }),
    )
  })
})

describe('a value', () => {
  it.each([
    [0.253, 'ratio', three('25.3%', '25.3%', '25.3%')],
    [0.025, 'ratio', three('2.5%', '2.5%', '2.5%')],
    [0.123456, 'ratio', three('12.35%', '12.35%', '12.35%')],
    [1.005, 'ratio', three('100.5%', '100.5%', '100.5%')],
    [3.521, 'times', three('3.52x', '352%', '3.52倍')],
    [12345.6, 'count', three('12,346', '12,346', '12,346')],
    [1.005, 'number', three('1.01', '1.01', '1.01')],
    [215, 'minutes', three('215 min', '215分', '215分钟')],
    [18.5, 'hours', three('18.5 h', '18.5時間', '18.5小时')],
    [1, 'days', three('1 day', '1日', '1天')],
    [4.5, 'stars', three('4.50', '4.50', '4.50')],
    [-12.5, 'points', three('-13', '-13', '-13')],
  ] as const)('%d %s is written out', (value, unit, expected) => {
    expect(formatValue(value, unit)).toEqual(expected)
  })

  it('that cannot be judged is a dash', () => {
    expect(formatValue(null, 'ratio').en).toBe('–')
    expect(formatValue(Number.NaN, 'money', 'JPY').ja).toBe('–')
    expect(formatShort(null, 'count').en).toBe('–')
    expect(formatPercent(null).en).toBe('–')
    expect(formatChange(null, 'relative').en).toBe('–')
  })

  it('may ask for its own digits', () => {
    expect(formatValue(0.25, 'ratio', null, 1).en).toBe('25.0%')
    expect(formatValue(1.25, 'number', null, 1).en).toBe('1.3')
  })
})

describe('a short value', () => {
  it.each([
    [120_0000, 'money', 'JPY', three('¥1.2M', '120万円', '120万日元')],
    [12_3456_7890, 'money', 'JPY', three('¥1.23B', '12.3億円', '12.3亿日元')],
    [123_456_789, 'money', 'USD', three('$1.23M', '$123万', '123万美元')],
    [1250, 'money', 'USD', three('$12.50', '$12.50', '12.50美元')],
    [0, 'money', 'USD', three('$0', '$0', '0美元')],
    [12_000, 'count', null, three('12K', '1.2万', '1.2万')],
    [9_999, 'money', 'JPY', three('¥10K', '9,999円', '9,999日元')],
    [-1_200_000, 'money', 'JPY', three('-¥1.2M', '-120万円', '-120万日元')],
    [0.253, 'ratio', null, three('25.3%', '25.3%', '25.3%')],
  ] as const)('%d %s %s', (value, unit, currency, expected) => {
    expect(formatShort(value, unit, currency)).toEqual(expected)
  })
})

describe('a change', () => {
  it('of an amount is in percent, of a rate in points, of stars a difference', () => {
    expect(formatChange(0.123, 'relative')).toEqual(three('+12.3%', '+12.3%', '+12.3%'))
    expect(formatChange(-0.5, 'relative').en).toBe('-50%')
    expect(formatChange(0.003, 'points')).toEqual(three('+0.3 pt', '+0.3ポイント', '+0.3个百分点'))
    expect(formatChange(-0.00125, 'points').en).toBe('-0.13 pt')
    expect(formatChange(0.2, 'points', 'stars').en).toBe('+0.20')
    expect(formatChange(0, 'relative').en).toBe('0%')
  })
})

describe('a day', () => {
  it('has its weekday, and its year when asked', () => {
    expect(formatDay('2026-11-20', { year: false })).toEqual(three('Fri, Nov 20', '11月20日(金)', '11月20日（周五）'))
    expect(formatDay('2026-11-20', { year: true })).toEqual(
      three('Fri, Nov 20, 2026', '2026年11月20日(金)', '2026年11月20日（周五）'),
    )
  })

  it('to another one names month and year once where it can', () => {
    expect(formatDays('2026-11-03', '2026-11-05', { year: false })).toEqual(
      three('Nov 3 – 5', '11月3日〜5日', '11月3日至5日'),
    )
    expect(formatDays('2026-11-28', '2026-12-02', { year: false }).en).toBe('Nov 28 – Dec 2')
    expect(formatDays('2026-11-03', '2026-11-05', { year: true }).en).toBe('Nov 3 – 5, 2026')
    expect(formatDays('2026-12-28', '2027-01-02', { year: false }).en).toBe('Dec 28, 2026 – Jan 2, 2027')
    expect(formatDays('2026-12-28', '2027-01-02', { year: false }).ja).toBe('2026年12月28日〜2027年1月2日')
    expect(formatDays('2026-11-20', '2026-11-20', { year: false })).toEqual(formatDay('2026-11-20', { year: false }))
  })

  it('and time are those of the zone', () => {
    const at = new Date('2026-11-20T15:05:00Z')

    expect(formatDateTime(at, 'Asia/Tokyo', { year: false })).toEqual(
      three('Sat, Nov 21, 00:05', '11月21日(土) 00:05', '11月21日（周六）00:05'),
    )
    expect(formatDateTime(at, 'America/Los_Angeles', { year: false }).en).toBe('Fri, Nov 20, 07:05')
  })

  it.each([
    ['2026-11-20', '2026-01-01', false],
    ['2026-11-20', '2027-01-01', true],
    ['2027-01-01', '2026-12-31', true],
  ])('%s read on %s has its year: %s', (day, readOn, shown) => {
    const year = day.slice(0, 4)

    for (const text of [formatDay(day, { readOn }), formatDays(day, day, { readOn })])
      for (const said of Object.values(text)) expect(said.includes(year)).toBe(shown)
    expect(formatDays(day, `${day.slice(0, 8)}28`, { readOn }).ja.includes(year)).toBe(shown)
  })

  it('that is another year only in the zone shown has it there alone', () => {
    const at = new Date('2026-12-31T18:00:00Z')

    expect(formatDateTime(at, 'Asia/Tokyo', { readOn: at }).en).toBe('Fri, Jan 1, 03:00')
    expect(formatDateTime(at, 'Asia/Tokyo', { readOn: '2026-12-31' }).en).toBe('Fri, Jan 1, 2027, 03:00')
    expect(formatDateTime(at, 'UTC', { readOn: '2026-12-31' }).en).toBe('Thu, Dec 31, 18:00')
  })

  it.each([
    ['Asia/Kathmandu', '2026-03-01T18:15:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Europe/Amsterdam', '1937-06-30T23:59:40Z'],
  ])('is no other for having been written before, at a border in %s', (zone, border) => {
    const at = new Date(border).getTime()
    const moments = [-1_000, 0, 1_000, -900_000, 900_000, 0].map(ms => new Date(at + ms))

    const written = moments.map(moment => formatDateTime(moment, zone, { year: true }).en.replace(/, \d\d:\d\d$/, ''))

    const options = { timeZone: zone, weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const
    expect(written).toEqual(moments.map(moment => new Intl.DateTimeFormat('en', options).format(moment)))
  })
})
