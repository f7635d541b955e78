import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measures } from '#src/domain/measures/index.ts'
import { createRowReader } from '#src/features/ingest/push/read-observation.ts'
import { RowFault } from '#src/features/ingest/push/refusals.ts'
import { createRowScanner } from '#src/features/ingest/push/scan-row.ts'
import { prepareObservations } from '#src/features/ingest/store/observations/index.ts'
import type { StoredStore } from '#src/features/stores/index.ts'

const now = new Date('2026-11-21T12:00:00Z')
const place = { market: 'us', timeZone: 'America/New_York', aliases: [] }
const stores = [
  { ...place, id: 1, slug: 'west', name: 'West', currency: 'USD' },
  { ...place, id: 2, slug: 'tokyo', name: '東京', currency: 'JPY' },
  { ...place, id: 3, slug: 'kuwait', name: 'Kuwait', currency: 'KWD' },
] as unknown as readonly StoredStore[] // all that reading looks at

const value = fc.oneof(
  fc.nat(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 1_000_000 }).map(n => n / 100),
  fc.maxSafeInteger(),
  fc.maxSafeInteger().map(String),
  fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?$/),
  fc.constantFrom('', ' 1', '1e3', null, true, [], {}, 0, -0, 1e300, '007', '-0.00'),
)
const name = fc.oneof(
  { arbitrary: fc.constantFrom(...measures.map(({ id }) => id)), weight: 20 },
  fc.constantFrom('Orders', '売上', 'net sales', 'acos', 'nothing', '__proto__', 'or\\ders', 'x\u0000'),
)
const text = fc.oneof(
  fc.constantFrom('west', 'tokyo', 'kuwait', 'West', '東京', 'nowhere', 'we\\st', '😀', '\ud800', '\ufffd', ''),
  fc.string(),
)
const row = fc.record(
  {
    store: fc.oneof({ arbitrary: fc.constantFrom('west', 'tokyo', 'kuwait'), weight: 6 }, text, fc.constant(null)),
    day: fc.oneof(
      { arbitrary: fc.constantFrom('2026-11-20', '2024-02-29'), weight: 6 },
      fc.constantFrom('2023-02-29', '1999-12-31', '2027-01-01', '2026-1-2', 7),
    ),
    sku: fc.oneof(
      fc.constantFrom('A-1', ' A-1 ', 'ＡＢ', '商品'),
      text,
      fc.constant(null),
      fc.constant('x'.repeat(129)),
    ),
    source: fc.constantFrom('erp', 'ERP', 'a b', null),
    currency: fc.constantFrom('USD', 'usd', 'JPY', null),
    measures: fc.oneof({ arbitrary: fc.dictionary(name, value, { maxKeys: 12 }), weight: 9 }, fc.jsonValue()),
    more: fc.constant(1),
  },
  { requiredKeys: [] },
)
const blank = fc.constantFrom('', ' ', '\t', ' \r')

/** What comes of a text, with the reasons of a refusal. */
function outcome(read: () => object): unknown {
  try {
    return read()
  } catch (error) {
    if (error instanceof RowFault) return { field: error.field, reason: error.reason }
    throw error
  }
}

/** A text that no scanner understands and that means the same. */
const escaped = (json: string) => json.replace('{', '{"\\u0073ource":null,')

/** With blanks around colons and commas outside of strings, and fields in the order given. */
function spaced(value: unknown, gap: string): string {
  return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|[:,{}]/g, part => (part.length > 1 ? part : gap + part + gap))
}

describe('a row that is scanned', () => {
  it('is read as one that is parsed, whatever stands in it and wherever blanks are', () => {
    const read = createRowReader(stores, now)
    const meaning = (json: string) =>
      outcome(() => {
        const { source, observation } = read(json)
        return { source, ...prepareObservations([observation]) }
      })

    fc.assert(
      fc.property(row, blank, (sent, gap) => {
        const { source, ...rest } = sent
        const fields = source === null || source === undefined ? rest : { ...rest, source }
        const parsed =
          'source' in fields
            ? JSON.stringify(fields).replace('"source"', '"\\u0073ource"')
            : escaped(JSON.stringify(fields))

        expect(meaning(spaced(fields, gap))).toEqual(meaning(parsed))
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([
    '{"store":"west","day":"2026-11-20","measures":{"orders":3,"net_sales":12.5,"ad_spend":"0.07","units":0}}',
    ' { "store" : "west", "sku": "商品", "day":"2026-11-20", "measures" : { "net_sales" : 120000 } } ',
  ])('needs no parser where it is as rows mostly are: %s', json => {
    expect(createRowScanner(() => 2)(json)).not.toBeNull()
  })

  it.each([
    '{"store":"west","day":"2026-11-20","measures":{"orders":3}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":3,}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":03}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":3}}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":3}} 1',
    '{"store":"west" "day":"2026-11-20","measures":{"orders":3}}',
    '{"store":"west,"day":"2026-11-20","measures":{"orders":3}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":3.}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":+3}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders":.3}}',
    '{"store":"west","day":"2026-11-20","measures":{"orders" 3}}',
    '{"store":"we\tst","day":"2026-11-20","measures":{"orders":3}}',
    '',
    '{',
    '[]',
  ])('is refused where it is no JSON object: %s', json => {
    expect(() => createRowReader(stores, now)(json)).toThrow(RowFault)
  })

  it('may have other figures than the one before', () => {
    const scan = createRowScanner(() => 0)
    const json = (figures: object) => JSON.stringify({ store: 'west', day: '2026-11-20', measures: figures })
    const sent = [
      { orders: 1, units: 2, sessions: 3 },
      { units: 4 },
      { orders: 5, sessions: 6, units: 7 },
      { orders: 8 },
    ]

    const found = sent.map(figures => scan(json(figures)))

    expect(found.map(one => one && JSON.parse(one.m))).toEqual(sent)
    const told = found.map(one => one?.wholes?.values.map((value, i) => [one.wholes?.ids[i], value]))
    expect(told.map(pairs => Object.fromEntries(pairs ?? []))).toEqual(sent)
  })
})
