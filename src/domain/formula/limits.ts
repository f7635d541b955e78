/** Letters a formula may have (judgement: the longest built-in one has under 250). */
export const maxLength = 500
/** Numbers, names, signs and calls in a formula (judgement: keeps an evaluation under a tenth of a millisecond). */
export const maxNodes = 200
/** Parentheses and calls inside each other (judgement: nobody reads deeper). */
export const maxDepth = 40
/** Days that `trailing` may look back (judgement: a leap year). */
export const maxTrailingDays = 366
