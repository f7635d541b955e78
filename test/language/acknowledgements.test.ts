import { describe, expect, it } from 'vitest'
import { acknowledgementIn } from '#src/language/talk/acknowledgements.ts'

const before = ['', 'ok, ', 'OK ', 'okay! ', 'sure, ', '好的，', '好，', '嗯嗯，', 'はい、', 'はい。']
const acts = [
  ...['on it', "I'm on it", 'will do', 'looking into it', 'confirmed', 'ack', 'acknowledged', 'I’ll check'],
  ...['收到', '已收到', '确认', '认领', '马上处理', '我来处理', '正在排查', '处理中'],
  ...[
    '了解です',
    '承知しました',
    '承知いたしました',
    'かしこまりました',
    '確認します',
    '対応します',
    'すぐに対応します',
  ],
]
const behind = ['', ', thanks', '，谢谢', '、ありがとうございます', '，辛苦了', '，马上处理', ' 🙏', '👍', ' now']
const ends = ['', '!', '。', '！！', '～', '.']

describe('an acknowledgement', () => {
  it('is any polite word with any word that takes something on, however it is punctuated', () => {
    const lines = before.flatMap(a => acts.flatMap(b => behind.flatMap(c => ends.map(d => `${a}${b}${c}${d}`))))

    expect(lines.filter(line => acknowledgementIn(line) !== 'sure')).toEqual([])
  })

  it('is none with a question mark, with an order, a name or any other word', () => {
    const others = [
      '?',
      '？',
      ', show sales',
      '，销售额',
      '、売上は',
      ' sales',
      ' amazon',
      '，为什么',
      ' but why',
      ' 42',
      'の件ですが',
    ]
    const lines = before.flatMap(a => acts.flatMap(b => others.map(c => `${a}${b}${c}`)))

    expect(lines.filter(line => acknowledgementIn(line) !== null)).toEqual([])
  })

  it.each([
    ['ok got it', 'likely'],
    ['got it, thanks', 'likely'],
    ['知道了，谢谢', 'likely'],
    ['分かりました！', 'likely'],
    ['好的', 'perhaps'],
    ['ok', 'perhaps'],
    ['OK 👍', 'perhaps'],
    ['はい', 'perhaps'],
    ['ｏｋ　ｇｏｔ　ｉｔ', 'likely'],
    ['thanks', null],
    ['谢谢', null],
    ['ok, show sales', null],
    ['ok?', null],
    ['good', null],
    ['确认一下再说', null],
    ['我确认一下', null],
    ['確認しておきます', null],
    ['done with lunch', null],
    ['on it, but the carrier is late', null],
    ['sales', null],
    ['感谢确认', null],
    ['谢谢处理', null],
    ['確認ありがとうございます', null],
    ['対応ありがとうございました', null],
    ['thanks for checking', null],
    ['嗯'.repeat(50), 'perhaps'],
    [`${'嗯'.repeat(50)}x`, null],
    ['收到啦'.repeat(19), 'sure'],
    [`${'收到啦'.repeat(19)}x`, null],
    ['', null],
  ])('%s is %s', (line, expected) => {
    expect(acknowledgementIn(line)).toBe(expected)
  })
})
