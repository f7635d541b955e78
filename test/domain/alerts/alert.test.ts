import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertFields, type Judgement, type Rule, transition } from '#src/domain/alerts/alert.ts'

const now = new Date('2026-11-20T08:00:00Z')
const earlier = new Date('2026-11-19T08:00:00Z')
const owner = { id: 7, name: 'Mei Lin' }
const rule: Rule = { rule: 'target/sales/store:west', kpiId: 'sales', place: 'store:west', currency: 'USD', owner }

const bad = (day: string, value = 60): Judgement => ({ day, value, limit: 100, breach: 'bad', calm: false })
const critical = (day: string): Judgement => ({ day, value: 10, limit: 100, breach: 'critical', calm: false })
const between = (day: string): Judgement => ({ day, value: 85, limit: 100, breach: null, calm: false })
const calm = (day: string): Judgement => ({ day, value: 95, limit: 100, breach: null, calm: true })

/** An alert that was opened yesterday. */
function open(over: Partial<AlertFields> = {}): AlertFields {
  const opened = transition(null, rule, [bad('2026-11-18')], earlier)
  if (!opened) throw new Error('it should have opened')
  return { ...opened.fields, ...over }
}

const acknowledged = () => open({ state: 'acknowledged', acknowledgedBy: owner, acknowledgedAt: earlier })
const resolved = (by: typeof owner | null = null) => open({ state: 'resolved', resolvedAt: earlier, resolvedBy: by })

describe('an alert', () => {
  it('opens when the rule is broken, and says whose it is', () => {
    const change = transition(null, rule, [bad('2026-11-19')], now)

    expect(change).toMatchObject({
      kind: 'opened',
      fields: {
        state: 'open',
        severity: 'bad',
        fromDay: '2026-11-19',
        day: '2026-11-19',
        value: 60,
        revision: 1,
        owner,
      },
    })
  })

  it('does not open between red and met', () => {
    expect(transition(null, rule, [between('2026-11-19'), calm('2026-11-19')], now)).toBe(null)
  })

  it('changes with every further bad day, keeping the day it began', () => {
    const change = transition(open(), rule, [bad('2026-11-19', 50)], now)

    expect(change).toMatchObject({ kind: 'changed', fields: { fromDay: '2026-11-18', day: '2026-11-19', revision: 2 } })
  })

  it('says nothing when nothing changed', () => {
    expect(transition(open(), rule, [bad('2026-11-18')], now)).toBe(null)
    expect(transition(open(), rule, [], now)).toBe(null)
  })

  it('stays when the figure is better but not yet good, so that one at the edge does not flap', () => {
    const change = transition(open(), rule, [between('2026-11-18')], now)

    expect(change).toMatchObject({ kind: 'changed', fields: { state: 'open', value: 85 } })
  })

  it('is resolved by itself on the same or a later day, never by an earlier one', () => {
    expect(transition(open(), rule, [calm('2026-11-18')], now)?.kind).toBe('resolved')
    expect(transition(acknowledged(), rule, [calm('2026-11-19')], now)).toMatchObject({
      kind: 'resolved',
      fields: { resolvedAt: now, resolvedBy: null, acknowledgedBy: owner },
    })
    expect(transition(open(), rule, [calm('2026-11-17')], now)).toBe(null)
  })

  it('asks for attention again when it gets more severe, also when somebody had taken it on', () => {
    expect(transition(acknowledged(), rule, [critical('2026-11-19')], now)).toMatchObject({
      kind: 'worsened',
      fields: { state: 'open', severity: 'critical', acknowledgedBy: null },
    })
    expect(transition(acknowledged(), rule, [bad('2026-11-19', 55)], now)).toMatchObject({
      kind: 'changed',
      fields: { state: 'acknowledged', acknowledgedBy: owner },
    })
  })

  it('asks only once: it stays as grave as its worst day until it ends', () => {
    const grave = open({ severity: 'critical' })

    const easier = transition(grave, rule, [bad('2026-11-19')], now)
    const again = transition(easier?.fields ?? null, rule, [critical('2026-11-20')], now)

    expect(easier).toMatchObject({ kind: 'changed', fields: { severity: 'critical' } })
    expect(again?.kind).toBe('changed')
  })

  it('goes on in the same message when its day breaks again, and is a new one on a later day', () => {
    expect(transition(resolved(), rule, [bad('2026-11-18')], now)).toMatchObject({
      kind: 'reopened',
      fields: { state: 'open', revision: 2, openedAt: earlier },
    })
    expect(transition(resolved(), rule, [bad('2026-11-19')], now)).toMatchObject({
      kind: 'opened',
      fields: { fromDay: '2026-11-19', revision: 1, openedAt: now },
    })
  })

  it('leaves what a person closed closed for that day, unless it gets more severe', () => {
    expect(transition(resolved(owner), rule, [bad('2026-11-18', 59)], now)).toBe(null)
    expect(transition(resolved(owner), rule, [critical('2026-11-18')], now)?.kind).toBe('reopened')
  })

  it('tells only the net result of several days', () => {
    expect(transition(null, rule, [bad('2026-11-17'), calm('2026-11-18')], now)).toBe(null)
    expect(transition(open(), rule, [calm('2026-11-18'), bad('2026-11-19')], now)).toMatchObject({
      kind: 'changed',
      fields: { state: 'open', fromDay: '2026-11-18', day: '2026-11-19' },
    })
    expect(transition(acknowledged(), rule, [calm('2026-11-18'), bad('2026-11-19')], now)?.fields.state).toBe(
      'acknowledged',
    )
  })

  it('ends when the target is taken away', () => {
    const gone: Judgement = { day: '2026-11-19', value: 60, limit: null, breach: null, calm: true }

    expect(transition(open(), rule, [gone], now)?.kind).toBe('resolved')
  })
})

describe('any course of days', () => {
  const day = fc.integer({ min: 10, max: 25 }).map(date => `2026-11-${date}`)
  const judgement = fc.oneof(day.map(bad), day.map(critical), day.map(between), day.map(calm))
  const course = fc.array(judgement, { maxLength: 12 })

  it('says nothing the second time it is judged', () => {
    fc.assert(
      fc.property(course, judgements => {
        const once = transition(null, rule, judgements, now)
        const sorted = [...judgements].sort((a, b) => a.day.localeCompare(b.day))
        const first = transition(null, rule, sorted, now)
        const again = first && transition(first.fields, rule, sorted.slice(-1), now)

        expect(again).toBe(null)
        expect(once === null || once.fields.state !== 'resolved').toBe(true)
      }),
    )
  })

  it('numbers each change one higher and never goes back in time', () => {
    fc.assert(
      fc.property(fc.array(course, { maxLength: 6 }), looks => {
        let alert: AlertFields | null = null
        for (const judgements of looks) {
          const change = transition(alert, rule, judgements, new Date(now))
          if (!change) continue
          if (alert && change.kind !== 'opened') {
            expect(change.fields.revision).toBe(alert.revision + 1)
            expect(change.fields.day >= alert.day).toBe(true)
          } else expect(change.fields.revision).toBe(1)
          alert = change.fields
        }
      }),
    )
  })
})
