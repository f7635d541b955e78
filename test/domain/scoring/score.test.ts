import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandFor, orderedBands } from '#src/domain/scoring/bonus.ts'
import { checkScore, correlationOf } from '#src/domain/scoring/check.ts'
import { nextPoints } from '#src/domain/scoring/next-points.ts'
import { type Contender, ranked } from '#src/domain/scoring/rank.ts'
import { type ScoredLine, type ScoreInputs, scoreOf } from '#src/domain/scoring/score.ts'

const line = (over: Partial<ScoredLine> = {}): ScoredLine => ({
  kpiId: 'sales',
  weight: 50,
  better: 'higher',
  value: 100,
  aim: { value: 100 },
  belowSample: false,
  provisional: false,
  ...over,
})

const inputs = (lines: readonly ScoredLine[], over: Partial<ScoreInputs> = {}): ScoreInputs => ({
  lines,
  maxAttainment: 1.2,
  gate: 80,
  broken: 0,
  ...over,
})

/** Figures have digits that end. */
const hundredths = (most: number) => fc.integer({ min: -most, max: most }).map(value => value / 100)

const anyLine = fc.record({
  kpiId: fc.constantFrom('sales', 'acos', 'avg_stars', 'profit'),
  weight: fc.integer({ min: 1, max: 40 }),
  better: fc.constantFrom('higher' as const, 'lower' as const, 'band' as const),
  value: fc.option(hundredths(1e8), { nil: null }),
  aim: fc.option(fc.record({ value: hundredths(1e6) }), { nil: null }),
  belowSample: fc.boolean(),
  provisional: fc.boolean(),
})
const anyInputs = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
  maxAttainment: fc.constantFrom(1, 1.2, 1.5),
  gate: fc.constantFrom(null, 80),
  broken: fc.integer({ min: 0, max: 2 }),
})

describe('a score', () => {
  it('weighs what each KPI attained: sales 108 of 100, late 1.5 of 2, stars 4.4 of 4.5', () => {
    const result = scoreOf(
      inputs([
        line({ weight: 50, value: 108 }),
        line({ kpiId: 'late_shipment_rate', weight: 30, better: 'lower', value: 1.5, aim: { value: 2 } }),
        line({ kpiId: 'avg_stars', weight: 20, value: 4.4, aim: { value: 4.5 } }),
      ]),
    )

    expect(result.lines.map(({ points }) => points)).toEqual([54, 36, 19.56])
    expect(result).toMatchObject({ score: 109.56, complete: true, known: 100, gated: false })
  })

  it('gives the weight of what is missing to the others, openly', () => {
    const result = scoreOf(
      inputs([line({ weight: 70, value: 90 }), line({ weight: 30, value: null }), line({ weight: 10, aim: null })]),
    )

    expect(result.score).toBe(90)
    expect(result.lines.map(({ worth, why }) => [worth, why])).toEqual([
      [100, null],
      [null, 'no-data'],
      [null, 'no-target'],
    ])
    expect(result.complete).toBe(false)
  })

  it('is complete from 70 % of the weights on', () => {
    const share = (known: number) =>
      scoreOf(inputs([line({ weight: known }), line({ weight: 100 - known, value: null })])).complete

    expect([share(69), share(70)]).toEqual([false, true])
  })

  it('is capped while a line of a marketplace is broken, and says what it was', () => {
    expect(scoreOf(inputs([line({ value: 110 })], { broken: 1 }))).toMatchObject({
      score: 80,
      ungated: 110,
      gated: true,
    })
    expect(scoreOf(inputs([line({ value: 70 })], { broken: 1 }))).toMatchObject({ score: 70, gated: false })
    expect(scoreOf(inputs([line({ value: 110 })], { broken: 1, gate: null }))).toMatchObject({ score: 110 })
  })

  it('takes a cost over nothing as the worst there is', () => {
    expect(scoreOf(inputs([line({ better: 'lower', value: null, unbounded: 'worst' })])).score).toBe(0)
  })

  it('counts from the worst accepted value where there is one, below zero, too', () => {
    const profit = (value: number) => scoreOf(inputs([line({ value, aim: { value: 0, worst: -100 } })])).score

    expect([profit(-100), profit(-50), profit(0), profit(50)]).toEqual([0, 50, 100, 120])
  })

  it('stays between nothing and the cap, whatever comes, and does not depend on the order of KPIs', () => {
    fc.assert(
      fc.property(anyInputs, given => {
        const result = scoreOf(given)
        const turned = scoreOf({ ...given, lines: [...given.lines].reverse() })

        expect(result.score ?? 0).toBeGreaterThanOrEqual(0)
        expect(result.score ?? 0).toBeLessThanOrEqual(given.maxAttainment * 100)
        expect(Math.abs((turned.score ?? 0) - (result.score ?? 0))).toBeLessThan(0.011)
        if (given.broken > 0 && given.gate !== null) expect(result.score ?? 0).toBeLessThanOrEqual(given.gate)
        expect(result.score === null).toBe(result.lines.every(({ attained }) => attained === null))
        const points = result.lines.reduce((sum, one) => sum + (one.points ?? 0), 0)
        expect(Math.abs(points - (result.ungated ?? 0))).toBeLessThan(0.1)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same to the letter when it is computed again from what was kept', () => {
    fc.assert(
      fc.property(anyInputs, given => {
        const kept = JSON.parse(JSON.stringify(given)) as ScoreInputs
        expect(JSON.stringify(scoreOf(kept))).toBe(JSON.stringify(scoreOf(given)))
      }),
    )
  })

  it('says the value that brings five points more, and it does', () => {
    fc.assert(
      fc.property(anyInputs, given => {
        const open = { ...given, gate: null }
        const result = scoreOf(open)
        for (const next of nextPoints(open, result, 5)) {
          const at = open.lines.findIndex(({ kpiId }) => kpiId === next.kpiId)
          if (open.lines.filter(({ kpiId }) => kpiId === next.kpiId).length > 1) continue
          if (open.lines[at]?.better === 'band') continue // back in the band is all it can be
          const lines = open.lines.map((one, index) => (index === at ? { ...one, value: next.value } : one))
          const after = scoreOf({ ...open, lines })
          expect(Math.abs((after.score ?? 0) - (result.score ?? 0) - 5)).toBeLessThan(0.05)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a ranking', () => {
  const contender = (subject: string, sales: number, stars: number): Contender => ({
    subject,
    result: scoreOf(inputs([line({ weight: 60, value: sales }), line({ weight: 40, value: stars })])),
    weights: [60, 40],
    provisional: 0,
  })

  it('puts final figures before those that may still change where all else is equal', () => {
    const places = ranked([{ ...contender('a', 90, 90), provisional: 2 }, contender('b', 90, 90)])

    expect(places.map(({ contender: { subject } }) => subject)).toEqual(['b', 'a'])
  })

  it('lets equals share a place and leaves the next ones out', () => {
    const places = ranked([
      contender('c', 90, 90),
      contender('a', 110, 90),
      contender('b', 90, 90),
      contender('d', 80, 80),
    ])

    expect(places.map(({ contender: { subject }, rank }) => [subject, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 4],
    ])
  })

  it('decides a tie by the heaviest KPI', () => {
    const places = ranked([contender('a', 90, 105), contender('b', 100, 90)])

    expect(places.map(({ contender: { subject } }) => subject)).toEqual(['b', 'a'])
    expect(places.map(({ rank }) => rank)).toEqual([1, 2])
  })

  it('ranks nobody of whom too little is known', () => {
    const open: Contender = {
      subject: 'x',
      result: scoreOf(inputs([line({ weight: 60, value: null }), line({ weight: 40 })])),
      weights: [60, 40],
      provisional: 0,
    }

    expect(ranked([open, contender('a', 50, 50)]).map(({ rank }) => rank)).toEqual([1, null])
  })
})

describe('the check of a scorecard', () => {
  const history = (
    kpiId: string,
    weight: number,
    attained: readonly (number | null)[],
    weekly: readonly number[] = [],
  ) => ({
    kpiId,
    weight,
    attained,
    weekly,
  })

  it('names what decides alone, what overlaps, what is always or never met, and what has no data', () => {
    const found = checkScore([
      history('sales', 40, [0.5, 1.2, 0.4, 1.2]),
      history('acos', 20, [1, 1.05, 1.1, 1]),
      history('tacos', 20, [0.7, 0.6, 0.7, 0.75]),
      history('csat', 20, [null, null, null, null]),
    ])

    expect(found.map(({ kind }) => kind)).toEqual(['no-data', 'dominates', 'overlap', 'always-met', 'never-met'])
  })

  it('names two KPIs that always move together', () => {
    const weeks = [1, 3, 2, 5, 4, 6, 8, 7, 9]
    const found = checkScore([
      history('sessions', 50, [], weeks),
      history(
        'sales',
        50,
        [],
        weeks.map(week => 3 * week + 1),
      ),
    ])

    expect(found).toEqual([{ kind: 'together', kpiIds: ['sessions', 'sales'], correlation: expect.closeTo(1, 9) }])
    expect(correlationOf([1, 2, 3], [1, 2, 3])).toBeNull()
    expect(
      correlationOf(
        weeks,
        weeks.map(() => 4),
      ),
    ).toBeNull()
  })
})

describe('a bonus table', () => {
  const bands = [
    { from: 80, percent: '50', amount: null },
    { from: 100, percent: '100', amount: null },
  ]

  it.each([
    [79.99, null],
    [80, '50'],
    [99.99, '50'],
    [120, '100'],
    [null, null],
  ])('gives a score of %s the band %s', (score, percent) => {
    expect(bandFor(bands, score)?.percent ?? null).toBe(percent)
  })

  it('refuses two bands from the same score, and scores that cannot be', () => {
    expect(orderedBands([...bands, { from: 80, percent: '60', amount: null }])).toBeNull()
    expect(orderedBands([{ from: 130, percent: '60', amount: null }])).toBeNull()
    expect(orderedBands([...bands].reverse())).toEqual(bands)
  })
})
