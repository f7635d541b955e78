import type { Recognition } from './recognise.ts'
import { emojiPiece } from './text.ts'

/** What people say when they meet, part and thank each other, whatever else stands in the line. */
const partings =
  /^(?:ok(?:ay)?[ ,!.]*)?(?:(?:i'?ll |will )?(?:see|meet) (?:you|ya|u)\b|talk (?:to you )?(?:soon|later|tomorrow)\b|bye\b|have a (?:nice|good|great)\b)|(?:明天|后天|下周|待会儿?|一会儿?|会议|会上|开会|回头|晚点)见|^(?:再见|回见|拜拜)|また(?:明日|来週|あとで|後で|今度|後ほど|会議で)|会議で(?:また|お会い|会いましょう)/iu

/** No more than a sign, or a word that agrees. */
const agreed = new RegExp(`^(?:ok(?:ay)?|okey|kk|(?:${emojiPiece}|\\s)+)[\\s!.。！~～]*$`, 'iu')

/** Courtesies with which a line begins or ends. */
const courtesy =
  '(?:many )?thanks|thank you|thx|cheers|good (?:morning|evening|afternoon|night|job|work)|well done|nice (?:job|work|one)|congrat(?:s|ulations)|welcome|sorry|no problem|never mind|got it|谢谢|多谢|感谢|辛苦|早上好|早安|晚安|下午好|晚上好|大家好|你好|您好|新年快乐|周末愉快|恭喜|加油|不客气|不好意思|抱歉|好的|好滴|嗯嗯|お疲れ|おつかれ|ありがと|よろしく|おはよう|こんにちは|こんばんは|おやすみ|失礼します|お先に|おめでとう|承知|かしこまり'
const begins = new RegExp(`^(?:ok(?:ay)?|hi|hey|hello|oh|好|嗯)?[\\s,!.，。！]*(?:${courtesy})`, 'iu')
const ends = new RegExp(
  `(?:${courtesy})(?:[ ](?:all|everyone|a lot|so much|you))?(?:ございま(?:す|した)|です|でした|う|さま|様|お願いします|你|您|大家|啦|了)*[\\s!.。！~～]*$`,
  'iu',
)

/**
 * Whether a line is talk among people: it parts, greets or thanks and names neither a figure nor a place, person, number or
 * text. A line that begins with a verb is a command, however politely it ends.
 */
export function isSmallTalk({ line, words, verbAt }: Recognition): boolean {
  const text = line.text.trim()
  if (verbAt === 0 && !partings.test(text)) return false
  const { kpis, places, people, ids, amounts, quoted } = words
  if ([kpis, places, people, ids, amounts, quoted].some(list => list.length > 0)) return false
  return agreed.test(text) || partings.test(text) || begins.test(text) || ends.test(text)
}
