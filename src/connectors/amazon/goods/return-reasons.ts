/** Measures of why products came back. */
export const reasonMeasures = [
  'returns_reason_quality',
  'returns_reason_damaged',
  'returns_reason_wrong_item',
  'returns_reason_not_as_described',
  'returns_reason_late',
  'returns_reason_undelivered',
  'returns_reason_change_of_mind',
  'returns_reason_size',
  'returns_reason_other',
] as const

/**
 * Codes of both reports (`DEFECTIVE`, `CR-DEFECTIVE`, `AMZ-PG-APP-TOO-SMALL`) by words in them; the first that fits. What
 * buyers ordered by mistake is a change of mind, what was sent by mistake a wrong item.
 */
const reasons: readonly (readonly [(typeof reasonMeasures)[number], RegExp])[] = [
  ['returns_reason_undelivered', /UNDELIVERABLE|NEVER.?ARRIVED|NOT.?RECEIVED|REFUSED|REJECTED|UNCLAIMED|CARRIER.?LOST/],
  ['returns_reason_damaged', /DAMAGE/],
  ['returns_reason_late', /LATE|MISSED.?ESTIMATED|ARRIVED.?TOO/],
  ['returns_reason_size', /TOO.?(SMALL|LARGE|SHORT|LONG|TIGHT|LOOSE|BIG|NARROW|WIDE)|SIZE|\bFIT\b|APPAREL.?STYLE/],
  [
    'returns_reason_change_of_mind',
    /UNWANTED|BETTER.?PRICE|MIS.?ORDER|ORDERED.?WRONG|UNAUTHORI[SZ]ED|ACCIDENTAL|NO.?LONGER|UNNEEDED|CHANGED?.?MIND/,
  ],
  ['returns_reason_wrong_item', /SWITCHEROO|WRONG.?ITEM|DIFFERENT.?ITEM|EXTRA.?ITEM/],
  ['returns_reason_not_as_described', /DESCRI|BAD.?DESC|NOT.?COMPATIBLE|INCOMPATIBLE|PART.?NOT/],
  [
    'returns_reason_quality',
    /DEFECT|QUALITY|NOT.?WORK|MISSING.?PART|EXPIRED|FAILED|JEWELRY.?(BATTERY|LOOSE|TARNISH)|ALLERG/,
  ],
]

/** Which measure a code of Amazon counts in; what is not known counts as other. */
export function reasonOf(code: string): (typeof reasonMeasures)[number] {
  const upper = code.toUpperCase()
  return reasons.find(([, words]) => words.test(upper))?.[0] ?? 'returns_reason_other'
}
