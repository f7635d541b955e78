import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-12-20T15:00:00Z'))

beforeAll(async () => {
  const west = await addStore(db, 'west', { platform: 'other' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const name of ['Ken', 'Mei', 'Yuki']) await addPerson(db, name, { role: 'operator' })
  // what a file of orders tells: no visits, no ratings, no stock
  await addDays(db, west.id, ['2017-08-01', '2017-12-30'], { net_sales: 100_000, orders: 9, units: 12, cogs: 60_000 })
  await say('target sales west 2017-11 30000 @Ken')
})

describe('the first month of a company that has orders alone', () => {
  it.each([
    ['template apply operator @Ken west 2017-11', 'Ken'],
    ['模板 应用 operator @Mei west 2017-11', 'Mei'],
    ['テンプレート 適用 operator @Yuki west 2017-11', 'Yuki'],
  ])('“%s” leads to a score with a rank in three steps', async (line, name) => {
    const preview = await say(line)
    expect(textOf(preview)).toContain('No data in Nov 2017')
    const measured = buttonsOf(preview).find(one => one.includes('measured')) ?? ''
    await say(measured)

    const score = textOf(await say(`score @${name} 2017-11`))
    expect(score).not.toContain('Incomplete')
    expect(score).toMatch(/\d points/)
    expect(textOf(await say(`score close @${name} 2017-11`))).toContain('points')
  })

  it.each([
    ['en', 'template copy operator "Own one"', 'template change "Own one" sales 35 sessions 5 cap 130%'],
    ['ja', 'テンプレート コピー operator 「自社用」', 'テンプレート 変更 「自社用」 上限 130% 売上 35 セッション 5'],
    ['zh', '模板 复制 operator “自用”', '模板 修改 “自用” 销售额 35 会话数 5 封顶130%'],
  ])(
    'a template of its own measures months before it was made, with what the preview said (%s)',
    async (_, copy, change) => {
      await say(copy)
      const changed = textOf(await say(change))
      expect(changed).toMatch(/Sales\n35/)
      expect(changed).toContain('130%')
      const own =
        /“([^”]+)”|「([^」]+)」|"([^"]+)"/
          .exec(copy)
          ?.slice(1)
          .find(one => one !== undefined) ?? ''
      await say('score reopen 1 "another template"')

      const shown = textOf(await say(`template apply "${own}" @Ken west 2017-10 measured now`))
      const score = textOf(await say('score @Ken 2017-10'))

      expect(score).toContain(`template “${own}”`)
      const points = /would have (?:scored|been incomplete:) ([\d.]+)/.exec(shown)?.[1] ?? 'no points'
      expect(score).toContain(`${points} points`)
      expect(textOf(await say('score check @Ken'))).not.toMatch(/sum to/)
    },
  )
})
