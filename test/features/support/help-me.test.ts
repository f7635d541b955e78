import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson, link, setMailMessenger } from '#src/features/people/index.ts'
import { hideFigures } from '#src/features/support/hide-figures.ts'
import { locales } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { answering, saidIn, spy } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'

let db: Db
beforeAll(async () => {
  db = (await testDatabase()).db
  for (const [name, role] of [
    ['ada', 'administrator'],
    ['olga', 'operator'],
  ] as const) {
    const email = `${name}@example.com`
    const person = await createPerson(db, { name, email, role, scope: ['all'], locale: 'en', timeZone: 'Asia/Tokyo' })
    await link(db, { messenger: 'web', workspace: '', externalId: email, personId: person?.id ?? 0 })
  }
})

async function deliveries(): Promise<readonly { key: string; channel: string; messenger: string; card: string }[]> {
  const rows = await db.execute(
    `select d.key, c.external_id as channel, c.messenger, d.card::text as card from deliveries d
     join channels c on c.id = d.channel_id where d.key like '%help/%' order by d.id`,
  )
  return rows.map(row => ({
    key: String(row.key),
    channel: String(row.channel),
    messenger: String(row.messenger),
    card: String(row.card),
  }))
}

const numberIn = (text: string) => /help me figures ([A-Z2-9]{6})/.exec(text)?.[1] ?? ''

describe('help me', () => {
  it('tells the administrator what was asked without figures, and the person a number that the record has', async () => {
    const { say } = answering(db)
    await say('olga@example.com', 'record sales rakuten yesterday 987654')
    await say('olga@example.com', 'note all yesterday "we paid 4400 to Bob"')
    const reply = await say('olga@example.com', 'help me the chart stays empty')
    const number = numberIn(saidIn(reply))
    const [told] = await deliveries()
    const [row] = await db.execute(`select verb, person_id from audit where reference = '${number}'`)

    expect(number).toMatch(/^[A-Z2-9]{6}$/)
    expect(reply.private).toBe(true)
    expect(row?.verb).toBe('support')
    expect(told).toMatchObject({ channel: 'ada@example.com', messenger: 'web' })
    expect(told?.card).toContain('the chart stays empty')
    expect(told?.card).toContain(number)
    expect(told?.card).toContain('record sales rakuten yesterday')
    expect(told?.card).not.toMatch(/987654|4400|Bob/)
  })

  it('sends the figures once the person agrees, and nobody else’s', async () => {
    const { say } = answering(db)
    const number = numberIn(saidIn(await say('olga@example.com', '求助')))
    const stranger = await say('ada@example.com', `help me figures ${number}`)
    await say('olga@example.com', `help me figures ${number}`, { via: 'button' })
    const told = (await deliveries()).find(({ key }) => key.includes(`${number}/figures`))

    expect(stranger.refused).toBeDefined()
    expect(told?.card).toContain('987654')
  })

  it('writes to the support where there is an address and mail', async () => {
    await setMailMessenger(db, 'mail')
    const installation = { version: '9.9.9', supportEmail: 'support@example.net' }
    const { say } = answering(db, { installation })
    const number = numberIn(saidIn(await say('olga@example.com', '助けて')))
    const told = (await deliveries()).filter(({ key }) => key.includes(number))
    await setMailMessenger(db, null)

    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ channel: 'support@example.net', messenger: 'mail' })
    expect(told[0]?.card).toContain('9.9.9')
  })

  it('is not asked without end', async () => {
    const { say } = answering(db)
    const replies = []
    for (let time = 0; time < 8; time += 1) replies.push(await say('olga@example.com', 'help me'))

    expect(replies.at(-1)?.refused).toBeDefined()
  })
})

describe('lines without figures', () => {
  it.each([
    ['record sales rakuten yesterday 123456', 'record sales rakuten yesterday …'],
    ['target sales west 2026-12 ¥5,000,000 @me', 'target sales west 2026-12 … @me'],
    ['target acos amazon-us 25%', 'target acos amazon-us …'],
    ['目标 销售额 乐天 5万', '目标 销售额 乐天 …'],
    ['status sales 7d', 'status sales 7d'],
    ['ack 42 "supplier late"', 'ack 42 "…"'],
    ['trend 売上 直近30日', 'trend 売上 直近30日'],
    ['rate usd jpy 150.25 2026-11', 'rate usd jpy … 2026-11'],
    ['status sales 7/1-7/5', 'status sales 7/1-7/5'],
  ])('%s', (line, shown) => {
    expect(hideFigures(line)).toBe(shown)
  })

  it('never show an amount of five digits or more, wherever it stands', () => {
    const word = fc.constantFrom('sales', 'rakuten', '¥', '"', ' ', '@me', '万', '2026-10', ',')
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 10_000, max: 999_999_999 }), fc.array(word), (a, amount, b) => {
        fc.pre(!/\d$/.test(a.at(-1) ?? '') && !/^\d/.test(b[0] ?? ''))

        expect(hideFigures([...a, ' ', String(amount), ' ', ...b].join(''))).not.toContain(String(amount))
      }),
    )
  })
})

describe('faults of ours', () => {
  const faults = fc.oneof(
    fc.string().map(message => new Error(message)),
    fc.string().map(message => new TypeError(message)),
    fc.string().map(message => new AggregateError([new Error(message)], message)),
    fc.anything({ maxDepth: 1 }).filter(value => !(value instanceof Error)),
  )

  it('always give a number that one line of the log has, and a way to ask for help with it', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async fault => {
        const broken = spy({ run: () => Promise.reject(fault) })
        const { say, heard } = answering(db, { commands: [broken] })
        const reply = await say('olga@example.com', 'spy')
        const [card] = reply.cards
        const references = heard.errors.flatMap(({ reference }) => reference ?? [])

        expect(references).toHaveLength(1)
        for (const locale of locales) expect(textOf(card, locale)).toContain(references[0])
        expect(saidIn(reply)).toContain(`help me ${references[0]}`)
      }),
      { numRuns: 25 },
    )
  })
})

function textOf(card: unknown, locale: string): string {
  return JSON.stringify(card, (_key, value) =>
    typeof value === 'object' && value !== null && locale in value ? Reflect.get(value, locale) : value,
  )
}
