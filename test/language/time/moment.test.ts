import { describe, expect, it } from 'vitest'
import { normalisePlain } from '#src/language/text.ts'
import { readMoment } from '#src/language/time/moment.ts'

/** Friday morning in Tokyo. */
const now = new Date('2026-11-20T00:00:00Z')
const reminded = { now, timeZone: 'Asia/Tokyo', timeOfDay: '09:00' } as const
const read = (line: string, timeOfDay: '09:00' | '24:00' = '09:00') =>
  readMoment(normalisePlain(line), { ...reminded, timeOfDay })

/** The wall clock in Tokyo. */
const shown = (at: Date | null) =>
  at === null ? null : new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

describe('a moment in words', () => {
  it.each([
    ['2h', '2026-11-20 11:00'],
    ['for 2 hours', '2026-11-20 11:00'],
    ['90 min', '2026-11-20 10:30'],
    ['1.5 hours', '2026-11-20 10:30'],
    ['1h30m', '2026-11-20 10:30'],
    ['1 hour 30 minutes', '2026-11-20 10:30'],
    ['an hour and a half', '2026-11-20 10:30'],
    ['half an hour', '2026-11-20 09:30'],
    ['half a day', '2026-11-20 21:00'],
    ['two and a half hours', '2026-11-20 11:30'],
    ['a week', '2026-11-27 09:00'],
    ['3 days', '2026-11-23 09:00'],
    ['in 3 days at 9am', '2026-11-23 09:00'],
    ['1 month', '2026-12-20 09:00'],
    ['两小时', '2026-11-20 11:00'],
    ['兩個小時', '2026-11-20 11:00'],
    ['2个半小时', '2026-11-20 11:30'],
    ['1小时30分钟', '2026-11-20 10:30'],
    ['半小时', '2026-11-20 09:30'],
    ['半天', '2026-11-20 21:00'],
    ['三天', '2026-11-23 09:00'],
    ['3天后9点', '2026-11-23 09:00'],
    ['两周', '2026-12-04 09:00'],
    ['一个月', '2026-12-20 09:00'],
    ['２時間', '2026-11-20 11:00'],
    ['1時間半', '2026-11-20 10:30'],
    ['30分', '2026-11-20 09:30'],
    ['3日間', '2026-11-23 09:00'],
    ['1週間', '2026-11-27 09:00'],
    ['3日後の18時', '2026-11-23 18:00'],
    ['until tomorrow 09:00', '2026-11-21 09:00'],
    ['until tomorrow 3:30pm', '2026-11-21 15:30'],
    ['tomorrow at 3 p.m.', '2026-11-21 15:00'],
    ['tomorrow evening', '2026-11-21 18:00'],
    ['tonight at 8', null],
    ['tonight 8:00', '2026-11-20 20:00'],
    ['明日 10:30まで', '2026-11-21 10:30'],
    ['明日午後3:30まで', '2026-11-21 15:30'],
    ['夕方5時まで', '2026-11-20 17:00'],
    ['明天9点半', '2026-11-21 09:30'],
    ['到明天下午3:30', '2026-11-21 15:30'],
    ['到明晚8点', '2026-11-21 20:00'],
    ['到傍晚6点', '2026-11-20 18:00'],
    ['今天下午3点', '2026-11-20 15:00'],
    ['明早8點', '2026-11-21 08:00'],
    ['後天', '2026-11-22 09:00'],
    ['大后天上午10点', '2026-11-23 10:00'],
    ['until Friday', '2026-11-28 00:00'],
    ['friday', '2026-11-27 09:00'],
    ['2h30', '2026-11-20 11:30'],
    ['until 0830', '2026-11-21 08:30'],
    ['monday 09:00', '2026-11-23 09:00'],
    ['next Monday 10am', '2026-11-23 10:00'],
    ['Friday next week', '2026-11-27 09:00'],
    ['到周一', '2026-11-24 00:00'],
    ['周一', '2026-11-23 09:00'],
    ['明日', '2026-11-21 09:00'],
    ['明日まで', '2026-11-22 00:00'],
    ['from now on for 2h', '2026-11-20 11:00'],
    ['from today until Monday', '2026-11-24 00:00'],
    ['到下周五18:00', '2026-11-27 18:00'],
    ['下下周一', '2026-11-30 09:00'],
    ['来週の水曜', '2026-11-25 09:00'],
    ['until next week', '2026-11-23 00:00'],
    ['until Dec 24 18:00', '2026-12-24 18:00'],
    ['until 24 Dec 18:00', '2026-12-24 18:00'],
    ['until December 5th 9am', '2026-12-05 09:00'],
    ['until 2026/12/05 10:00', '2026-12-05 10:00'],
    ['2026-12-05T10:00', '2026-12-05 10:00'],
    ['2026年12月5日10点', '2026-12-05 10:00'],
    ['12月24日18時まで', '2026-12-24 18:00'],
    ['十二月五号', '2026-12-05 09:00'],
    ['12/24 6pm', '2026-12-24 18:00'],
    ['Fri Dec 4 10:00', '2026-12-04 10:00'],
    ['until the 30th 18:00', '2026-11-30 18:00'],
    ['到24号18点', '2026-11-24 18:00'],
    ['24日18時まで', '2026-11-24 18:00'],
    ['到下个月1号9点', '2026-12-01 09:00'],
    ['来月5日', '2026-12-05 09:00'],
    ['到月底18:00', '2026-11-30 18:00'],
    ['月末18時まで', '2026-11-30 18:00'],
    ['until end of month', '2026-12-01 00:00'],
    ['end of day', '2026-11-21 00:00'],
    ['今月末', '2026-12-01 00:00'],
    ['18:00', '2026-11-20 18:00'],
    ['8:00', '2026-11-21 08:00'],
    ['noon', '2026-11-20 12:00'],
    ['18:00 UTC', '2026-11-21 03:00'],
    ['明天9点 北京时间', '2026-11-21 10:00'],
  ])('“%s” is %s', (line, expected) => {
    const { at, left } = read(line)

    expect(left.length > 0 ? null : shown(at)).toBe(expected)
  })

  it.each([
    ['until Friday', '2026-11-28 00:00'],
    ['到周五', '2026-11-28 00:00'],
    ['金曜まで', '2026-11-28 00:00'],
    ['before Friday', '2026-11-27 00:00'],
    ['until tomorrow', '2026-11-22 00:00'],
    ['this week', '2026-11-23 00:00'],
    ['到下周', '2026-11-23 00:00'],
    ['今週中', '2026-11-23 00:00'],
  ])('“%s” leaves the whole of a day alone: to %s', (line, expected) => {
    expect(shown(read(line, '24:00').at)).toBe(expected)
    expect(read(line, '24:00').left).toEqual([])
  })

  it.each([
    ['acos rakuten', ['acos', 'rakuten']],
    ['25:99', ['25:99']],
    ['2026-02-30', ['2026-02-30']],
    ['until Friday Dec 5', ['Dec 5']],
    ['tomorrow Friday 10:00', []],
    ['until the weekend', ['the weekend']],
    ['2h tomorrow', ['2h']],
    ['until tommorow', ['tommorow']],
    ['-2h', ['-2h']],
    ['tomorrow -2 hours', ['-2 hours']],
    ['-3天', ['-3天']],
    ['from Monday', ['from']],
    ['Monday to Friday', ['Friday']],
    ['明日から', ['から']],
    ['every Friday', ['every']],
    ['until Friday except Monday', ['except']],
    ['8.30', ['8.30']],
    ['2030', ['2030']],
    ['每周一', ['每']],
    ['到周五或周六', ['或', '周六']],
    ['晚上2点', ['晚上', '2点']],
    ['3 business days', ['3 business days']],
    ['42', ['42']],
    ['18:00 CST', ['CST']],
  ])('“%s” gives back %j', (line, expected) => {
    expect(read(line).left.map(one => one.text)).toEqual(expect.arrayContaining([...expected]))
    if (expected.length > 0) expect(read(line).left).not.toEqual([])
  })

  it.each(['2026-11-01', '昨天', 'yesterday 18:00'])('says that “%s” is over', line => {
    expect(read(line)).toMatchObject({ over: true, left: [] })
  })
})
