import type { Words } from '#src/contracts/command.ts'

/** Names of verbs that nobody says among each other: with one of them any text behind it is a reason. */
const plainNames = /\b(?:ack|acknowledge|resolve|snooze|wake)\b/iu

/** What may end a word that stands for itself: 了解です, 確認しました, 收到了. */
const endings =
  /^(?:です|でーす|っす|だ|しました|いたしました|致しました|します|いたします|した|済みです|済み|済|了|啦|咯|哈|the alert)?[\s!.,。，、！～~…]*$/u

/**
 * Whether an everyday word that is also the name of a verb was said in passing: 收到，谢谢, “done with lunch”. Alone it answers
 * an alert, and so it does with a number or a text in quotes; with other words it may be about anything.
 */
export function isInPassing({ line, rest, quoted, ids, subverb }: Words): boolean {
  if (ids.length > 0 || quoted.length > 0 || subverb !== null || plainNames.test(line)) return false
  return !endings.test(rest.trim().replace(/^[,，、!！.。]+/u, ''))
}

/** Words of thanks and the like: they are no reason for anything. */
const courtesies =
  /\b(?:thanks?(?: you| a lot| so much)?|thank you|thx|ty|cheers|ok(?:ay)?|great|good|got it|sure|please|all)\b|谢谢(?:您|你|大家|啦|了)?|多谢|感谢|辛苦(?:您|你|大家)?了?|好的?|嗯+|哦+|ありがとう(?:ございます|ございました)?|お疲れ様?(?:です|でした)?|よろしく(?:お願いします|お願いいたします)?|はい/giu

/** What was said besides courtesies, as it would be kept as a reason; empty: nothing. */
export function saidBesides({ rest }: Words): string {
  return rest
    .replace(courtesies, ' ')
    .replace(/["“”「」]/gu, ' ')
    .replace(/^(?:です|しました|します|了|啦)/u, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s!.,。，、！～~]+|[\s,，、]+$/gu, '')
}
