import { describe, expect, it } from 'vitest'
import { type Alert, type Judgement, type Rule, transition } from '#src/domain/alerts/alert.ts'
import { calls, close, onClock, openAgain, snooze, take, unsnooze } from '#src/domain/alerts/alert-life.ts'

const now = new Date('2026-11-20T08:00:00Z')
const later = new Date('2026-11-20T10:00:00Z')
const answerBy = new Date('2026-11-20T14:00:00Z')
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
  const due = (one: Alert, at: Date) => onClock(one, at, answerBy)

  it('wakes a snoozed alert, also one that somebody has', () => {
    expect(due(alert({ snoozedUntil: later }), now)).toBeNull()
    expect(due(alert({ snoozedUntil: later }), later)).toMatchObject({
      kind: 'woke',
      fields: { state: 'open', snoozedUntil: null },
    })
    expect(due(taken({ snoozedUntil: later }), later)?.fields.acknowledgedBy).toBeNull()
  })

  it('asks whoever has an alert once whether they still are on it, and gives it back without an answer', () => {
    const asked = due(taken(), later)?.fields ?? alert()

    expect(due(taken(), now)).toBeNull()
    expect(due(taken(), later)).toMatchObject({
      kind: 'ack_asked',
      fields: { state: 'acknowledged', acknowledgedBy: mei, ackAskedAt: later, ackUntil: answerBy },
    })
    expect(due(asked, later)).toBeNull()
    expect(due(asked, answerBy)).toMatchObject({
      kind: 'ack_expired',
      fields: { state: 'open', acknowledgedBy: null, ackUntil: null, ackAskedAt: null },
    })
  })

  it('lets an answer prolong it, and asks again when that time is over', () => {
    const asked = due(taken(), later)?.fields ?? alert()
    const longer = new Date('2026-11-23T10:00:00Z')
    const kept = take(asked, { person: mei, now: later }, null, longer)

    expect(kept).toMatchObject({ kind: 'confirmed', fields: { ackUntil: longer, ackAskedAt: null } })
    expect(kept && due(kept.fields, answerBy)).toBeNull()
    expect(kept && due(kept.fields, longer)?.kind).toBe('ack_asked')
  })

  it('asks nobody while the number is better, though not yet well', () => {
    const better = transition(taken(), rule, [{ ...bad, day: '2026-11-20', value: 85, breach: null }], now)?.fields
    const worse = transition(better ?? null, rule, [{ ...bad, day: '2026-11-21' }], now)?.fields

    expect(better?.bad).toBe(false)
    expect(better && due({ id: 42, ...better }, answerBy)).toBeNull()
    expect(worse && due({ id: 42, ...worse }, answerBy)?.kind).toBe('ack_asked')
  })

  it('leaves an acknowledgement alone while the alert is snoozed for longer', () => {
    expect(due(taken({ snoozedUntil: new Date('2026-11-22') }), later)).toBeNull()
  })

  it('does nothing to one that is over', () => {
    const over = close(taken(), { person: ken, now })?.fields

    expect(over && due(over, later)).toBeNull()
  })
})

describe('ending a snooze early', () => {
  it('leaves the alert with whoever has it', () => {
    expect(unsnooze(taken({ snoozedUntil: later }))).toMatchObject({
      kind: 'unsnoozed',
      fields: { state: 'acknowledged', acknowledgedBy: mei, snoozedUntil: null },
    })
    expect(unsnooze(alert())).toBeNull()
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
