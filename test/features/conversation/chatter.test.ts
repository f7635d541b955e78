import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, buttonsOf, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { ask } = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const slug of ['west', 'east']) await addStore(db, slug)
})

describe('what people say to each other', () => {
  it.each([
    ...['link in bio', 'nice score!', 'good report!', 'great board', 'what a week', 'why not', 'top of the morning'],
    ...[
      'who wants a raise',
      'out of stock again lol',
      'board games tonight',
      'action movie tonight?',
      'team lunch today',
    ],
    ...['share your screen please', 'the digest was delicious', "I'll record the call", 'bonus question', 'rate this'],
    ...['let me note that', 'health is wealth', 'rating agencies', 'my target is to sleep', 'rank and file'],
    ...[
      'いいスコア！',
      '共有ありがとうございます',
      '評価ありがとうございます',
      '给你点赞',
      '链接在简介里',
      '评分真高！',
    ],
  ])('“%s” is refused, and offers nothing to run', async line => {
    const { refused, cards } = await ask(line)

    expect(refused).toBeDefined()
    expect(cards.flatMap(buttonsOf).filter(one => one !== 'help')).toEqual([])
  })

  it.each([
    ['sttus sales west', 'status sales west'],
    ['good sales west yesterdy', 'good sales west yesterday'],
    ['target slaes west 5000', 'target sales west 5000'],
    ['board mornin', 'board'],
    ['template operater', 'template show operator'],
  ])('“%s” is a slip of the pen, or lacks something, and may still be offered or done', async (line, offered) => {
    const { refused, cards } = await ask(line)

    expect(!refused || cards.flatMap(buttonsOf).length > 0 || refused.en.includes(offered)).toBe(true)
  })
})
