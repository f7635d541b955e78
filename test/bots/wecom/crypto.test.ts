import { randomBytes } from 'node:crypto'
import { decrypt } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CipherKeys, openCallback, openSealed, sealAnswer } from '#bots/wecom/receive/crypto.ts'
import { cdata, readXml } from '#bots/wecom/receive/xml.ts'
import { callback, padded, seal, sealBytes, sign, unseal } from './cipher.ts'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const keys: CipherKeys = { token: 'QDG6eK', aesKey, receiveId: 'wx5823bf96d3bd56c7' }
const always = () => true

describe('the cipher of callbacks', () => {
  it('opens the official test vector', () => {
    const query = { signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3', timestamp: '1409659589', nonce: '263014780' }
    const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='

    expect(openCallback(keys, query, echo, always)).toEqual({ text: '1616140317555161061' })
  })

  it('opens what an independent cipher sealed, and the other way round', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), text => {
        expect(openSealed(keys, seal(keys, text))).toEqual({ text: Buffer.from(text).toString() })
        const { encrypt } = sealAnswer(keys, text, new Date(0))
        expect(unseal(keys, encrypt)).toEqual({ text: Buffer.from(text).toString(), receiveId: keys.receiveId })
      }),
    )
  })

  it('signs its answers so that WeCom can check them', () => {
    const { encrypt, signature, timestamp, nonce } = sealAnswer(keys, 'x', new Date(1_700_000_000_000))

    expect(signature).toBe(sign(keys.token, timestamp, nonce, encrypt))
    expect(timestamp).toBe('1700000000')
  })

  it('refuses 20,000 random cipher texts, which the package takes for messages', () => {
    let taken = 0
    const wrong: string[] = []
    for (let round = 0; round < 20_000; round += 1) {
      const sealed = randomBytes(64).toString('base64')
      if (throwsNothing(() => decrypt(aesKey, sealed))) taken += 1
      if (!('refused' in openSealed(keys, sealed))) wrong.push(sealed)
    }

    expect(wrong).toEqual([])
    expect(taken).toBeGreaterThan(19_000)
  })

  it.each([
    ['a wrong pad byte', (plain: Buffer) => flip(plain, plain.length - 2)],
    ['a pad of nothing', (plain: Buffer) => put(plain, plain.length - 1, 0)],
    ['a pad that is too long', (plain: Buffer) => put(plain, plain.length - 1, 33)],
    ['a length beyond the end', (plain: Buffer) => put(plain, 16, 0x7f)],
    [
      'a length of nothing',
      (plain: Buffer) => Buffer.concat([plain.subarray(0, 16), Buffer.alloc(4), plain.subarray(20)]),
    ],
    ['a length that is one too short', (plain: Buffer) => put(plain, 19, (plain[19] ?? 0) - 1)],
    ['text that is not UTF-8', (plain: Buffer) => put(plain, 20, 0xff)],
  ])('refuses %s although the key is right', (_what, change) => {
    const text = Buffer.from('<xml>hello</xml>')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(text.length)
    const plain = padded(Buffer.concat([randomBytes(16), length, text, Buffer.from(keys.receiveId)]))

    expect(openSealed(keys, sealBytes(aesKey, plain))).toEqual({ text: text.toString() })
    expect(openSealed(keys, sealBytes(aesKey, change(plain)))).toHaveProperty('refused')
  })

  it.each(['', 'wx5823bf96d3bd56c8', 'wx5823bf96d3bd56c', 'wx5823bf96d3bd56c7x'])(
    'refuses what was sealed for the receiver “%s”',
    receiveId => {
      expect(openSealed(keys, seal({ ...keys, receiveId }, 'x'))).toEqual({ refused: 'receiver' })
    },
  )

  it('refuses generated callbacks that are wrong in any one thing, over 500 of them', () => {
    const good = callback(keys, '<xml>ok</xml>', new Date())
    const { msg_signature: signature, timestamp, nonce } = good.query
    const text = fc.string({ minLength: 1, maxLength: 60 })
    const bad = fc.oneof(
      text.filter(it => it !== signature).map(it => ({ signature: it, timestamp, nonce, sealed: good.sealed })),
      text.filter(it => it !== timestamp).map(it => ({ signature, timestamp: it, nonce, sealed: good.sealed })),
      text.filter(it => it !== nonce).map(it => ({ signature, timestamp, nonce: it, sealed: good.sealed })),
      fc.nat(good.sealed.length - 3).map(at => ({ signature, timestamp, nonce, sealed: swap(good.sealed, at) })),
      fc
        .constantFrom('signature', 'timestamp', 'nonce', 'sealed')
        .chain(name =>
          fc
            .constantFrom<unknown>(undefined, '', ['a', 'b'], 7, null)
            .map(value => ({ signature, timestamp, nonce, sealed: good.sealed, [name]: value })),
        ),
      fc.uint8Array({ minLength: 0, maxLength: 200 }).map(bytes => {
        const sealed = Buffer.from(bytes).toString('base64') // signed rightly: somebody knows the token alone
        return { signature: sign(keys.token, timestamp, nonce, sealed), timestamp, nonce, sealed }
      }),
    )
    fc.assert(
      fc.property(bad, ({ sealed, ...query }) => {
        expect(openCallback(keys, query, sealed, always)).toHaveProperty('refused')
      }),
      { numRuns: 700 },
    )
  })

  it('refuses a stale one although everything else is right', () => {
    const { query, sealed } = callback(keys, '<xml>ok</xml>', new Date())
    const asked = { signature: query.msg_signature, timestamp: query.timestamp, nonce: query.nonce }

    expect(openCallback(keys, asked, sealed, () => false)).toEqual({ refused: 'stale' })
  })
})

describe('XML', () => {
  it('keeps numbers, blanks and entities as they were written', () => {
    const fields = readXml(
      '<xml><Content><![CDATA[ 目标 001 &lt;b&gt; ]]></Content><MsgId>12345678901234567890</MsgId></xml>',
    )

    expect(fields).toEqual({ Content: ' 目标 001 &lt;b&gt; ', MsgId: '12345678901234567890' })
  })

  it.each([
    '<!DOCTYPE x [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><Content>x</Content></xml>',
    '<?xml-stylesheet href="x"?><xml><Content>x</Content></xml>',
    'no xml at all',
    '',
    '<html>x</html>',
    '<xml><__proto__>x</__proto__></xml>',
  ])('takes nothing from %s', text => {
    expect(readXml(text)?.Content).toBeUndefined()
  })

  it('leaves out a name that stands twice', () => {
    expect(readXml('<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt><Nonce>n</Nonce></xml>')).toEqual({ Nonce: 'n' })
  })

  it('writes any text so that it is read again, without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const clean = text.replace(/[\p{Cc}\ufffe\uffff]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))

        expect(readXml(`<xml><A>${cdata(`x${text}]]>`)}</A></xml>`)).toEqual({ A: `x${clean}]]>` })
      }),
    )
  })
})

function throwsNothing(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

function put(plain: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(plain)
  changed[at] = value
  return changed
}

function flip(plain: Buffer, at: number): Buffer {
  return put(plain, at, (plain[at] ?? 0) ^ 0x5a)
}

function swap(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}
