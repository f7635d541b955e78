import { lengthOf } from '#src/domain/period/index.ts'
import type { Condition, Plain, Step } from '#src/domain/questions/query.ts'
import { numeralOf } from '#src/language/time/numerals.ts'
import { foldVariants } from '#src/language/variants.ts'
import type { FoundCondition } from './conditions.ts'
import type { Token } from './tokens.ts'

const steps = {
  day: 'days?|d|天|日間?|日',
  week: 'weeks?|wks?|周|週間?|个?(?:星期|礼拜)',
  month: 'months?|个月|[か个カケヶヵ箇]月間?|月',
} as const
const anyStep = Object.values(steps).join('|')
const numeral = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten'
const inARow =
  'in a row|running|straight|consecutive(?:ly)?|on end|back to back|successive(?:ly)?|连续|接连|连着|連続|続けて|続いて'

/** Whether a text, folded and in lower case, speaks of days, weeks or months in a row, or of how many there were. */
export const speaksOfRuns = (text: string): boolean => runWords.test(text)
const howMany =
  'how (?:long|many (?:days|weeks|months))|(?:几|多少)(?:天|个?(?:星期|礼拜|月)|周)|多久|何(?:日間?|週間?|[か个カケヶヵ箇]月間?)|(?:どの|どれ)(?:くらい|ぐらい)'
const runWords = new RegExp(foldVariants(`${inARow}|${howMany}`), 'u')

const lately = '(?:(?:in |over |for )?(?:the )?(?:last|past) |最近的?|近|过去的?|直近の?|ここ|この)?'
const counts = new RegExp(
  foldVariants(
    `(?:for )?(?:the )?${lately}(?:(?<count>${numeral})|第?(?<nth>second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th))\\s*(?:(?:business|working|(?<row>${inARow}))\\s+)?(?:个?工作|营业)?(?<step>${anyStep})目?`,
  ),
  'uy',
)
const asked = new RegExp(foldVariants(`(?:for )?(?:${howMany})`), 'uy')
const ordinals: Readonly<Record<string, number>> = {
  ...{ second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6 },
  ...{ '2nd': 2, '3rd': 3, '4th': 4, '5th': 5, '6th': 6 },
}

/** So many days, weeks or months; `runs`: in a row by its own words, or it is asked how many there were. */
export interface RunLength {
  readonly count: number
  readonly step: Step
  readonly runs: boolean
}

/** So many days, weeks or months at a place of a text that speaks of runs. */
export function runLengthAt(text: string, from: number): (RunLength & { readonly to: number }) | null {
  asked.lastIndex = from
  const question = asked.exec(text)?.[0]
  if (question !== undefined) return { count: 1, step: stepIn(question), runs: true, to: from + question.length }
  counts.lastIndex = from
  const found = counts.exec(text)
  if (!found?.groups) return null
  const { count, nth, row, step = '' } = found.groups
  const many = nth === undefined ? numeralOf(count ?? '') : (ordinals[nth] ?? 0)
  const to = from + found[0].length
  const cutsWord = /[a-z]$/u.test(step) && /[a-z]/u.test(text[to] ?? '')
  return Number.isInteger(many) && many > 0 && !cutsWord
    ? { count: many, step: stepIn(step), runs: row !== undefined, to }
    : null
}

function stepIn(text: string): Step {
  if (/month|月/u.test(text)) return 'month'
  return /week|wk|周|週|星期|礼拜/u.test(text) ? 'week' : 'day'
}

const plainLength = new RegExp(foldVariants(`^${lately}(?<count>${numeral})\\s*(?<step>${anyStep})$`), 'u')

/** The days that a recogniser took for a period and that are so many in a row instead; `null`: it is a period. */
export function runOfPeriod(token: Extract<Token, { kind: 'period' }>): { count: number; step: Step } | null {
  const found = plainLength.exec(foldVariants(token.text.toLowerCase()))?.groups
  if (!found) return null
  const count = numeralOf(found.count ?? '')
  const step = stepIn(found.step ?? '')
  return { count: Number.isInteger(count) ? count : lengthOf(token.period), step }
}

/** The conditions, with the one that is said to go on as a streak; `unsaid`: for how long is not said. */
export function streaksOf(
  tokens: readonly Token[],
  found: readonly FoundCondition[],
  used: Set<Token>,
): { readonly conditions: readonly FoundCondition[]; readonly unsaid: boolean } {
  const row = tokens.findIndex(({ kind }) => kind === 'in_a_row')
  const at = tokens.findIndex(token => token.kind === 'days' && !used.has(token))
  const length = tokens[at]
  const mayRun = found.filter(({ condition }) => isPlain(condition))
  if (length?.kind !== 'days' || (row < 0 && !length.runs)) {
    const counted = found.some(({ condition }) => condition.kind === 'missed')
    return { conditions: found, unsaid: row >= 0 && mayRun.length > 0 && !counted }
  }
  const near = row < 0 ? at : row
  const [about] = [...mayRun].sort((a, b) => Math.abs(a.at - near) - Math.abs(b.at - near))
  if (!about || !isPlain(about.condition)) return { conditions: found, unsaid: false }
  used.add(length)
  const more = countBeside(tokens, at, used)
  const streak: Condition = { kind: 'streak', of: about.condition, step: length.step, count: length.count + more }
  return { conditions: found.map(one => (one === about ? { ...one, condition: streak } : one)), unsaid: false }
}

/** `three weeks or more` is three, `more than three weeks` is four. */
function countBeside(tokens: readonly Token[], at: number, used: Set<Token>): number {
  const beside = [tokens[at - 1], tokens[at + 1]].find(token => token?.kind === 'compare' && !used.has(token))
  if (beside?.kind !== 'compare' || (beside.compare !== 'above' && beside.compare !== 'at_least')) return 0
  used.add(beside)
  return beside.compare === 'above' ? 1 : 0
}

function isPlain(condition: Condition): condition is Plain {
  return condition.kind !== 'missed' && condition.kind !== 'streak'
}
