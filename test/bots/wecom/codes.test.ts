import { describe, expect, it } from 'vitest'
import { credentialCodes, faultOf, isRefusedContent, remedies, staleTokenCodes } from '#bots/wecom/api/faults.ts'
import type { TransportFault } from '#src/errors.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/** Codes of document 90313 and of the pages of sending, groups, group robots and the AI bot. */
const classes: Readonly<Partial<Record<TransportFault, readonly number[]>>> = {
  // Limits, a busy platform, requests of the AI bot that came too late, and what an administrator can mend.
  retryable: [
    ...[-1, 6000, 45009, 45033, 846600, 846604, 846605, 846606, 846607, 846608],
    ...[40001, 40013, 40091, 60020, 40056, 301002, 48002, 50003],
  ],
  // Members out of scope, groups that are gone or without us, robots that were removed, and what nobody knows.
  unreachable: [
    ...[40003, 60111, 60021, 60011, 46004, 81013, 86001, 86003, 86006, 86007, 86008, 86215, 86216, 86217],
    ...[93000, 93001, 93004, 93006, 93008, 4_711, 99_999],
  ],
  // The message itself: its kind, its length, its fields, its pictures, its words.
  permanent: [
    ...[40007, 40008, 40009, 40123, 40033, 40035, 40058, 42014, 42016, 44004, 45002, 45008, 60140, 82001, 82002],
    ...[82003, 82004, 846609],
    ...range(42031, 42051),
  ],
}
const table = Object.entries(classes).flatMap(([fault, codes]) => codes.map(code => [code, fault] as const))

describe('a code of WeCom', () => {
  it.each(table)('%i is %s', (code, fault) => {
    expect(faultOf(code).fault).toBe(fault)
  })

  it('names how long to wait for a limit, longer for a secret that is refused', () => {
    const wait = (code: number) => faultOf(code).retryAfterSeconds ?? 0

    expect(wait(45033)).toBeGreaterThan(0)
    expect(wait(45009)).toBeGreaterThanOrEqual(60)
    for (const code of credentialCodes) expect(wait(code)).toBeGreaterThanOrEqual(3_600)
    for (const code of Object.keys(remedies)) expect(wait(Number(code))).toBeGreaterThanOrEqual(300)
  })

  it('is tried as plain text where the message was refused, or nobody knows why; never where the door is closed', () => {
    for (const code of classes.permanent ?? []) expect([code, isRefusedContent(faultOf(code))]).toEqual([code, true])
    for (const code of [93000, 60111, 81013, 86008, 45009, -1]) expect(isRefusedContent(faultOf(code))).toBe(false)
    expect(isRefusedContent(faultOf(4_711))).toBe(true)
  })

  it('asks for a new token only where the token was the fault: a wrong secret is never repeated', () => {
    expect([...staleTokenCodes].sort()).toEqual([40014, 42001])
    for (const code of credentialCodes) expect(staleTokenCodes.has(code)).toBe(false)
  })
})
