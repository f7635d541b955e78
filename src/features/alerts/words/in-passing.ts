import type { Words } from '#src/contracts/command.ts'
import { withoutCourtesies } from '#src/language/talk/courtesies.ts'

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

/** Whether words are no more than the end of the verb before them: しました of 3 確認しました. */
export function isEnding(text: string): boolean {
  return endings.test(text.trim())
}

/** What was said besides courtesies, as it would be kept as a reason; empty: nothing. */
export function saidBesides({ rest }: Words): string {
  return withoutCourtesies(rest)
    .replace(/["“”「」]/gu, ' ')
    .replace(/^(?:です|しました|します|了|啦)/u, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s!.,。，、！～~]+|[\s,，、]+$/gu, '')
}
