import type { ReturnReason } from '#src/contracts/connector.ts'

/** Words in the names and texts of reasons, the first that fits counts: TikTok Shop has no closed list of them. */
const words: readonly (readonly [RegExp, ReturnReason])[] = [
  [
    /not[_ ]?(yet[_ ])?(received|arrived|delivered)|missing|lost|undelivered|didn.?t[_ ](receive|arrive)/i,
    'undelivered',
  ],
  [/damag|broken|crush|leak/i, 'damaged'],
  [/defect|not[_ ]work|quality|expired|malfunction|faulty/i, 'quality'],
  [/wrong|incorrect[_ ](item|product)/i, 'wrong_item'],
  [/not[_ ]match|not[_ ]as[_ ]described|mismatch|differ|counterfeit|fake|mislead/i, 'not_as_described'],
  [/size|fit|too[_ ](small|big|large)/i, 'size'],
  [/late|delay/i, 'late'],
  [/no[_ ]longer|not[_ ]need|chang|mistake|better[_ ]price|dislike|unwanted/i, 'change_of_mind'],
]

/** Why goods come back, as far as the words say. */
export function reasonOf(text: string): ReturnReason {
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
}
