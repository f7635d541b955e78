import { describe, expect, it } from 'vitest'
import { normalisePlain } from '#src/language/text.ts'
import { readSchedule } from '#src/language/time/schedule.ts'

const read = (line: string) => readSchedule(normalisePlain(line))

describe('an ordered time', () => {
  it.each([
    ['08:30', '30 8 * * *'],
    ['every day at 8:30 pm', '30 20 * * *'],
    ['8:30 p.m.', '30 20 * * *'],
    ['9am', '0 9 * * *'],
    ['every morning at 9', '0 9 * * *'],
    ['3 in the afternoon', '0 15 * * *'],
    ['weekdays in the evening at 6', '0 18 * * 1-5'],
    ['12am', '0 0 * * *'],
    ['12 pm', '0 12 * * *'],
    ['noon', '0 12 * * *'],
    ['midnight', '0 0 * * *'],
    ["9 o'clock", '0 9 * * *'],
    ['half past 8', '30 8 * * *'],
    ['3:15 in the afternoon', '15 15 * * *'],
    ['08：30', '30 8 * * *'],
    ['下午3点', '0 15 * * *'],
    ['下午三点半', '30 15 * * *'],
    ['下午3:30', '30 15 * * *'],
    ['晚上8点', '0 20 * * *'],
    ['晚上8點半', '30 20 * * *'],
    ['晚上12点', '0 0 * * *'],
    ['中午12点', '0 12 * * *'],
    ['中午', '0 12 * * *'],
    ['凌晨2点', '0 2 * * *'],
    ['早上八点三十分', '30 8 * * *'],
    ['上午10點15分', '15 10 * * *'],
    ['傍晚6点一刻', '15 18 * * *'],
    ['午後3時', '0 15 * * *'],
    ['午後3:30', '30 15 * * *'],
    ['朝8時半', '30 8 * * *'],
    ['夕方5時', '0 17 * * *'],
    ['夜9時', '0 21 * * *'],
    ['正午', '0 12 * * *'],
    ['８時３０分', '30 8 * * *'],
    ['0830', '30 8 * * *'],
    ['2030', '30 20 * * *'],
    ['8h30', '30 8 * * *'],
    ['8.30', '30 8 * * *'],
    ['08.05', '5 8 * * *'],
    ['830pm', '30 20 * * *'],
    ['下午3.30', '30 15 * * *'],
  ])('“%s” is at %s every day', (line, cron) => {
    const { cron: found, left, every } = read(line)

    if (cron === null) expect(left).not.toEqual([])
    else expect({ found, left, every }).toEqual({ found: cron, left: [], every: 'day' })
  })

  it.each([
    ['8:30 Monday through Friday', '30 8 * * 1-5'],
    ['8:30 mon-fri', '30 8 * * 1-5'],
    ['mon to fri 8:30', '30 8 * * 1-5'],
    ['weekdays 07:00', '0 7 * * 1-5'],
    ['07:00 on workdays', '0 7 * * 1-5'],
    ['weekend 10:00', '0 10 * * 0,6'],
    ['10:00 Tuesdays and Thursdays', '0 10 * * 2,4'],
    ['10:00 Mon, Wed, Fri', '0 10 * * 1,3,5'],
    ['10:00 Mon/Wed', '0 10 * * 1,3'],
    ['friday to sunday 10:00', '0 10 * * 5-7'],
    ['8:30 周一到周五', '30 8 * * 1-5'],
    ['8:30 周一至周五', '30 8 * * 1-5'],
    ['8:30 周一至五', '30 8 * * 1-5'],
    ['每周一到周五 8:30', '30 8 * * 1-5'],
    ['每週一至週五 8:30', '30 8 * * 1-5'],
    ['星期一到星期五 8点', '0 8 * * 1-5'],
    ['8:30 工作日', '30 8 * * 1-5'],
    ['周末 10:00', '0 10 * * 0,6'],
    ['周一三五 9点', '0 9 * * 1,3,5'],
    ['周一、周三、周五 9点', '0 9 * * 1,3,5'],
    ['周二和周四 下午2点', '0 14 * * 2,4'],
    ['8:30 月〜金', '30 8 * * 1-5'],
    ['8:30 月～金', '30 8 * * 1-5'],
    ['8:30 月曜から金曜まで', '30 8 * * 1-5'],
    ['月・水・金 8:30', '30 8 * * 1,3,5'],
    ['月水金 8:30', '30 8 * * 1,3,5'],
    ['土日 8:30', '30 8 * * 0,6'],
    ['平日の朝8時', '0 8 * * 1-5'],
    ['火曜と木曜 9:00', '0 9 * * 2,4'],
    ['8:30 from Monday to Friday', '30 8 * * 1-5'],
    ['8:30 from Monday through Friday', '30 8 * * 1-5'],
    ['从周一到周五 8:30', '30 8 * * 1-5'],
    ['08:30 except Monday', '30 8 * * 2-7'],
    ['08:30 every day except Monday', '30 8 * * 2-7'],
    ['08:30 except Sat and Sun', '30 8 * * 1-5'],
    ['08:30 except on weekends', '30 8 * * 1-5'],
    ['08:30 daily but not on weekends', '30 8 * * 1-5'],
    ['08:30 every day but Sunday', '30 8 * * 1-6'],
    ['weekdays except Friday 8:30', '30 8 * * 1-4'],
    ['8:30 weekdays, not on Wednesday', '30 8 * * 1,2,4,5'],
    ['8:30 除了周末', '30 8 * * 1-5'],
    ['8:30 除了周五', '30 8 * * 0,1,2,3,4,6'],
    ['每天 8:30 除周末外', '30 8 * * 1-5'],
    ['除了周六和周日以外 8:30', '30 8 * * 1-5'],
    ['8:30 周末除外', '30 8 * * 1-5'],
    ['工作日 8:30 除了周五', '30 8 * * 1-4'],
    ['8:30 月曜以外', '30 8 * * 2-7'],
    ['8:30 土日以外', '30 8 * * 1-5'],
    ['毎日 8:30 土日を除く', '30 8 * * 1-5'],
    ['8:30 平日、月曜を除く', '30 8 * * 2-5'],
    ['8:30 土曜と日曜は除く', '30 8 * * 1-5'],
  ])('“%s” comes on %s', (line, cron) => {
    expect(read(line)).toMatchObject({ cron, left: [], every: 'day' })
  })

  it.each([
    ['weekly tuesdays 09:00', 'week', '0 9 * * 2'],
    ['weekly', 'week', '0 9 * * 1'],
    ['每周一 9点', 'week', '0 9 * * 1'],
    ['每周 周五 17:00', 'week', '0 17 * * 5'],
    ['每星期三 下午4點', 'week', '0 16 * * 3'],
    ['毎週 月曜 9:00', 'week', '0 9 * * 1'],
    ['毎週金曜日 17時', 'week', '0 17 * * 5'],
    ['周报', 'week', '0 9 * * 1'],
    ['monthly', 'month', '0 9 1 * *'],
    ['monthly 15th', 'month', '0 9 15 * *'],
    ['monthly 15 10:00', 'month', '0 10 15 * *'],
    ['monthly last day 18:00', 'month', '0 18 L * *'],
    ['last working day of the month 18:00', 'month', '0 18 LW * *'],
    ['monthly 18:00 last business day', 'month', '0 18 LW * *'],
    ['每月最后一个工作日 下午6点', 'month', '0 18 LW * *'],
    ['毎月 最終営業日 18:00', 'month', '0 18 LW * *'],
    ['quarterly last weekday 9:00', 'quarter', '0 9 LW 3,6,9,12 *'],
    ['last day of the month 18:00', 'month', '0 18 L * *'],
    ['end of month 6pm', 'month', '0 18 L * *'],
    ['10:00 on the 1st and 15th', 'month', '0 10 1,15 * *'],
    ['first Monday 9am', 'month', '0 9 * * 1#1'],
    ['the last friday of the month 17:00', 'month', '0 17 * * 5#L'],
    ['每月15号 10:00', 'month', '0 10 15 * *'],
    ['每月 最后一天 18:00', 'month', '0 18 L * *'],
    ['每月最後一天 18:00', 'month', '0 18 L * *'],
    ['月底 18:00', 'month', '0 18 L * *'],
    ['每月第一个周一 9:00', 'month', '0 9 * * 1#1'],
    ['毎月 末日 18:00', 'month', '0 18 L * *'],
    ['毎月15日 10:00', 'month', '0 10 15 * *'],
    ['月末 18時', 'month', '0 18 L * *'],
    ['毎月第2火曜 9時', 'month', '0 9 * * 2#2'],
    ['月報 10:15', 'month', '15 10 1 * *'],
    ['quarterly 08:00', 'quarter', '0 8 1 1,4,7,10 *'],
    ['每季度 9点', 'quarter', '0 9 1 1,4,7,10 *'],
    ['四半期 最終日 18:00', 'quarter', '0 18 L 3,6,9,12 *'],
  ])('“%s” is about a %s', (line, every, cron) => {
    expect(read(line)).toMatchObject({ cron, left: [], every })
  })

  it.each([
    ['08:30 Asia/Tokyo', 'Asia/Tokyo'],
    ['08:30 america/los_angeles', 'America/Los_Angeles'],
    ['08:30 US/Pacific', 'America/Los_Angeles'],
    ['08:30 America/Sao_Paulo', 'America/Sao_Paulo'],
    ['08:30 UTC', 'UTC'],
    ['08:30 UTC+8', 'Etc/GMT-8'],
    ['08:30 UTC-5', 'Etc/GMT+5'],
    ['08:30 GMT+9', 'Etc/GMT-9'],
    ['08:30 +08:00', 'Etc/GMT-8'],
    ['08:30 UTC+5:30', 'Asia/Kolkata'],
    ['08:30 JST', 'Asia/Tokyo'],
    ['08:30 PST', 'America/Los_Angeles'],
    ['08:30 London', 'Europe/London'],
    ['08:30 Seoul time', 'Asia/Seoul'],
    ['08:30 CET', 'Europe/Berlin'],
    ['8:30 纽约时间', 'America/New_York'],
    ['8:30 紐約時間', 'America/New_York'],
    ['8:30 北京时间', 'Asia/Shanghai'],
    ['8:30 東京時間', 'Asia/Tokyo'],
    ['东京时间8点半', 'Asia/Tokyo'],
    ['8:30 ロンドン', 'Europe/London'],
    ['美东时间 早上8点', 'America/New_York'],
  ])('“%s” is on the clock of %s', (line, timeZone) => {
    expect(read(line)).toMatchObject({ timeZone, left: [] })
  })

  it.each([
    ['08:30 wait 2h', 120],
    ['等待1小时 8:30', 60],
    ['8:30 待ち30分', 30],
    ['8:30 2時間待つ', 120],
    ['8:30 wait half an hour', 30],
  ])('“%s” waits %i minutes', (line, waitMinutes) => {
    expect(read(line)).toMatchObject({ waitMinutes, left: [], every: 'day' })
  })

  it.each([
    ['yearly 09:00', ['yearly']],
    ['every two weeks monday 9:00', ['every two weeks']],
    ['biweekly 9:00', ['biweekly']],
    ['隔周 9:00', ['隔周']],
    ['每两周 周一 9:00', ['每两周']],
    ['2週間ごと 月曜 9:00', ['2週間ごと']],
    ['hourly', ['hourly']],
    ['every other Monday 9:00', ['every other Monday']],
    ['weekly 18', ['18']],
    ['weekly 25:00', ['25:00']],
    ['8:75', ['8:75']],
    ['monthly 31st 09:00', ['31st']],
    ['每月31号 9:00', ['31号']],
    ['08:30 Mars/Olympus', ['Mars/Olympus']],
    ['08:30 CST', ['CST']],
    ['08:30 Europe/Berln', ['Europe/Berln']],
    ['08:30 09:30', ['09:30']],
    ['08:30 until Friday', ['until']],
    ['08:30 tomorrow', ['tomorrow']],
    ['8:30 except holidays', ['except', 'holidays']],
    ['8:30 除了节假日', ['除了', '节假日']],
    ['8:30 except Monday to Sunday', ['except']],
    ['8:30 weekly except Monday', ['except']],
    ['8:30 from Monday', ['from']],
    ['8:30 UTC+', ['UTC+']],
    ['8:30 UTC+25', ['UTC+25']],
    ['8:30 -2h', ['-2h']],
    [':00 pm', [':00', 'pm']],
    ['monthly monday 9:00', ['monday']],
    ['上午15点', ['上午', '15点']],
    ['8:30 祝日', ['祝日']],
    ['Tokyo', ['Tokyo']],
    ['weekly Tokyo', ['Tokyo']],
    ['Tokyo 8:30', ['Tokyo']],
  ])('“%s” gives back %j', (line, left) => {
    expect(read(line).left.map(one => one.text)).toEqual(expect.arrayContaining([...left]))
  })

  it.each(['', 'weekdays', 'Tokyo time'])('asks for a time where there is none: “%s”', line => {
    expect(read(line)).toMatchObject({ cron: null, left: [] })
  })

  it('offers what an unclear word may mean', () => {
    const instead = (line: string) => read(line).left.flatMap(one => one.instead)

    expect(instead('08:30 CST')).toContain('Asia/Shanghai')
    expect(instead('weekly 18')).toEqual(['18:00'])
    expect(instead('每月31号')).toContain('last day')
  })
})
