import { describe, expect, it } from 'vitest'
import { type Alert, type Judgement, type Rule, transition } from '#src/domain/alert.ts'
import { calls, close, onClock, openAgain, snooze, take } from '#src/domain/alert-life.ts'

const now = new Date('2026-11-20T08:00:00Z')
const later = new Date('2026-11-20T10:00:00Z')
const mei = { id: 7, name: 'Mei Lin' }
const ken = { id: 8, name: 'Ken' }
const rule: Rule = { rule: 'target/sales/store:west', kpiId: 'sales', place: 'store:west', currency: 'USD', owner: mei }
const bad: Judgement = { day: '2026-11-19', value: 60, limit: 100, breach: 'bad', calm: false }

function alert(over: Partial<Alert> = {}): Alert {
  const opened = transition(null, rule, [bad], now)
  if (!opened) throw new Error('it should have opened')
  return { id: 42, ...opened.fields, ...over }
}

const taken = (over: Partial<Alert> = {}) => ({
  ...(take(alert(), { person: mei, now }, null, later)?.fields ?? alert()),
  ...over,
})

describe('taking an alert on', () => {
  it('gives it to the first until the time is over', () => {
    expect(take(alert(), { person: mei, now }, null, later)).toMatchObject({
      kind: 'acknowledged',
      fields: { state: 'acknowledged', acknowledgedBy: mei, ackUntil: later },
    })
  })

  it('is confirmed by whoever has it, and refused to others', () => {
    const longer = new Date('2026-11-21T10:00:00Z')

    expect(take(taken(), { person: mei, now }, null, longer)).toMatchObject({
      kind: 'confirmed',
      fields: { ackUntil: longer },
    })
    expect(take(taken(), { person: ken, now }, null, longer)).toBeNull()
  })

  it('takes a reason from anybody', () => {
    expect(take(taken(), { person: ken, now }, 'price', later)).toMatchObject({
      kind: 'reason',
      fields: { acknowledgedBy: mei, reason: 'price' },
    })
  })

  it('ends a snooze', () => {
    expect(take(alert({ snoozedUntil: later }), { person: ken, now }, null, later)?.fields.snoozedUntil).toBeNull()
  })
})

describe('the clock', () => {
  it('wakes a snoozed alert, also one that somebody has', () => {
    expect(onClock(alert({ snoozedUntil: later }), now)).toBeNull()
    expect(onClock(alert({ snoozedUntil: later }), later)).toMatchObject({
      kind: 'woke',
      fields: { state: 'open', snoozedUntil: null },
    })
    expect(onClock(taken({ snoozedUntil: later }), later)?.fields.acknowledgedBy).toBeNull()
  })

  it('ends an acknowledgement that nobody confirmed', () => {
    expect(onClock(taken(), now)).toBeNull()
    expect(onClock(taken(), later)).toMatchObject({ kind: 'ack_expired', fields: { state: 'open', ackUntil: null } })
  })

  it('leaves an acknowledgement alone while the alert is snoozed for longer', () => {
    expect(onClock(taken({ snoozedUntil: new Date('2026-11-22') }), later)).toBeNull()
  })

  it('does nothing to one that is over', () => {
    const over = close(taken(), { person: ken, now })?.fields

    expect(over && onClock(over, later)).toBeNull()
  })
})

describe('closing, snoozing and opening again', () => {
  it('happen once', () => {
    const closed = close(alert(), { person: ken, now })?.fields ?? alert()

    expect(closed).toMatchObject({ state: 'resolved', resolvedBy: ken, escalateAt: null })
    expect(close(closed, { person: mei, now })).toBeNull()
    expect(snooze(closed, later)).toBeNull()
    expect(take(closed, { person: mei, now }, null, later)).toBeNull()
    expect(openAgain(closed)).toMatchObject({ kind: 'reopened', fields: { state: 'open', resolvedBy: null } })
    expect(openAgain(alert())).toBeNull()
  })
})

describe('worsening', () => {
  it('ends a snooze and an acknowledgement, and calls anew', () => {
    const worse: Judgement = { ...bad, value: 10, breach: 'critical' }

    const change = transition(taken({ snoozedUntil: later, escalation: 2 }), rule, [worse], later)

    expect(change).toMatchObject({
      kind: 'worsened',
      fields: { state: 'open', snoozedUntil: null, acknowledgedBy: null, escalation: 0 },
    })
    expect(calls('worsened')).toBe(true)
    expect(calls('changed')).toBe(false)
  })
})
