import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PullStep } from '#src/contracts/connector.ts'
import { follow, type Trail } from '#src/features/sync/circle.ts'

const order = { orderId: '1' } as never
const again = (state: unknown, isEmpty = false): PullStep => ({
  ...(isEmpty ? {} : { orders: [order] }),
  next: { kind: 'again', state },
})

/** How many steps are taken until it is found that they go on for ever; `null`: it was not found. */
function stepsUntilFound(states: (step: number) => unknown, most: number, isEmpty = false): number | null {
  let trail: Trail | null = null
  let state: unknown = null
  for (let step = 0; step < most; step += 1) {
    const next = again(states(step), isEmpty)
    try {
      trail = follow(trail, state, next, 'The market')
    } catch (error) {
      expect(String(error)).toMatch(/same page|without any data/)
      return step
    }
    state = states(step)
  }
  return null
}

describe('steps of a pull', () => {
  it('that lead in a circle of any length are found', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 60 }), (lead, length) => {
        const found = stepsUntilFound(step => ({ page: step < lead ? step : lead + ((step - lead) % length) }), 2_000)

        expect(found).not.toBeNull()
        expect(found).toBeLessThanOrEqual(4 * (lead + length) + 4)
      }),
    )
  })

  it('that are all different go on, also many, as long as they bring something', () => {
    expect(stepsUntilFound(step => step, 20_000)).toBeNull()
  })

  it('that bring nothing for thousands of pages end', () => {
    expect(stepsUntilFound(step => step, 20_000, true)).toBeGreaterThan(1_000)
  })

  it('that wait in between are no circle', () => {
    const waiting: PullStep = { next: { kind: 'again', state: 'asked', notBefore: new Date() } }
    let trail: Trail | null = null
    for (let n = 0; n < 50; n += 1) trail = follow(trail, 'asked', waiting, 'The market')

    expect(trail).toBeNull()
  })
})
