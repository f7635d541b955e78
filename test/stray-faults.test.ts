import { describe, expect, it } from 'vitest'
import { createStrayFaults } from '#src/stray-faults.ts'

function guard() {
  const said: { readonly fields: object; readonly sentence: string }[] = []
  const ends: number[] = []
  let at = 0
  const say = (fields: object, sentence: string) => void said.push({ fields, sentence })
  const log = { info: say, warn: say, error: say }
  const stray = createStrayFaults({ log, end: () => ends.push(at), now: () => at })
  const pass = (milliseconds: number) => {
    at += milliseconds
  }
  return { stray, said, ends, pass }
}

describe('a fault that nobody caught', () => {
  it.each([
    ['an error', new Error('lost')],
    ['a text', 'lost'],
    ['nothing at all', undefined],
    ['a reset connection', Object.assign(new Error('lost'), { code: 'ECONNRESET' })],
    ['a file that is gone', Object.assign(new Error('lost'), { code: 'ENOENT' })],
  ])('is written down with a reference and ends nothing: %s', (_what, fault) => {
    const { stray, said, ends } = guard()

    stray(fault, 'test')

    expect(said).toHaveLength(1)
    expect(said[0]?.fields).toMatchObject({ reference: expect.stringMatching(/^[0-9a-f]{8}$/) })
    expect(ends).toEqual([])
  })

  it.each(['ENOMEM', 'EMFILE', 'ENOSPC'])(
    'ends the process in order, once, when nothing is left to work with: %s',
    code => {
      const { stray, ends } = guard()

      stray(Object.assign(new Error('full'), { code }), 'test')
      stray(Object.assign(new Error('full'), { code }), 'test')

      expect(ends).toHaveLength(1)
    },
  )

  it('ends the process when faults come in a row, not when they are far apart', () => {
    const apart = guard()
    for (let count = 0; count < 100; count++) {
      apart.stray(new Error('now and then'), 'test')
      apart.pass(10_000)
    }
    const row = guard()
    for (let count = 0; count < 100; count++) row.stray(new Error('again'), 'test')

    expect(apart.ends).toEqual([])
    expect(row.ends).toHaveLength(1)
  })
})
