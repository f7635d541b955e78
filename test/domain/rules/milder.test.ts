import { describe, expect, it } from 'vitest'
import { type Called, milderRules, proposeMilder } from '#src/domain/rules/milder.ts'
import type { AlertRule, RuleParameters } from '#src/domain/rules/rule.ts'

function rule(parameters: RuleParameters): AlertRule {
  return {
    ...{ id: 1, kpiId: 'sales', place: 'store:west', eachStore: false, parameters, severity: null, owner: null },
    ...{ activeHours: null, hysteresis: 0.05, forDays: 1, origin: null, createdBy: null },
    ...{ createdAt: new Date(0), demo: false },
  }
}

const below: RuleParameters = { kind: 'threshold', compare: 'below', value: 800, currency: 'USD', windowDays: 1 }

/** Each day by itself below the line of the rule; lasting rules find nothing here. */
function standingOf(values: Readonly<Record<string, number>>) {
  return ({ parameters, forDays }: AlertRule) => {
    const line = parameters.kind === 'threshold' && forDays === 1 ? parameters.value : 0
    const days = Object.keys(values).filter(day => (values[day] ?? 0) < line)
    return [{ place: 'store:west', standing: days.map(day => ({ from: day, to: day })) }]
  }
}

const called = (day: string, kind: Called['kind']): Called => ({ place: 'store:west', fromDay: day, day, kind })

describe('a milder line', () => {
  it('leaves out what was called false and keeps what had a cause, with the smallest change that does', () => {
    const values = { '2026-11-01': 750, '2026-11-05': 770, '2026-11-09': 400, '2026-11-12': 700 }
    const answers = [
      called('2026-11-01', 'false_alarm'),
      called('2026-11-05', 'false_alarm'),
      called('2026-11-09', 'cause'),
    ]

    const milder = proposeMilder(rule(below), standingOf(values), answers)

    expect(milder).toMatchObject({ wrong: 2, dropped: 2, right: 1, alerts: 2 })
    expect(milder?.rule.parameters).toMatchObject({ value: 720 })
  })

  it('is not proposed where it would lose a real problem', () => {
    const values = { '2026-11-01': 500, '2026-11-09': 600 }
    const answers = [called('2026-11-01', 'false_alarm'), called('2026-11-09', 'cause')]

    expect(proposeMilder(rule(below), standingOf(values), answers)).toBe(null)
  })

  it('is not proposed where nobody complained, nor for alerts elsewhere or that the line does not repeat', () => {
    const values = { '2026-11-01': 750 }

    expect(proposeMilder(rule(below), standingOf(values), [])).toBe(null)
    expect(proposeMilder(rule(below), standingOf(values), [called('2026-11-02', 'false_alarm')])).toBe(null)
    const elsewhere = { ...called('2026-11-01', 'false_alarm'), place: 'store:east' }
    expect(proposeMilder(rule(below), standingOf(values), [elsewhere])).toBe(null)
  })

  it.each<[RuleParameters, object]>([
    [below, { value: 760 }],
    [{ ...below, compare: 'above', value: 0.3 }, { value: 0.315 }],
    [{ kind: 'target', share: 0.8 }, { share: 0.75 }],
    [{ kind: 'streak', days: 3, share: 0.9 }, { days: 4 }],
    [{ kind: 'surge', direction: 'worse', level: 3.5, least: 0.3 }, { least: 0.4 }],
    [{ kind: 'budget', value: 1000, currency: 'USD' }, { value: 1050 }],
    [{ kind: 'cover', days: 14 }, { days: 11 }],
  ])('of %o begins with %o', (parameters, expected) => {
    expect(milderRules(rule(parameters))[0]?.parameters).toMatchObject(expected)
  })

  it('does not exist for a marketplace line, a month target and late figures', () => {
    for (const parameters of [
      { kind: 'ladder', step: 'orange' },
      { kind: 'budget', value: null, currency: null },
      { kind: 'late', hours: 6 },
    ] as const)
      expect(milderRules(rule(parameters))).toEqual([])
  })
})
