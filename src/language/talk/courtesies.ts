/** What people say out of courtesy, in Latin letters. */
const latin =
  "(?:many )?thanks?|thank you|thx|ty|cheers|good (?:morning|evening|afternoon|night|job|work|one)|well done|(?:nice|great) (?:job|work|one)|congrat(?:s|ulations)|(?:you'?re )?welcome|sorry|no problem|never mind|got it"

/** The same in Chinese and Japanese. */
const ideographic =
  '谢谢|多谢|感谢|辛苦|早上好|早安|晚安|下午好|晚上好|大家好|你好|您好|新年快乐|周末愉快|恭喜|加油|不客气|不好意思|抱歉|好的|好滴|嗯嗯|お疲れ|おつかれ|ありがと|よろしく|おはよう|こんにちは|こんばんは|おやすみ|失礼します|お先に|おめでとう|承知|かしこまり'

/** Words that say yes: courtesies where nothing else is asked, and no reason for anything. */
const assents = 'ok(?:ay)?|great|good|sure|please|all|好|嗯+|哦+|はい'

const behindLatin = '(?:[ ](?:you|all|everyone|a lot|so much))?(?![a-z])'
const behind =
  '(?:ございま(?:す|した)|です|でした|ました|う|さま|様|お願い(?:いた)?します|致します|いたします|你|您|大家|啦|了)*'
const courtesy = `(?:(?<![a-z])(?:${latin})${behindLatin}|(?:${ideographic})${behind})`

const begins = new RegExp(`^(?:ok(?:ay)?|hi|hey|hello|oh|好|嗯)?[\\s,!.，。！]*${courtesy}`, 'iu')
const ends = new RegExp(`${courtesy}[\\s!.。！~～]*$`, 'iu')
const anywhere = new RegExp(`${courtesy}|(?<![a-z])(?:${assents})(?![a-z])`, 'giu')

/** Whether a text begins or ends with a courtesy. */
export function isCourteous(text: string): boolean {
  return begins.test(text) || ends.test(text)
}

/** A text without its courtesies and words that say yes. */
export function withoutCourtesies(text: string): string {
  return text.replace(anywhere, ' ')
}

const greeting = new RegExp(
  `^\\s*(?:${courtesy}|(?:hi|hey|hello|嗨|哈喽)(?![a-z]))(?: (?:all|team|everyone|there|guys|folks))?[\\s]*[,，、。.!！~～]+\\s*(?=\\S.*[?？]\\s*$)`,
  'iu',
)

/** A word that agrees or thanks, in front of what is asked: `ok, show sales`, 好的，销售额. */
const agreeing =
  /^\s*(?:ok(?:ay)?|sure|yes|great|thanks|thank you|好的?|嗯|谢谢|はい|ありがとう(?:ございます)?)\s*[,，、。.!！]+\s*(?=\S)/iu

/** A question without the greeting in front of it: `good morning, any alerts?`; an order without an “ok,”. */
export function behindGreeting(line: string): string {
  const asked = line.replace(greeting, '')
  const rest = asked.replace(agreeing, '')
  return isCourteous(rest) ? asked : rest
}
