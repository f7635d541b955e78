import { describe, expect, it } from 'vitest'
import { parseUntil, type UntilContext } from '#src/domain/until.ts'

/** Friday morning in Tokyo. */
const now = new Date('2026-11-20T00:00:00Z')
const morning: UntilContext = { now, timeZone: 'Asia/Tokyo', timeOfDay: '09:00' }

describe('a moment in words', () => {
  it.each([
    ['2h', '2026-11-20T02:00:00.000Z'],
    ['90 min', '2026-11-20T01:30:00.000Z'],
    ['1.5 hours', '2026-11-20T01:30:00.000Z'],
    ['2小时', '2026-11-20T02:00:00.000Z'],
    ['２時間', '2026-11-20T02:00:00.000Z'],
    ['30分', '2026-11-20T00:30:00.000Z'],
    ['3d', '2026-11-23T00:00:00.000Z'],
    ['2天', '2026-11-22T00:00:00.000Z'],
    ['1 week', '2026-11-27T00:00:00.000Z'],
    ['until tomorrow 09:00', '2026-11-21T00:00:00.000Z'],
    ['明日 10:30まで', '2026-11-21T01:30:00.000Z'],
    ['明天9点半', '2026-11-21T00:30:00.000Z'],
    ['今天下午3点', '2026-11-20T06:00:00.000Z'],
    ['後天', null],
    ['后天', '2026-11-22T00:00:00.000Z'],
    ['until Friday', '2026-11-27T00:00:00.000Z'],
    ['monday 09:00', '2026-11-23T00:00:00.000Z'],
    ['到周一', '2026-11-23T00:00:00.000Z'],
    ['来週の水曜', '2026-11-25T00:00:00.000Z'],
    ['下周三', '2026-11-25T00:00:00.000Z'],
    ['next week', '2026-11-23T00:00:00.000Z'],
    ['11/30 18:00', '2026-11-30T09:00:00.000Z'],
    ['11月30日', '2026-11-30T00:00:00.000Z'],
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['18:00', '2026-11-20T09:00:00.000Z'],
    ['8:00', '2026-11-20T23:00:00.000Z'],
    ['5pm', '2026-11-20T08:00:00.000Z'],
    ['acos rakuten', null],
    ['2026-11-01', null],
    ['25:99', null],
  ])('“%s” is %s', (text, expected) => {
    expect(parseUntil(text, morning)?.toISOString() ?? null).toBe(expected)
  })

  it('means the whole of a day where a day is to be left alone', () => {
    const whole = parseUntil('until Friday', { ...morning, timeOfDay: '24:00' })

    expect(whole?.toISOString()).toBe('2026-11-27T15:00:00.000Z')
  })
})
