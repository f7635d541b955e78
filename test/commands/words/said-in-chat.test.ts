import { describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { textOf } from '#test/support/talk.ts'
import { periodsInWords } from './said-in-chat.ts'
import { openChat, saying } from './said-world.ts'

const { db } = await testDatabase()
const talk = await openChat(db)

describe.each([['periods in words', periodsInWords]] as const)('%s', (_kind, lines) => {
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
