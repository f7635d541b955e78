import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Evidence, findReason } from '#src/domain/reconciliation/find-reason.ts'

const days = Array.from({ length: 30 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`)

/** A month of made-up figures, agreed to the cent, with parts that can be told from each other. */
const month = fc
  .tuple(
    fc.array(fc.integer({ min: 10_000, max: 900_000 }), { minLength: 30, maxLength: 30 }),
    fc.uniqueArray(fc.integer({ min: 1_000, max: 90_000 }), {
      minLength: 5,
      maxLength: 5,
      comparator: (a, b) => Math.abs(a - b) < 10,
    }),
  )
  .map(([values, sums]) => {
    const daily = new Map(days.map((day, at) => [day, String(values[at])]))
    const total = values.reduce((sum, value) => sum + value, 0)
    const names = ['tax', 'refunds', 'shipping', 'discounts', 'cancelled'] as const
    const evidence: Evidence = {
      ours: String(total),
      theirs: String(total),
      ourDays: daily,
      theirDays: daily,
      missing: [],
      young: days.slice(-3),
      parts: names.map((part, at) => ({ part, sum: String(sums[at]) })),
      otherZones: [{ zone: 'UTC', sum: String(total + 777_001) }],
      rates: [
        { currency: 'JPY', rate: 1.5 },
        { currency: 'CNY', rate: 7.1 },
      ],
    }
    return { evidence, total, values, sums, names }
  })

function spoilt(evidence: Evidence, change: (value: number, day: string) => number): Evidence {
  const theirDays = new Map([...evidence.theirDays].map(([day, value]) => [day, String(change(Number(value), day))]))
  return {
    ...evidence,
    theirDays,
    theirs: String([...theirDays.values()].reduce((sum, value) => sum + Number(value), 0)),
  }
}

describe('the reason of a difference', () => {
  it('is none where there is no difference', () => {
    fc.assert(
      fc.property(month, ({ evidence }) => {
        expect(findReason(evidence)).toEqual({ kind: 'none' })
      }),
    )
  })

  it('is the days that are missing', () => {
    fc.assert(
      fc.property(
        month,
        fc.subarray(days.slice(0, 20), { minLength: 1, maxLength: 4 }),
        ({ evidence, total, values }, lost) => {
          const ourDays = new Map([...evidence.ourDays].filter(([day]) => !lost.includes(day)))
          const ours = total - lost.reduce((sum, day) => sum + (values[days.indexOf(day)] ?? 0), 0)

          const found = findReason({ ...evidence, ours: String(ours), ourDays, missing: lost })

          expect(found).toEqual({ kind: 'missing-days', days: lost })
        },
      ),
    )
  })

  it('is the zone in which days are cut, known by our own orders', () => {
    fc.assert(
      fc.property(month, ({ evidence, total }) => {
        const theirs = String(total + 777_001)
        expect(findReason({ ...evidence, theirs, theirDays: new Map() })).toMatchObject({
          kind: 'time-zone',
          zone: 'UTC',
        })
      }),
    )
  })

  it('is a shift of days where each day lends to the next', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 2_000, max: 9_000 }), ({ evidence }, lent) => {
        const found = findReason(
          spoilt(
            evidence,
            (value, day) => value + (days.indexOf(day) % 2 === 0 ? lent : -lent) + (day === '2026-10-30' ? 55 : 0),
          ),
        )
        expect(found).toMatchObject({ kind: 'time-zone', zone: null })
      }),
    )
  })

  it.each([0, 1, 2, 3, 4])('is a part that one side counts in: %i', at => {
    fc.assert(
      fc.property(month, fc.constantFrom(1, -1), ({ evidence, total, sums, names }, sign) => {
        const theirs = String(total + sign * (sums[at] ?? 0))
        const found = findReason({ ...evidence, theirs, theirDays: new Map(), young: [] })
        expect(found).toEqual({ kind: 'parts', parts: [{ part: names[at], sign }] })
      }),
    )
  })

  it.each([
    ['JPY', 1.5],
    ['CNY', 7.1],
    [null, 100],
    [null, 0.01],
  ])('is the currency: %s', (currency, rate) => {
    fc.assert(
      fc.property(month, ({ evidence, total }) => {
        const found = findReason({ ...evidence, theirs: (total * rate).toFixed(0), theirDays: new Map(), young: [] })
        expect(found).toEqual({ kind: 'currency', currency })
      }),
    )
  })

  it('is that young days still change', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 100_000_000, max: 200_000_000 }), ({ evidence }, more) => {
        const found = findReason(spoilt(evidence, (value, day) => (day === '2026-10-29' ? value + more : value)))
        expect(found).toEqual({ kind: 'pending', days: ['2026-10-29'] })
      }),
    )
  })

  it('is said to be unknown rather than guessed', () => {
    fc.assert(
      fc.property(month, ({ evidence, total }) => {
        const theirs = String(total + 123_456_789)
        expect(findReason({ ...evidence, theirs, theirDays: new Map(), young: [], rates: [] })).toEqual({
          kind: 'unknown',
        })
      }),
    )
  })
})
