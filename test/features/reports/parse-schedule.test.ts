import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { readScheduleWords } from '#src/features/reports/parse-schedule.ts'

describe('the words of an ordered post', () => {
  it.each([
    ['08:30', '30 8 * * *', null, null],
    ['8:30pm', '30 20 * * *', null, null],
    ['9am America/New_York', '0 9 * * *', 'America/New_York', null],
    ['Asia/Tokyo 08:30 weekdays wait 2h', '30 8 * * 1-5', 'Asia/Tokyo', 120],
    ['08：30　平日　待ち30分', '30 8 * * 1-5', null, 30],
    ['8時半 月曜 金曜 東京', '30 8 * * 1,5', 'Asia/Tokyo', null],
    ['9点 工作日 北京 等待1小时', '0 9 * * 1-5', 'Asia/Shanghai', 60],
    ['8点30分 周日', '30 8 * * 0', null, null],
    ['07:00 mon-fri', '0 7 * * 1-5', null, null],
    ['07:00 mon wed', '0 7 * * 1,3', null, null],
    ['07:00 Mars/Olympus', '0 7 * * *', null, null],
  ])('%s', (typed, cron, timeZone, waitMinutes) => {
    expect(readScheduleWords(typed)).toEqual({ cron, timeZone, waitMinutes, every: 'day' })
  })

  it.each([
    ['weekly monday 09:00', 'week', '0 9 * * 1'],
    ['weekly fri 17:00', 'week', '0 17 * * 5'],
    ['毎週 月曜 9:00', 'week', '0 9 * * 1'],
    ['每周一 9点', 'week', '0 9 * * 1'],
    ['weekly', 'week', '0 9 * * 1'],
    ['monthly', 'month', '0 9 1 * *'],
    ['月報 10:15', 'month', '15 10 1 * *'],
    ['quarterly 08:00', 'quarter', '0 8 1 1,4,7,10 *'],
  ])('%s is about a %s', (typed, every, cron) => {
    expect(readScheduleWords(typed)).toMatchObject({ every, cron })
  })

  it.each(['', 'weekdays', '25:00', '8:75'])('ask for a time where there is none: “%s”', typed => {
    expect(() => readScheduleWords(typed)).toThrow(UserError)
  })
})
