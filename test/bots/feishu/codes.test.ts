import { describe, expect, it } from 'vitest'
import { faultOfAnswer, faultOfStranger, tokenCodes } from '#bots/feishu/api/faults.ts'
import { remedies } from '#bots/feishu/api/remedies.ts'
import type { TransportFault } from '#src/errors.ts'

const faultOf = (code: number, status = 200) => faultOfAnswer(status, { code, sub: null }, null)

/** Codes of the platform's list of errors and of the pages of sending, editing and uploading. */
const classes: Readonly<Partial<Record<TransportFault, readonly number[]>>> = {
  // Nothing was shown: limits, tokens, and what an administrator can mend.
  retryable: [
    ...[99991400, 230020, 11232, 11233, 11247],
    ...[99991661, 99991663, 99991664, 99991665, 99991671],
    ...[99991672, 99991676, 99991679, 99991662, 99991673, 99991543, 10014, 10015, 99991401, 230006, 99991403],
  ],
  // It may have been shown: only the same key makes a second attempt harmless.
  doubtful: [230049, 18121, 2200, 5000, 1500, 232096],
  // The door is closed: whoever cares is told elsewhere.
  unreachable: [
    ...[230002, 232009, 230013, 230029, 230034, 230001, 230038, 230053, 230035, 230018, 99992351, 99992361],
    ...[19021, 19022, 19024, 200680, 4_711],
  ],
  // The message itself is at fault: it is sent simpler, or kept.
  permanent: [
    ...[230011, 230110, 231003, 230031, 230025, 230022, 230028, 230054, 230055, 230099, 99992402],
    ...[230012, 234011, 9499],
  ],
}
const table = Object.entries(classes).flatMap(([fault, codes]) => codes.map(code => [code, fault] as const))

describe('a code of Feishu', () => {
  it.each(table)('%i is %s', (code, fault) => {
    expect(faultOf(code).fault).toBe(fault)
  })

  it.each([...remedies.keys()])('%i waits for an administrator', code => {
    expect(faultOf(code)).toMatchObject({ fault: 'retryable', retryAfterSeconds: 300 })
  })

  it.each([...tokenCodes])('%i waits a little where a fresh token is refused too', code => {
    expect(faultOf(code).retryAfterSeconds).toBeGreaterThan(0)
  })

  it('passes whenever the platform says that it is busy or broken, and never closes a door then', () => {
    for (const [code] of table) {
      expect([code, faultOf(code, 429).fault]).toEqual([code, 'retryable'])
      expect([code, faultOf(code, 503).fault]).toEqual([code, remedies.has(code) ? 'retryable' : 'doubtful'])
    }
  })

  it.each([
    [403, 'retryable'],
    [407, 'retryable'],
    [429, 'retryable'],
    [502, 'doubtful'],
    [200, 'doubtful'],
  ] as const)('a proxy that answers with HTTP %i in its own words is %s', (status, fault) => {
    expect(faultOfStranger(status, null).fault).toBe(fault)
  })
})
