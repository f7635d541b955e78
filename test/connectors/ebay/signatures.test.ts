import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import { isPrivateKey, signatureHeaders } from '#src/connectors/ebay/message-signature.ts'
import { testDatabase } from '#test/support/database.ts'
import { everythingKept, type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type Extra, type FakeEbay, fakeKeys, fault, startFakeEbay } from './fake-ebay.ts'

vi.setConfig({ testTimeout: 400_000 }) // histories are pulled page by page

const { db } = await testDatabase()
let fake: FakeEbay
let run: MarketRun
/** Keys that eBay made, by their token. */
let made: Map<string, { readonly privateKey: string; readonly publicKey: string }>
let signatures: string[]

beforeEach(async () => {
  made = new Map()
  signatures = []
  fake = await startFakeEbay([], () => run.clock)
  run = await startMarketRun(db, ebay, { EBAY_API_URL: fake.url, EBAY_FINANCES_URL: fake.url }, new Date(), [
    'orders',
    'finances',
  ])
})

afterEach(() => fake.close())

function makeKey() {
  const pair = generateKeyPairSync('ed25519')
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const jwe = `eyJ6aXAiOiJERUYi.${made.size}.${publicKey.slice(0, 12)}`
  made.set(jwe, { privateKey, publicKey })
  return { jwe, privateKey, publicKey }
}

/** What is wrong with the signature of a call, recomputed from what came; `null`: nothing. */
function wrongIn(path: string, headers: IncomingHttpHeaders): number | null {
  const jwe = String(headers['x-ebay-signature-key'] ?? '')
  const key = made.get(jwe)
  if (!key) return jwe === '' ? 215_001 : 215_120
  const input = /^sig1=(\("x-ebay-signature-key" "@method" "@path" "@authority"\);created=(\d+))$/.exec(
    String(headers['signature-input']),
  )
  const value = /^sig1=:([A-Za-z0-9+/]+=*):$/.exec(String(headers.signature))?.[1] ?? ''
  const base = [
    `"x-ebay-signature-key": ${jwe}`,
    '"@method": GET',
    `"@path": ${path}`,
    `"@authority": ${headers.host}`,
    `"@signature-params": ${input?.[1]}`,
  ].join('\n')
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' })
  const isFresh = Math.abs(Number(input?.[2]) - run.clock.getTime() / 1_000) < 300
  const isRight = isFresh && verify(null, Buffer.from(base), publicKey, Buffer.from(value, 'base64'))
  return isRight ? null : 215_122
}

/** Finances as eBay has them for a seller who must sign; `makesKeys`: the application may make keys. */
function regulatedSeller(makesKeys = true): Extra {
  return ({ method, path, query, body }, headers) => {
    if (path === '/developer/key_management/v1/signing_key') {
      if (headers.authorization !== 'Bearer canary-application-token')
        return { status: 401, json: fault(1001, 'token') }
      if (!makesKeys) return { status: 403, json: fault(1100, 'Access denied') }
      if (method !== 'POST' || body !== '{"signingKeyCipher":"ED25519"}') return { status: 400, json: fault(1, body) }
      const expirationTime = Math.floor(run.clock.getTime() / 1_000) + 94_608_000
      return { status: 201, json: { ...makeKey(), signingKeyId: String(made.size), expirationTime } }
    }
    if (path !== '/sell/finances/v1/transaction') return null
    const wrong = wrongIn(path, headers)
    if (wrong !== null) return { status: 403, json: fault(wrong, 'Signature validation failed') }
    signatures.push(String(headers.signature))
    const [, from = ''] = /transactionDate:\[(.*?)\.\./.exec(query.get('filter') ?? '') ?? []
    const isLabel = query.get('filter')?.includes('{SHIPPING_LABEL}')
    const currency = { EBAY_GB: 'GBP', EBAY_DE: 'EUR' }[String(headers['x-ebay-c-marketplace-id'])] ?? 'USD'
    const amount = { value: '4.25', currency }
    const one = { transactionId: from, transactionDate: from, bookingEntry: 'DEBIT', amount }
    return { status: 200, json: { total: 1, transactions: isLabel ? [one] : [] } }
  }
}

const costs = async () => [...(await run.days('finances')).values()].filter(m => m.shipping_cost === 425).length

describe('a message signature', () => {
  // The example of eBay's verification repository, with the test key of RFC 9421 appendix B.1.4
  const seed = '9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5'
  const privateKey = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex').toString('base64')
  const jwe =
    'eyJ6aXAiOiJERUYiLCJlbmMiOiJBMjU2R0NNIiwidGFnIjoiSGdLcjNSSWFlZll0Mkd4blBUUTEwUSIsImFsZyI6IkEyNTZHQ01LVyIsIml2IjoiQTVOQXFYUXlITkNIT01GVSJ9.z3JcS0vvxrYboqpySAq_Znww-3V6AllxmJP5JEMkuLY.K1f4MVMEc8ylbfSS.fASwJyMCk2tXZsNWk13IcuVgSWTOcynSdAoJrK4WApZANlxAP9J0qr0Jz_4aFldFDSZ5tfuxLGqzJmWU7CiZWwNjk2XoVy8q5ogMrFNFwFXP4SrX1XORhNLZPTyS5DEqLDPYn2NX944xendEwfcxxXsTSeNCUnmSyfitiscUC04GYOfn0UWQ2buSWx7Yod0IR2GtTGUsM9o3J-riuNDKhw.rRsWM1Sl_2stTnZLJkWVmQ'
  const example = { method: 'POST', url: 'http://localhost:8080/verifysignature?a=b', body: '{"hello": "world"}' }

  it('is that of the documented example', () => {
    const headers = signatureHeaders(example, { jwe, privateKey }, new Date(1_659_651_955_999))

    expect(headers).toEqual({
      'Content-Digest': 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      'x-ebay-signature-key': jwe,
      'Signature-Input':
        'sig1=("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1659651955',
      Signature: 'sig1=:uunxYrXKC8KaoupD5D1DKdmQmrOhz6b4Xbhb3o9d4x4xFIpg++XzEZztOyeOI59rMMjM3NIcFgxBH0c1ckpfBw==:',
    })
  })

  it.each([
    ['base64', privateKey, true],
    ['PEM', `-----BEGIN PRIVATE KEY-----\n${privateKey}\n-----END PRIVATE KEY-----\n`, true],
    ['PEM in one line', `-----BEGIN PRIVATE KEY-----${privateKey}-----END PRIVATE KEY-----`, true],
    [
      'the public key',
      generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      false,
    ],
    ['a word', 'secret', false],
  ])('takes a key as %s: %s', (_name, text, isOne) => expect(isPrivateKey(text)).toBe(isOne))

  it('of RSA is one over SHA-256', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const key = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const { Signature = '', 'Signature-Input': input = '' } = signatureHeaders(
      { method: 'GET', url: 'https://apiz.ebay.com/sell/finances/v1/transaction?limit=1' },
      { jwe: 'j', privateKey: key },
      new Date(0),
    )

    const base = `"x-ebay-signature-key": j\n"@method": GET\n"@path": /sell/finances/v1/transaction\n"@authority": apiz.ebay.com\n"@signature-params": ${input.slice(5)}`
    const value = Buffer.from(Signature.slice(6, -1), 'base64')
    expect(verify('sha256', Buffer.from(base), pair.publicKey, value)).toBe(true)
  })
})

describe('finances of a seller who must sign', () => {
  const connect = (over: object, ...words: string[]) =>
    run.connect({ ...fakeKeys, ...over }, '--store', 'Lamps', '--since', '3m', ...words)

  it.each(['EBAY_GB', 'EBAY_US'])('at %s are signed with one key that eBay makes once', async marketplace => {
    fake.extra = regulatedSeller()

    await connect({ marketplaces: [marketplace] })
    expect(await run.wait(1)).toBe(true)
    run.clock = new Date(run.clock.getTime() + 7 * 3_600_000)
    await run.wait(1)

    expect(await costs()).toBeGreaterThan(2)
    expect(made.size).toBe(1)
    expect(signatures.length).toBeGreaterThan(5)
    expect(fake.complaints).toEqual([])
    const [one] = made.values()
    expect(await everythingKept(db)).not.toContain(one?.privateKey.slice(20))
  })

  it('are signed with the key of the grant where there is one', async () => {
    fake.extra = regulatedSeller(false)
    const { jwe, privateKey } = makeKey()

    await connect({ marketplaces: ['EBAY_DE'], signing_jwe: jwe, signing_private_key: privateKey })
    await run.wait(1)

    expect(signatures.length).toBeGreaterThan(2)
    expect(fake.calls.filter(call => call.includes('key_management'))).toEqual([])
  })

  it('get another key when theirs is not known any more', async () => {
    fake.extra = regulatedSeller()
    await connect({ marketplaces: ['EBAY_GB'] })
    await run.wait(1)
    made.clear()

    await run.laterBy(7 * 60)

    expect(made.size).toBe(1)
  })

  it('are told as not permitted where the application cannot make keys, and stop nothing else', async () => {
    fake.extra = regulatedSeller(false)

    await connect({ marketplaces: ['EBAY_GB'] })
    expect(await run.wait(1)).toBe(true)

    expect(run.said.join('\n')).toMatch(/signed calls of sellers in the EU and the UK.*Key Management API/)
  })

  it('are asked without a signature where nobody wants one', async () => {
    const open = regulatedSeller()
    fake.extra = (request, headers) =>
      request.path === '/sell/finances/v1/transaction' ? { status: 200, json: { total: 0 } } : open(request, headers)

    await connect({ marketplaces: ['EBAY_US'] })
    await run.wait(1)

    expect(made.size).toBe(0)
  })
})

it.each([
  [{ signing_jwe: 'j' }, /signing_private_key and signing_jwe belong together/],
  [{ signing_jwe: 'j', signing_private_key: 'x' }, /signing_private_key/],
])('refuses half a signing key, and one that is none: %j', async (over, words) => {
  await expect(run.connect({ ...fakeKeys, ...over })).rejects.toThrow(words)
})
