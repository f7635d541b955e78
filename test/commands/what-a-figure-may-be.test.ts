import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { figureFault } from '#src/domain/check-figure.ts'
import { findMeasure, measures } from '#src/domain/measures/index.ts'
import type { UserError } from '#src/errors.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'
import { addPerson, addStore, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T12:00:00Z')
const talk = talkTo(db, commands, now)
const files = await importing(db)
const app = Fastify()
await app.register(
  pushRoutes({
    db,
    figures: createFigures(db),
    apiToken: 'a-token-of-the-test',
    now: () => now,
    enqueue: async () => {},
  }),
)
afterAll(() => app.close())

beforeAll(async () => {
  await addPerson(db, 'Owner')
  await addStore(db, 'west')
})

const day = '2026-11-19'
const asked = ['ad_orders', 'stock_on_hand', 'orders', 'sessions', 'labour_hours', 'net_sales']
const values = ['7', '2.5', '-3']
const cases = asked.flatMap(id => values.map(value => [id, value] as const))

describe('a figure typed, pushed or read from a file is judged by one rule', () => {
  it.each(cases)('%s of %s', async (id, value) => {
    const measure = findMeasure(id)
    if (!measure) throw new Error(`no measure ${id}`)
    const may = figureFault(measure, value) === null

    const typed = await talk.say(`record ${measure.label.en} west ${day} ${value}`)
    const pushed = await app.inject({
      ...({ method: 'POST', url: '/api/v1/observations' } as const),
      headers: { authorization: 'Bearer a-token-of-the-test' },
      payload: [{ store: 'west', day, measures: { [id]: value } }],
    })
    const read = await files.preview(`Store,Date,${measure.label.en}\nwest,${day},${value}\n`).then(
      () => 'taken',
      err => (err as UserError).text.en,
    )

    expect(typed.tone === 'good', JSON.stringify(typed)).toBe(may)
    expect((pushed.json() as { accepted: number }).accepted === 1, pushed.body).toBe(may)
    expect(read === 'taken', read).toBe(may)
  })

  it('knows no measure but money and stock that may be negative, and no count in parts but what is shared out or a marketplace’s own mean', () => {
    const negative = measures.filter(measure => figureFault(measure, '-1') === null && measure.unit !== 'money')
    const parts = measures.filter(
      measure => measure.unit === 'count' && !measure.id.startsWith('account_') && figureFault(measure, '0.5') === null,
    )

    expect(negative.map(({ id }) => id)).toEqual(['stock_on_hand'])
    expect(parts.map(({ id }) => id).sort()).toEqual(['ad_orders', 'ad_units'])
    for (const measure of measures) expect(figureFault(measure, '9'.repeat(19))).toBe('tooLarge')
  })
})
