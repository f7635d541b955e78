import { describe, expect, it } from 'vitest'
import { parseTimes } from '#src/domain/approvals/times.ts'

describe('how long proposals wait', () => {
  it.each([
    ['remind 4h', { remind: 240 }],
    ['expire 5d remind 90 minutes', { expire: 2700, remind: 90 }],
    ['リマインド 4時間 失効 5営業日', { remind: 240, expire: 2700 }],
    ['提醒4小时 到期5天', { remind: 240, expire: 2700 }],
    ['提醒 2个小时', { remind: 120 }],
  ])('reads %s', (text, times) => {
    expect(parseTimes(text)).toEqual(times)
  })

  it.each([
    '',
    'soon',
    'remind',
    'remind 4',
    'remind 4h please',
    'remind 1m',
    'expire 90d',
    'remind 4h remind 5h',
    '4h',
    'remind -4h',
  ])('refuses %j', text => {
    expect(parseTimes(text)).toBeNull()
  })
})
