import { expect, it } from 'vitest'
import { askedDay } from '#src/domain/period/index.ts'

const [tokyo, shanghai, angeles, york] = ['Asia/Tokyo', 'Asia/Shanghai', 'America/Los_Angeles', 'America/New_York']
const zones = (...all: readonly string[]) => all.map(timeZone => ({ timeZone }))

it.each([
  ['one store: its own day', '2026-11-23T02:00:00Z', zones(angeles), shanghai, '2026-11-22'],
  ['one store ahead of the asker', '2026-11-23T02:00:00Z', zones(tokyo), angeles, '2026-11-23'],
  ['several zones on the same day', '2026-11-23T02:00:00Z', zones(york, angeles), shanghai, '2026-11-22'],
  [
    'several zones on different days: the day of the asker',
    '2026-11-23T02:00:00Z',
    zones(tokyo, york),
    shanghai,
    '2026-11-23',
  ],
  ['the same from the other side', '2026-11-23T02:00:00Z', zones(tokyo, york), angeles, '2026-11-22'],
  ['no store: the day of the asker', '2026-11-22T15:30:00Z', zones(), tokyo, '2026-11-23'],
] as const)('%s', (_what, now, stores, own, day) => {
  expect(askedDay(stores, own, new Date(now))).toBe(day)
})
