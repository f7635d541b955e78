import { describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { buttonsOf, textOf } from '#test/support/talk.ts'
import {
  bothEnds,
  comparisons,
  mixedDates,
  noOffers,
  openRanges,
  periodsInWords,
  products,
  withoutStart,
} from './said-in-chat.ts'
import { openChat, saying } from './said-world.ts'

const { db } = await testDatabase()
const talk = await openChat(db)

describe.each([
  ['periods in words', periodsInWords],
  ['products', products],
  ['open ranges', openRanges],
  ['dates in words of several languages', mixedDates],
  ['comparisons', comparisons],
] as const)('%s', (_kind, lines) => {
  it.each(lines)('%s is %s', async (line, exact) => {
    const said = saying(await talk.say(line))

    expect((await talk.ask(exact)).refused).toBe(undefined)
    expect(said).toBe(saying(await talk.say(exact)))
  })
})

describe('days that are over for the asker and still run at a store', () => {
  it.each([
    ['sales last week', 'en', 'So far: Sun, Nov 22 is not over yet at West.'],
    ['上周销售额', 'zh-CN', '截至目前：West的11月22日（周日）尚未结束。'],
    ['先週の売上', 'ja', '途中経過：Westでは11月22日(日)がまだ終わっていません。'],
    ['top stores sales last week', 'en', 'not over yet at West'],
    ['trend sales yesterday', 'en', 'not over yet at West'],
    ['compare sales last week', 'en', 'not over yet at West'],
    ['sales 2026-11-10..2026-11-22', 'en', 'not over yet at West'],
  ] as const)('%s says so', async (line, locale, said) => {
    expect(textOf(await talk.say(line), locale)).toContain(said)
  })

  it.each(['sales kyoto last week', 'sales west last week', 'sales 2026-W46', 'sales', 'sales kyoto osaka yesterday'])(
    '%s has none',
    async line => {
      expect(textOf(await talk.say(line))).not.toContain('not over yet')
    },
  )
})

describe('a product that is not clear', () => {
  it.each(['lamp sales', 'sku:L7 sales', '上周 lamp 销售额'])('%s asks which', async line => {
    const card = await talk.say(line)

    const lines = buttonsOf(card)
    expect(lines).toHaveLength(2)
    for (const each of lines) expect((await talk.ask(each)).refused).toBe(undefined)
  })

  it.each(['kettle sales', '水壶 销售额', 'sku:P9 sales'])('%s is not told outside of its scope', async line => {
    const said = async (word: string) =>
      (await talk.ask(line.replace(/kettle|水壶|P9/u, word), 'wes@example.com')).refused?.en.replaceAll(word, '…')

    const [name = ''] = /kettle|水壶|P9/u.exec(line) ?? []
    expect(await said(name)).toBe(await said(name === 'P9' ? 'Q7' : name === 'kettle' ? 'kzttqe' : '鼺鼺'))
  })
})

describe('a place that is not theirs, behind a verb', () => {
  it.each([
    ['forecast stock osaka', 'osaka'],
    ['forecast sales xyzzy', 'xyzzy'],
    ['outlook sales xyzzy', 'xyzzy'],
    ['why sales osaka', 'osaka'],
    ['cause sales xyzzy', 'xyzzy'],
    ['预测 销售额 osaka', 'osaka'],
    ['予測 在庫 osaka', 'osaka'],
  ])('%s: only that word is not known', async (line, word) => {
    expect((await talk.ask(line, 'kana@example.com')).refused?.en).toMatch(new RegExp(`^I do not know “${word}”\\.`))
  })

  it.each(['forecast stock', '预测 库存', '在庫の予測', 'when will we run out of stock'])(
    '%s is answered within what they see',
    async line => {
      const reply = await talk.ask(line, 'kana@example.com')

      expect(reply.refused).toBe(undefined)
      expect(JSON.stringify(reply.cards)).toContain('Kyoto')
    },
  )
})

describe('offers', () => {
  it.each(withoutStart)('%s begins with the first of the month, which is said', async line => {
    const text = textOf(await talk.say(line))

    expect(text).toContain('since only the last day was named')
  })

  it.each(bothEnds)('%s is asked about, and each offer runs', async line => {
    const card = await talk.say(line)

    const lines = buttonsOf(card)
    expect(lines).toHaveLength(2)
    for (const each of lines) expect((await talk.ask(each)).refused).toBe(undefined)
  })

  it.each(noOffers)('%s: %s has none', async (who, line) => {
    const reply = await talk.ask(line, `${who}@example.com`)

    expect(reply.refused).not.toBe(undefined)
    expect(reply.cards.flatMap(buttonsOf)).toEqual([])
  })

  it.each(['top stores sales yesterday', 'top stores sales best', '上周销售额最高的店'])(
    '%s shows all lines and no other end',
    async line => {
      expect(buttonsOf(await talk.say(line)).filter(each => each.startsWith('top '))).toEqual([])
    },
  )

  it('offers the other end where it has other lines', async () => {
    expect(buttonsOf(await talk.say('top 1 stores sales 2026-11-20'))).toContain('top 1 stores sales lowest 2026-11-20')
  })
})

describe('a period that has not begun', () => {
  it.each(['status sales next month', '下个月的销售额', '来月の売上'])('%s tells no rate', async line => {
    const text = textOf(await talk.say(line))

    expect(text).toContain('No data for this period yet')
    expect(text).not.toMatch(/Converted|exchange rate/)
  })
})

it.each(['抖音店上周的销售额', '抖店 昨日の売上', 'douyin sales last week'])('%s is about TikTok Shop', async line => {
  expect((await talk.ask(line)).refused?.en).toContain('There is no store here')
})
