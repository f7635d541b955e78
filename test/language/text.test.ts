import { describe, expect, it } from 'vitest'
import { normalisePlain } from '#src/language/text.ts'

describe('a typed text', () => {
  it.each([
    ['👩\u200d💻', '👩\u200d💻'],
    ['👩🏽\u200d🚀 launch', '👩🏽\u200d🚀 launch'],
    ['👁️\u200d🗨️', '👁️\u200d🗨️'],
    ['sta\u200dtus', 'status'],
    ['\u200bstatus\ufeff', ' status '],
    ['a\u0000b', 'a b'],
  ])('keeps the joiners of emoji and no other invisible sign: %j', (text, read) => {
    expect(normalisePlain(text)).toBe(read)
  })
})
