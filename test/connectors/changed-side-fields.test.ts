import { describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { type FoundStore, piecesOf, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { type FieldChange, withField } from '#test/support/markets/field-changes.ts'
import type { SideSample } from '#test/support/markets/side-sample.ts'
import { sideSamples } from '#test/support/markets/side-samples.ts'
import { scriptedContext } from '#test/support/scripted-context.ts'

const now = new Date('2026-03-20T20:00:00Z')
const window = { from: '2026-03-02', to: '2026-03-03' }
const pacific = { market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const singapore = { market: 'sg', timeZone: 'Asia/Singapore', currency: 'SGD' }
const stores: Readonly<Record<string, Omit<FoundStore, 'name'>>> = {
  amazon: { externalId: 'ATVPDKIKX0DER', ...pacific },
  ebay: { externalId: 'EBAY_US/1', ...pacific, extra: { marketplace: 'EBAY_US', seller: 'made' } },
  tiktok: { externalId: '749', ...pacific },
  walmart: { externalId: '1', ...pacific },
  shopee: { externalId: '2', ...singapore },
  lazada: { externalId: 'sg-1', ...singapore },
  rakuten: { externalId: '3', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' },
}
const keys = {
  app_key: 'k',
  app_secret: 's',
  partner_id: '1',
  partner_key: 'k',
  shop_id: '2',
  country: 'sg',
  ads_access_token: 'a',
  ads_advertiser_id: '7',
}

/** All that a feed tells of some days, or why it stopped. */
async function told({ feed, state = null, answers }: SideSample, change: (text: string) => string): Promise<string> {
  const [id = '', name] = feed.split('/')
  const connector = connectors.find(one => one.id === id)
  const found = connector?.feeds.find(one => one.id === name)
  const store = stores[id]
  if (!connector || !found || !store) throw new Error(feed)
  const http = async (request: Parameters<ReturnType<typeof scriptedContext>['http']>[0]) => {
    const [, answer] = answers.find(([part]) => request.url.includes(part)) ?? []
    if (answer === undefined) throw new Error(`${feed} asks for ${request.url}`)
    const bytes = Buffer.from(change(typeof answer === 'string' ? answer : JSON.stringify(answer)))
    return scriptedContext({ keys, addresses: {}, answers: [{ path: '/', bytes }], now }).http(request)
  }
  const context = {
    ...scriptedContext({ keys, addresses: connector.addresses(keys), answers: [], now }),
    http,
    token: async () => JSON.stringify({ access: 'token', ends: null, seller: '1' }), // Lazada keeps more with it
  }
  const said: unknown[] = []
  try {
    for (let at = state, steps = 0; steps < 30; steps += 1) {
      const request = { store: { ...store, name: 'Made' }, window, kind: 'backfill', state: at, cursor: null } as const
      const step = await found.pull(request, context)
      for await (const piece of piecesOf(step)) said.push(...piece)
      said.push(...(step.days ?? []))
      if (step.next.kind !== 'again') return JSON.stringify([said, step.next])
      at = JSON.parse(JSON.stringify(step.next.state))
    }
    return 'endless'
  } catch (error) {
    if (error instanceof SourceFault) return error.kind
    throw error
  }
}

/** The answer with a field missing from the first row that has it. */
function firstWithout(text: string, field: string): string {
  const marked = withField(text, field, 'retyped')
  const whole = JSON.stringify([text, marked])
  if (text === marked || whole === '') return text
  const values = text.split('\n')
  if (values.length > 1) return [withField(values[0] ?? '', field, 'removed'), ...values.slice(1)].join('\n')
  let isFirst = true
  const [list, ...rest] = field.split('[]')
  return JSON.stringify(JSON.parse(text), function onlyFirst(this: unknown, name, value: unknown) {
    if (!Array.isArray(value) || !isFirst || !list?.endsWith(name)) return value
    isFirst = false
    const [row, ...others] = value
    return [JSON.parse(withField(JSON.stringify(row), rest.join('[]'), 'removed')), ...others]
  })
}

describe.each(sideSamples.map(sample => [sample.feed, sample] as const))('%s', (_, sample) => {
  const both = sample.vital.flatMap(field => (['removed', 'retyped'] as const).map(how => [field, how] as const))

  it.each(both)('stops before it writes when %s is %s everywhere', async (field: string, how: FieldChange) => {
    const right = await told(sample, text => text)
    expect(right).toContain('"done"')

    expect(await told(sample, text => withField(text, field, how))).toBe('drift')
  })

  it.each(sample.mayLack.map(field => [field]))('goes on when a row has no %s', async field => {
    const found = await told(sample, text => firstWithout(text, field))

    expect(found).toContain('"done"')
    expect(found).not.toBe(await told(sample, text => text)) // the row really lacked it
  })
})

it('takes null, other names and absent lists for told', () => {
  const answer = { rows: [{ a: null, list: [{ q: 1 }, {}] }, { b: 2 }] }

  expect(() => requireTold('Made', answer, 'rows.a', 'rows.a|b', 'none?.x', 'rows.list.q', 'rows.b')).not.toThrow()
  expect(() => requireTold('Made', answer, 'rows.c')).toThrow(SourceFault)
  expect(() => requireTold('Made', answer, 'none.x')).toThrow(SourceFault)
  expect(() => requireTold('Made', answer, 'rows.list.p')).toThrow(SourceFault)
  expect(() => requireTold('Made', null, 'rows.c')).not.toThrow()
})
