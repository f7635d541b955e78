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
    [{ 'x-again': 'soon' }, undefined],
    [{}, undefined],
  ])('that is refused may be made again as %j says', async (headers, until) => {
    nock('https://market.invalid').get('/orders').reply(429, '', headers)

    const fault = await ask({ againHeader: 'x-again' }).catch((error: unknown) => error)

    expect(fault).toMatchObject({ kind: 'throttled' })
    expect((fault as { until: Date | null }).until?.toISOString()).toBe(until)
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
