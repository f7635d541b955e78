import nock from 'nock'
import { afterEach, describe, expect, it } from 'vitest'
import { politeFetch } from '#src/features/sync/http.ts'

const now = new Date('2026-03-10T12:00:00Z')
const url = 'https://market.invalid/orders'
const signal = new AbortController().signal
const ask = (over: object = {}) => politeFetch({ url, ...over }, signal, () => now)

afterEach(() => nock.cleanAll())

describe('a call to a marketplace', () => {
  it.each([
    [{ 'retry-after': '30' }, '2026-03-10T12:00:30.000Z'],
    [{ 'retry-after': 'Tue, 10 Mar 2026 12:05:00 GMT' }, '2026-03-10T12:05:00.000Z'],
    [{ 'x-again': '1773144060000' }, '2026-03-10T12:01:00.000Z'],
    [{ 'x-again': '1773144060' }, '2026-03-10T12:01:00.000Z'],
    [{ 'x-again': '2026-03-10T12:02:00Z' }, '2026-03-10T12:02:00.000Z'],
    [{ 'x-again': '1773144060000', 'retry-after': '5' }, '2026-03-10T12:00:05.000Z'],
    [{ 'retry-after': '31536000' }, '2026-03-10T13:00:00.000Z'], // a year: an hour at most
    [{ 'retry-after': '9'.repeat(40) }, '2026-03-10T13:00:00.000Z'],
    [{ 'retry-after': 'Wed, 10 Mar 2027 12:05:00 GMT' }, '2026-03-10T13:00:00.000Z'],
    [{ 'x-again': '1973144060000' }, '2026-03-10T13:00:00.000Z'],
    [{ 'retry-after': '-5' }, '2026-03-10T12:00:01.000Z'], // over: not at once, so that nobody asks in a circle
    [{ 'retry-after': '0' }, '2026-03-10T12:00:01.000Z'],
    [{ 'retry-after': 'Tue, 10 Mar 2020 12:05:00 GMT' }, '2026-03-10T12:00:01.000Z'],
    [{ 'retry-after': '-Infinity' }, '2026-03-10T12:00:01.000Z'],
    [{ 'retry-after': ' ' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'x-again': 'soon' }, undefined],
    [{}, undefined],
  ])('that is refused may be made again as %j says', async (headers, until) => {
    nock('https://market.invalid').get('/orders').reply(429, '', headers)

    const fault = await ask({ againHeader: 'x-again' }).catch((error: unknown) => error)

    expect(fault).toMatchObject({ kind: 'throttled' })
    expect((fault as { until: Date | null }).until?.toISOString()).toBe(until)
  })

  it('says that a pause which is named is too long to be waited for', async () => {
    nock('https://market.invalid').get('/orders').reply(503, '', { 'retry-after': '31536000' })

    const fault = await ask().catch((error: unknown) => error)

    expect(String(fault)).toMatch(/more than an hour: it is asked again within the hour/)
  })

  it('has fresh headers each time, over those that stay', async () => {
    const ids = ['one', 'two']
    const request = { headers: { accept: 'a', id: 'none' }, freshHeaders: () => ({ id: ids.shift() ?? '' }) }
    for (const id of ['one', 'two']) {
      nock('https://market.invalid', { reqheaders: { accept: 'a', id } })
        .get('/orders')
        .reply(200, '{}')
      expect((await ask(request)).status).toBe(200)
    }
  })
})
