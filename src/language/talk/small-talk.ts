import type { Recognition } from '#src/language/recognise.ts'
import { emojiPiece } from '#src/language/text.ts'
import { isCommon, isEveryday } from './common-words.ts'
import { isCourteous } from './courtesies.ts'

/** What people say when they meet, part and thank each other, whatever else stands in the line. */
const partings =
  /^(?:ok(?:ay)?[ ,!.]*)?(?:(?:i'?ll |will )?(?:see|meet) (?:you|ya|u)\b|talk (?:to you )?(?:soon|later|tomorrow)\b|bye\b|have a (?:nice|good|great)\b)|(?:明天|后天|下周|待会儿?|一会儿?|会议|会上|开会|回头|晚点)见|^(?:再见|回见|拜拜)|また(?:明日|来週|あとで|後で|今度|後ほど|会議で)|^[^\s、。]{1,8}?(?:を|して(?:いただき|くださり|くれて))?ありがと|会議で(?:また|お会い|会いましょう)/iu

/** No more than a sign, or a word that agrees. */
const agreed = new RegExp(`^(?:ok(?:ay)?|okey|kk|(?:${emojiPiece}|\\s)+)[\\s!.。！~～]*$`, 'iu')

/** Praise that names a thing and asks nothing of it: nice score, great board. */
const praise =
  /^(?:(?:what an?|such an?) )?(?:nice|great|good|cool|awesome|lovely|beautiful|amazing|impressive|fantastic|excellent|wonderful|congrats on the|love the)(?: [a-z]+){1,2}[\s!.~❤👍🎉]*$|^(?:いい|良い|すごい|素晴らしい|素敵な|ナイス)[\p{Script=Katakana}ー\p{Script=Han}]{1,8}(?:です|ですね|だね|だな|ね)?[!！〜～。\s]+$/iu

/**
 * Whether a line is talk among people: it parts, greets or thanks and names neither a figure nor a place, person, number or
 * text. A line that begins with a verb is a command, however politely it ends.
 */
export function isSmallTalk({ line, words, verbAt }: Recognition): boolean {
  const text = line.text.trim()
  if (verbAt === 0 && !partings.test(text)) return false
  const { kpis, places, people, ids, amounts, quoted } = words
  if ([kpis, places, people, ids, amounts, quoted].some(list => list.length > 0)) return false
  return agreed.test(text) || partings.test(text) || isCourteous(text) || praise.test(text)
}

/**
 * Whether a line is rather said among people than to the bot: it names neither a figure nor a place, day, person, number
 * or text, and some of its words are everyday ones that nothing here is called by. Nothing near to it is offered then.
 */
export function isChatter({ line, unknown, words }: Recognition): boolean {
  const { kpis, places, periods, people, ids, amounts, quoted } = words
  if ([kpis, places, periods, people, ids, amounts, quoted].some(list => list.length > 0)) return false
  return unknown.some(piece => isEveryday(piece.text)) || isCommon(words.rest) || praise.test(line.text.trim())
}
