import { colours } from '#src/charts/theme.ts'

/** The colour of a judgement; grey when there is none. An arrow, a length or a number says the same beside it. */
export function judgedColour(good: boolean | null): string {
  if (good === null) return colours.text
  return good ? colours.good : colours.bad
}
