import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlertCall,
  type AlertSubject,
  alertPrefix,
  alertSubject,
  callsPrefix,
  formatAlertSubject,
  groupSubject,
  parseAlertSubject,
} from '#src/domain/alerts/alert-subject.ts'

const number = fc.nat()
const call: fc.Arbitrary<AlertCall> = fc.oneof(
  fc.record({ kind: fc.constant('news' as const), revision: number }),
  fc.record({ kind: fc.constant('step' as const), revision: number, step: number }),
  fc.record({
    kind: fc.constant('question' as const),
    occasion: fc.oneof(
      number.map(String),
      fc
        .tuple(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), number)
        .map(([at, person]) => `${at.toISOString()}/${person}`),
    ),
  }),
)
const subject: fc.Arbitrary<AlertSubject> = fc.record({
  kind: fc.constantFrom('alert' as const, 'group' as const),
  id: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  call: fc.option(call),
})

describe('the subject of messages about alerts', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(subject, one => {
        expect(parseAlertSubject(formatAlertSubject(one))).toEqual(one)
      }),
    )
  })

  it('is another one for everything else', () => {
    const pair = fc.tuple(subject, subject).filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b))

    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(formatAlertSubject(a)).not.toBe(formatAlertSubject(b))
      }),
    )
  })

  it('finds the calls about an alert or a group by their beginning, and nobody else’s', () => {
    fc.assert(
      fc.property(subject, number, (one, other) => {
        const prefix = callsPrefix(formatAlertSubject({ ...one, call: null }))

        expect(formatAlertSubject(one).startsWith(prefix)).toBe(one.call !== null)
        if (other !== one.id) expect(formatAlertSubject({ ...one, id: other }).startsWith(prefix)).toBe(false)
      }),
    )
  })

  it.each([
    [alertSubject(42), 'alert/42'],
    [`${alertPrefix}42`, 'alert/42'],
    [groupSubject(7), 'alert-group/7'],
    [alertSubject(42, { kind: 'news', revision: 3 }), 'alert/42/call/3'],
    [alertSubject(42, { kind: 'step', revision: 3, step: 1 }), 'alert/42/call/3/step/1'],
    [alertSubject(42, { kind: 'question', occasion: '3' }), 'alert/42/call/3/still'],
    [groupSubject(7, { kind: 'news', revision: 2 }), 'alert-group/7/call/2'],
  ])('stands in databases as %s', (written, stored) => {
    expect(written).toBe(stored)
  })

  it.each([
    '',
    'alert',
    'alert/',
    'alert/x',
    'alert/4 2',
    'alert/42/',
    'alert/42/rev/3',
    'alert/42/call/',
    'digest/12/2026-11-20',
  ])('takes "%s" for something else', text => {
    expect(parseAlertSubject(text)).toBeNull()
  })

  it('takes a number that no database gives for something else', () => {
    expect(parseAlertSubject(`alert/${'9'.repeat(17)}`)).toBeNull()
  })
})
