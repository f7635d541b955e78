import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connectors } from '#src/connectors/index.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { fakeMarket } from '#test/support/fake-market.ts'

describe.each([fakeMarket, ...connectors].map(one => [one.id, one] as const))('the connector %s', (_id, connector) => {
  it('tells measures that are known, each feed its own id, each measure by one feed', () => {
    const told = connector.feeds.flatMap(feed => [...feed.tells, ...(feed.tellsWhereKnown ?? [])])

    expect(told.filter(id => findMeasure(id) === null)).toEqual([])
    expect(new Set(told).size).toBe(told.length)
    expect(new Set(connector.feeds.map(feed => feed.id)).size).toBe(connector.feeds.length)
  })

  it('has sensible numbers', () => {
    for (const feed of connector.feeds) {
      expect(feed.sliceDays).toBeGreaterThan(0)
      expect(feed.everyMinutes).toBeGreaterThan(0)
      expect(feed.dueHours).toBeGreaterThanOrEqual(0)
      expect(feed.finalAfterDays).toBeGreaterThanOrEqual(0)
    }
    for (const budget of connector.budgets) {
      expect(budget.perSecond).toBeGreaterThan(0)
      expect(budget.burst).toBeGreaterThanOrEqual(1)
    }
  })

  it('refuses keys that are not there and names addresses as variables', () => {
    const parsed = connector.keys.safeParse({})

    expect(parsed.success).toBe(false)
    if (connector.keys instanceof z.ZodObject && connector.refreshKey !== null)
      expect(Object.keys(connector.keys.shape)).toContain(connector.refreshKey)
  })

  it('speaks three languages', () => {
    for (const label of [connector.label, ...connector.feeds.map(feed => feed.label)]) {
      expect(Object.values(label).filter(text => text.trim() === '')).toEqual([])
      expect(Object.keys(label).sort()).toEqual(['en', 'ja', 'zh-CN'])
    }
  })
})
