import { emojiPiece, normalisePlain } from '#src/language/text.ts'

/** Words that say that somebody takes something on, in three languages; what they stand for alone, each a pattern. */
export const takingOn: readonly string[] = [
  ...[
    "(?:i'?m |i am |am )?on it",
    "ack(?:'d|ed|nowledged?)?",
    'confirmed?',
    'roger(?: that)?',
    'copy(?: that)?',
    'will do',
  ],
  ...[
    "(?:i'?ll |i will |will )(?:check|handle|take|fix|look into|look at|deal with|see to|take care of)(?: (?:it|this|that))?",
  ],
  ...[
    "(?:i'?m |i am )?(?:checking|handling|taking|fixing|looking into|looking at|working on)(?: (?:it|this|that|now))?",
  ],
  ...[
    '已?收到了?啦?',
    '已?确认了?',
    '已?確認了?',
    '认领',
    '我?(?:来|去)?(?:马上|立刻|立即|正在|这就|现在|在|来|去)(?:处理|跟进|排查|检查|核实)(?:了|中|一下)?',
  ],
  ...['(?:处理|跟进|排查|核实)中'],
  ...[
    '了解(?:です|だ|しました|いたしました|致しました|っす)?',
    '承知(?:です|しました|いたしました|致しました)?',
    '(?:かしこ|畏)まりました',
    '拝承(?:しました)?',
  ],
  ...[
    '確認(?:します|しました|いたします|致します|中です|中)?',
    '(?:すぐに?|早急に|ただちに)?(?:対応|調査)(?:します|しました|いたします|致します|中です|中)?',
    '調べます',
  ],
]

/** The same words where people only say that they have understood: also what is said to an answer. */
export const understood: readonly string[] = [
  ...[
    '(?:i )?got (?:it|this|that)',
    'understood',
    'noted',
    '知道了',
    '明白了?',
    '了解了',
    '(?:分|わ)かりました',
    '把握しました',
    '受け取りました',
  ],
]

/** Words that agree, thank or hurry: they say nothing by themselves. */
export const polite: readonly string[] = [
  ...[
    'ok(?:ay)?',
    'okey',
    'kk?',
    'sure(?: thing)?',
    'thanks?(?: (?:you|a lot|so much|for (?:the )?(?:heads[- ]up|alert|info)))?',
    'thx',
    'ty',
    'cheers',
  ],
  ...[
    'great',
    'good',
    'cool',
    'all ?right',
    'yes',
    'yep',
    'yeah',
    'right(?: away)?',
    'now',
    'asap',
    'immediately',
    'team',
    'all',
    'everyone',
    'boss',
    'sir',
    'the alert',
  ],
  ...[
    '好的?',
    '好嘞',
    '好滴',
    '好哒',
    '嗯',
    '哦',
    '行',
    '没问题',
    '可以',
    '谢谢(?:你|您|大家|提醒)?',
    '多谢',
    '感谢',
    '辛苦了?',
    '大家',
    '老板',
    '我?(?:看看|看一下|看下)',
    '哈',
    '啦',
    '哒',
  ],
  ...[
    'はい',
    'ええ',
    'ありがとう(?:ございます|ございました)?',
    'お疲れ(?:様|さま)(?:です|でした)?',
    'よろしくお願い(?:いた)?します',
    'すみません',
    'なるほど',
    '(?:すぐ|今)に?',
  ],
]

/** Words that say yes: by themselves they may answer an alert or anything else. */
const assents = [
  'ok(?:ay)?',
  'okey',
  'kk',
  'sure(?: thing)?',
  'yes',
  'yep',
  '好的',
  '好',
  '好嘞',
  '好滴',
  '嗯',
  '没问题',
  'はい',
]

/** Thanks for what somebody else has done: 感谢确认, 確認ありがとうございます. */
const thanking =
  /(?:谢谢|感谢|多谢|辛苦)(?:你|您|大家)?的?已?(?:确认|处理|跟进|收到|排查|核实)|(?:確認|対応|調査)(?:いただき|して(?:いただき|くださり))?ありがとう|thanks?(?: you)? (?:for )?(?:ack|check|confirm|handl|fix|tak)/iu

/** How surely a line answers an alert. */
export type Acknowledgement = 'sure' | 'likely' | 'perhaps'

const gaps = new RegExp(`(?:[\\s,.，。、!！~～…;；:：]|${emojiPiece})*`, 'iuy')
const word = (words: readonly string[]) => `(?:${words.join('|')})(?![a-z'])`
const each = (words: readonly string[]) => words.map(one => new RegExp(word([one]), 'iuy'))
const anyOf = (words: readonly string[]) => new RegExp(`(?<![a-z'])(?:${word(words)})`, 'iu')

const all = each([...takingOn, ...understood, ...polite])
const onlyAssents = each([...assents, 'thanks?', 'thx', '谢谢'])
const [takes, understands, agrees] = [anyOf(takingOn), anyOf(understood), anyOf(assents)]

/**
 * Whether a line is nothing but an acknowledgement: `sure` where it takes something on (收到，谢谢, “ok, on it”), `likely` where it
 * was only understood (“got it”), `perhaps` where it only agrees (好的). A question, an order or any other word besides: `null`.
 */
export function acknowledgementIn(line: string): Acknowledgement | null {
  const text = normalisePlain(line).replace(/’/gu, "'").trim()
  if (text.length > 60 || thanking.test(text) || !consistsOf(all, text)) return null
  if (takes.test(text)) return 'sure'
  if (understands.test(text)) return 'likely'
  return consistsOf(onlyAssents, text) && agrees.test(text) ? 'perhaps' : null
}

/**
 * Whether a text is made of these words and of signs between them: the longest word counts at each place. As one pattern
 * with a repetition, words that are parts of others would be tried in all their combinations.
 */
function consistsOf(words: readonly RegExp[], text: string): boolean {
  let at = lengthAt(gaps, text, 0)
  while (at < text.length) {
    const longest = Math.max(...words.map(one => lengthAt(one, text, at)))
    if (longest === 0) return false
    at += longest
    at += lengthAt(gaps, text, at)
  }
  return true
}

function lengthAt(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at
  return sticky.exec(text)?.[0].length ?? 0
}
