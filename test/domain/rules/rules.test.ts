import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { daysBetween } from '#src/domain/days.ts'
import { defectsLeft, ladderStep } from '#src/domain/limits/ladder.ts'
import { speaksAgain } from '#src/domain/rules/active-hours.ts'
import { backtest } from '#src/domain/rules/backtest.ts'
import { isJudged, type Look } from '#src/domain/rules/finding.ts'
import { judgeRule } from '#src/domain/rules/judge.ts'
import { latenessOf } from '#src/domain/rules/lateness.ts'
import type { AlertRule, RuleParameters } from '#src/domain/rules/rule.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { kpi } from '#test/support/builders.ts'

const today = '2026-11-20'

function rule(parameters: RuleParameters, over: Partial<AlertRule> = {}): AlertRule {
  const about = {
    kpiId: 'sales',
    place: 'store:west',
    eachStore: false,
    severity: null,
    owner: null,
    activeHours: null,
  }
  const made = { origin: null, createdBy: null, createdAt: new Date(0), demo: false }
  return { id: 1, ...about, hysteresis: 0.05, forDays: 1, ...made, parameters, ...over }
}

/** Sums of what each day is; a target of 100 a day and 3,000 a month. */
function view(values: (day: string) => number | null, over: Partial<RuleView> = {}): RuleView {
  const sum = (from: string, to: string) => {
    const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => dayAfter(from, index))
    const known = days.map(values).filter(value => value !== null)
    const total = known.length === 0 ? null : known.reduce((all, value) => all + value, 0)
    return { value: total, sample: null, belowSample: false, provisional: false, coverage: known.length / days.length }
  }
  return {
    kpi: kpi(),
    amount: true,
    today,
    context: { market: null, platform: null, events: [] },
    limits: [],
    point: sum,
    target: (_from, _to, kind) => (kind === 'day' ? 100 : 3000),
    line: value => value,
    soldOut: () => false,
    ...over,
  }
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

function event(kind: CalendarEvent['kind'], day: string): CalendarEvent {
  return { id: 1, name: 'Stop', place: 'all', fromDay: day, toDay: day, kind, factor: 1, demo: false }
}

const breachOf = (look: Look) => (isJudged(look) ? look.breach : 'nothing said')
const streak: RuleParameters = { kind: 'streak', days: 3, share: 0.9 }

describe('a streak', () => {
  it('is said on the third day in a row under the share, not on the second', () => {
    const values = view(day => (day >= '2026-11-16' ? 80 : 100))

    expect(breachOf(judgeRule(rule(streak), '2026-11-17', values))).toBeNull()
    expect(breachOf(judgeRule(rule(streak), '2026-11-18', values))).toBe('warning')
  })

  it.each(['closed', 'force_majeure'] as const)('is neither broken nor extended by a day that is %s', kind => {
    const context = { market: null, platform: null, events: [event(kind, '2026-11-17')] }
    const values = view(day => (day === '2026-11-17' ? 100 : day >= '2026-11-15' ? 80 : 100), { context })

    expect(breachOf(judgeRule(rule(streak), '2026-11-16', values))).toBeNull()
    expect(breachOf(judgeRule(rule(streak), '2026-11-18', values))).toBe('warning')
  })

  it('counts weekends of sales, which marketplaces make on all days, but not of what people do', () => {
    const values = (theme: 'sales' | 'fulfilment') =>
      view(day => (day >= '2026-11-14' ? 80 : 100), { kpi: kpi({ theme }) })

    expect(breachOf(judgeRule(rule(streak), '2026-11-16', values('sales')))).toBe('warning')
    expect(breachOf(judgeRule(rule(streak), '2026-11-15', values('fulfilment')))).toBe('nothing said')
    expect(breachOf(judgeRule(rule(streak), '2026-11-17', values('fulfilment')))).toBeNull()
    expect(breachOf(judgeRule(rule(streak), '2026-11-18', values('fulfilment')))).toBe('warning')
  })

  it('passes over missing days, and gets graver at twice the days', () => {
    const values = view(day => (day === '2026-11-15' ? null : day >= '2026-11-10' ? 80 : 100))

    expect(breachOf(judgeRule(rule(streak), '2026-11-15', values))).toBe('nothing said')
    expect(breachOf(judgeRule(rule(streak), '2026-11-16', values))).toBe('bad')
  })
})

describe('a budget', () => {
  const budget: RuleParameters = { kind: 'budget', value: 3000, currency: 'USD' }

  it('says nothing at its pace, warns where it lands beyond, and cries when it is used up', () => {
    expect(
      breachOf(
        judgeRule(
          rule(budget),
          '2026-11-15',
          view(() => 98),
        ),
      ),
    ).toBeNull()
    expect(
      breachOf(
        judgeRule(
          rule(budget),
          '2026-11-15',
          view(() => 130),
        ),
      ),
    ).toBe('warning')
    expect(
      breachOf(
        judgeRule(
          rule(budget),
          '2026-11-19',
          view(() => 200),
        ),
      ),
    ).toBe('critical')
  })

  it('tells a fast burn before the landing can be trusted', () => {
    expect(
      breachOf(
        judgeRule(
          rule(budget),
          '2026-11-03',
          view(() => 300),
        ),
      ),
    ).toBe('bad')
  })
})

describe('a platform ladder', () => {
  it.each([
    ['<', 0.04, 0.02, 'green'],
    ['<', 0.04, 0.03, 'yellow'],
    ['<', 0.04, 0.037, 'orange'],
    ['<', 0.04, 0.05, 'red'],
    ['>=', 0.9, 0.95, 'green'],
    ['>=', 0.9, 0.93, 'yellow'],
    ['>=', 0.9, 0.91, 'orange'],
    ['>=', 0.9, 0.89, 'red'],
  ] as const)('%s %d at %d is %s', (comparison, limit, value, step) => {
    expect(ladderStep({ comparison, limit }, value)).toBe(step)
  })

  it.each([
    ['<', 0.01, 1 / 200, 200, 2],
    ['<', 0.01, 0, 50, 1],
    ['<=', 0.02, 1 / 100, 100, 2],
    ['<', 0.01, 3 / 200, 200, null],
    ['>=', 0.9, 0.95, 100, null],
    ['<', 0.04, 0.03, null, null],
  ] as const)(
    '%s %d: a rate of %d in %s cases is crossed by %s more defects',
    (comparison, limit, value, cases, left) => {
      expect(defectsLeft({ comparison, limit }, value, cases)).toBe(left)
      if (left === null || cases === null) return
      const rate = (more: number) => (Math.round(value * cases) + more) / (cases + more)
      const isCrossed = (more: number) => (comparison === '<' ? rate(more) >= limit : rate(more) > limit)
      expect([isCrossed(left - 1), isCrossed(left)]).toEqual([false, true])
    },
  )
})

describe('late figures', () => {
  const feed = { lastDay: '2026-11-18', toldDays: 7, dueHours: 12 }

  it('are late once the due hours and the grace are over', () => {
    expect(latenessOf(feed, 6, 'UTC', new Date('2026-11-20T17:00:00Z'))?.late).toBe(false)
    expect(latenessOf(feed, 6, 'UTC', new Date('2026-11-20T18:30:00Z'))).toMatchObject({ late: true, hours: 6 })
  })

  it('are not expected of a feed that comes now and then, or ended', () => {
    const now = new Date('2026-11-20T18:30:00Z')

    expect(latenessOf({ ...feed, toldDays: 2 }, 6, 'UTC', now)).toBeNull()
    expect(latenessOf({ ...feed, lastDay: '2026-09-01' }, 6, 'UTC', now)).toBeNull()
  })
})

describe('active hours', () => {
  it.each([
    [{ from: 9, to: 18 }, '2026-11-20T08:00:00Z', '2026-11-20T09:00:00.000Z'],
    [{ from: 9, to: 18 }, '2026-11-20T12:00:00Z', null],
    [{ from: 9, to: 18 }, '2026-11-20T18:00:00Z', '2026-11-21T09:00:00.000Z'],
    [{ from: 22, to: 6 }, '2026-11-20T23:00:00Z', null],
    [{ from: 22, to: 6 }, '2026-11-20T12:00:00Z', '2026-11-20T22:00:00.000Z'],
    [{ from: 22, to: 6 }, '2026-11-20T03:00:00Z', null],
    [{ from: 9.5, to: 18 }, '2026-11-20T09:15:00Z', '2026-11-20T09:30:00.000Z'],
    [{ from: 9, to: 18, workdays: true }, '2026-11-20T19:00:00Z', '2026-11-23T09:00:00.000Z'],
    [{ from: 9, to: 18, workdays: true }, '2026-11-23T10:00:00Z', null],
    [{ from: 0, to: 0, workdays: true }, '2026-11-21T10:00:00Z', '2026-11-23T00:00:00.000Z'],
    [{ from: 0, to: 0 }, '2026-11-21T10:00:00Z', null],
  ])('%o at %s', (hours, now, expected) => {
    expect(speaksAgain(hours, { zone: 'UTC', market: null }, new Date(now))?.toISOString() ?? null).toBe(expected)
  })
})

it('keeps silent on holidays of the market where it speaks on workdays only', () => {
  const hours = { from: 9, to: 18, workdays: true }
  const morning = new Date('2026-11-23T01:00:00Z') // Labour Thanksgiving Day in Japan

  const again = speaksAgain(hours, { zone: 'Asia/Tokyo', market: 'jp' }, morning)

  expect(again?.toISOString()).toBe('2026-11-24T00:00:00.000Z')
})

describe('a back-test', () => {
  it('counts problems, not days: five bad days in a row are one', () => {
    const asked: RuleParameters = { kind: 'threshold', compare: 'below', value: 90, currency: null, windowDays: 1 }
    const bad = ['2026-10-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06']
    const values = view(day => (bad.includes(day) ? 50 : 100))

    const { firings, judgedDays } = backtest(rule(asked), values, { from: '2026-09-01', to: '2026-11-19' })

    expect(firings.map(({ judgement }) => judgement.day)).toEqual(['2026-10-01', '2026-11-02'])
    expect(judgedDays).toBe(80)
  })
})
