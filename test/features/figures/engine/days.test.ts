import { describe, expect, it } from 'vitest'
import { joined } from '#src/features/figures/engine/days.ts'

const span = (from: number, to: number) => ({ from: `2026-06-${from}`, to: `2026-06-${to}` })

describe('spans of days', () => {
  it('are joined where they overlap or touch, in order', () => {
    expect(joined([span(20, 22), span(10, 15), span(12, 13), span(16, 18)])).toEqual([span(10, 18), span(20, 22)])
  })

  it('stay apart where a day lies between, and are none of none', () => {
    expect(joined([span(10, 11), span(13, 14)])).toEqual([span(10, 11), span(13, 14)])
    expect(joined([])).toEqual([])
  })
})
