import type { Amount, Words } from '#src/contracts/command.ts'
import type { Severity } from '#src/domain/alerts/alert.ts'
import { severityWords } from '#src/domain/alerts/severity-names.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import type { ActiveHours, RuleParameters } from '#src/domain/rules/rule.ts'
import { amountAt } from '#src/language/amounts.ts'
import { findComparisons } from '#src/language/comparison.ts'
import type { LeftOver } from '#src/language/time/left-over.ts'
import { numeralOf, whole } from '#src/language/time/numerals.ts'
import { foldVariants } from '#src/language/variants.ts'
import { changeIn, fallen, moved, risen } from './change-words.ts'

/** What a line says about a rule besides KPI, place and person. */
export interface RuleWords {
  readonly kind: RuleParameters['kind'] | null
  /** All comparisons that were written; one is enough. */
  readonly compares: readonly Compare[]
  /** The direction of an unusual change; `null`: none was named. */
  readonly moves: 'above' | 'below' | null
  /** Days in a row, of a window, or of cover; `null` where none were named. */
  readonly days: number | null
  readonly hours: ActiveHours | null
  readonly overWindow: boolean
  readonly eachStore: boolean
  readonly severity: Severity | null
  /** How far on the good side an alert ends, 0–1; `null`: as usual. */
  readonly hysteresis: number | null
  /** A plain change is meant, such as “falls by 20%”, in this direction; `null`: none. */
  readonly change: 'up' | 'down' | 'both' | null
  /** Both directions count, where a kind has directions. */
  readonly bothWays: boolean
  /** The day's target is named. */
  readonly ofTarget: boolean
  /** Numbers that are neither days nor hours. */
  readonly amounts: readonly Amount[]
  /** What nothing knew, where it stands in the line. */
  readonly left: readonly LeftOver[]
}

/** The same pattern for text with one form of each character. */
function variants(pattern: RegExp): RegExp {
  return new RegExp(foldVariants(pattern.source), pattern.flags)
}

const targetWord = variants(/target|goal|目标|目標/iu)
/** Words of each kind in all languages; the first that is found counts. */
const kinds: readonly (readonly [RuleParameters['kind'], RegExp])[] = [
  ['late', variants(/no data|missing|late|数据延迟|无数据|断更|未到|データ未着|データ遅延|データなし|遅延/iu)],
  ['streak', variants(/\brow\b|straight|streak|consecutive|running|连续|連続/iu)],
  [
    'surge',
    variants(
      /surge|spike|drop|jump|plunge|crash|unusual|abnormal|anomal\w*|异常|突变|突增|突降|激增|骤[降升]|暴[跌涨]|大[跌涨]|急増|急減|急変|急[落騰]|激減|異常|いつもと違う/iu,
    ),
  ],
  ['budget', variants(/budget|cost share|预算|费率上限|予算/iu)],
  ['ladder', variants(/limit|red ?line|ladder|红线|平台标准|基準値|基準/iu)],
  ['target', targetWord],
]
const upward = variants(/rise|rising|surge|spike|jump|up|突增|激增|骤升|暴涨|大涨|上升|急増|急騰|上昇/iu)
const downward = variants(/drop|fall|falling|down|plunge|crash|突降|骤降|暴跌|大跌|下降|急減|急落|激減|下落|低下/iu)
const bothWays = variants(/both ways|either way|both directions|双向|两个方向|両方向|上下/iu)
const each = variants(/each store|every store|per store|each|每家店铺?|各店铺?|每店|各店舗?|店舗ごと|店ごと/iu)
const window = variants(/over the last|over|last|rolling|average|近|过去|最近|直近|過去/iu)
const severities = severityWords.map(([severity, words]) => [severity, variants(words)] as const)
const dayCount = variants(
  new RegExp(
    `(?:for |in )?(${whole})\\s*(?:business|working|个工作|個工作|営業|个|個)?\\s*(?:days?|d\\b|天|日间?|日間?)(?:\\s*(?:以上|or more))?`,
    'iu',
  ),
)
/** Hours are told from other numbers by minutes, or by what stands behind them. */
const hourMark = "h\\b|hours?|o'clock|点钟?|點|时|時"
const hourSpan = new RegExp(
  `(\\d{1,2})(?::(\\d{2}))?\\s*(?:${hourMark})?\\s*(?:-|~|–|to|到|至|から)\\s*(\\d{1,2})(?::(\\d{2}))?\\s*(${hourMark})?`,
  'iu',
)
const workdays = variants(
  /(?:on |only )?\b(?:workdays?|weekdays?)\b|\b(?:on|only) (?:working|business) days\b|仅?工作日|平日のみ|平日|営業日のみ/iu,
)
const margin = variants(/(?:hysteresis|margin|回差|缓冲|解除幅|ヒステリシス)\s*(\d{1,2}(?:\.\d+)?)\s*%/iu)
const marginWord = variants(/hysteresis|margin|回差|缓冲|解除幅|ヒステリシス/iu)
/** Words that only connect. */
const glue = variants(
  /から|まで|\b(?:for|of|the|is|than|if|when|goes?|by|its|month(?:ly)?|business|working|days?|hours?|d|h|in|a|alert|me|data|between|store|within)\b|[的了为是时到在为当则就个家]|[がはをのにでと]|日間?|天|営業日?|个?工作日|月度?|通知|告警|提醒|アラート|時間?|点|点钟|数据|データ|割|占/giu,
)

/** The KPI that is called `budget` as well: beside another one the word says what kind of rule is meant. */
export const budgetKpi = 'ad_budget_use'

function budgetWord({ kpis }: Words): readonly string[] {
  return kpis.length > 1 && kpis.some(kpi => kpi.id === budgetKpi) ? ['budget'] : []
}

/** Reads what stands between the names of a line. */
export function ruleWords(words: Words): RuleWords {
  const said = foldVariants([...words.unknown, ...budgetWord(words)].join(' '))
  const open = foldVariants(words.open)
  const hours = hoursIn(open)
  const plain = hours ? blanked(open, hours.text) : open
  const days = dayCount.exec(plain)
  const end = margin.exec(open)
  const text = [days?.[0], end?.[0]].reduce<string>((rest, part) => (part ? blanked(rest, part) : rest), plain)
  const onWorkdays = workdays.test(text)
  return {
    kind: kinds.find(([, pattern]) => pattern.test(said))?.[0] ?? null,
    compares: [...new Set(findComparisons(text).map(one => one.compare))],
    moves: downward.test(said) ? 'below' : upward.test(said) ? 'above' : null,
    days: days ? numeralOf(days[1] ?? '') : null,
    hours: activeHours(hours, onWorkdays),
    overWindow: days !== null && window.test(said),
    eachStore: each.test(said),
    severity: severities.find(([, pattern]) => pattern.test(said))?.[0] ?? null,
    hysteresis: end ? Number(end[1]) / 100 : null,
    change: words.amounts.some(({ kind }) => kind === 'percent') ? changeIn(text) : null,
    bothWays: bothWays.test(said),
    ofTarget: targetWord.test(said),
    amounts: withoutNumbers(words.amounts, [days?.[1], ...(hours?.numbers ?? [])], end?.[1]),
    left: leftOver(text, words.open),
  }
}

function blanked(text: string, part: string): string {
  const at = text.indexOf(part)
  return at < 0 ? text : text.slice(0, at) + ' '.repeat(part.length) + text.slice(at + part.length)
}

interface FoundHours {
  readonly text: string
  readonly from: number
  readonly to: number
  /** The numbers as they stand in the line, which are no amounts. */
  readonly numbers: readonly string[]
}

/** `9-18h`, `9:00-18:00`, `9点到18点`; `null` where no hours stand. */
function hoursIn(text: string): FoundHours | null {
  const found = hourSpan.exec(text)
  if (!found) return null
  const [all, from = '', fromMinutes, to = '', toMinutes, mark] = found
  if (fromMinutes === undefined && toMinutes === undefined && mark === undefined) return null
  const hour = (hours: string, minutes = '0') => (Number(hours) % 24) + Number(minutes) / 60
  const numbers = [from, fromMinutes, to, toMinutes].flatMap(number => number ?? [])
  return { text: all, from: hour(from, fromMinutes), to: hour(to, toMinutes), numbers }
}

function activeHours(hours: FoundHours | null, onWorkdays: boolean): ActiveHours | null {
  if (!hours && !onWorkdays) return null
  return { from: hours?.from ?? 0, to: hours?.to ?? 0, ...(onWorkdays ? { workdays: true } : {}) }
}

function withoutNumbers(
  amounts: readonly Amount[],
  used: readonly (string | undefined)[],
  percent: string | undefined,
): readonly Amount[] {
  const left = [...amounts]
  const take = (is: (one: Amount) => boolean) => {
    const at = left.findIndex(is)
    if (at >= 0) left.splice(at, 1)
  }
  for (const number of used) if (number !== undefined) take(one => one.kind === 'plain' && one.value === Number(number))
  if (percent !== undefined) take(one => one.kind === 'percent' && Math.abs(one.value * 100 - Number(percent)) < 1e-9)
  return left
}

/** The words of a line that neither names, numbers nor the words of rules account for. */
function leftOver(open: string, typed: string): readonly LeftOver[] {
  let rest = withoutAmounts(open, typed)
  for (const { from, to } of findComparisons(open)) rest = rest.slice(0, from) + '\0'.repeat(to - from) + rest.slice(to)
  const patterns = [...kinds.map(([, pattern]) => pattern), ...severities.map(([, pattern]) => pattern)]
  for (const pattern of [
    risen,
    fallen,
    moved,
    ...patterns,
    workdays,
    marginWord,
    bothWays,
    each,
    upward,
    downward,
    window,
    glue,
  ])
    rest = rest.replace(new RegExp(pattern.source, 'giu'), word => '\0'.repeat(word.length))
  return [...rest.matchAll(/[^\s\0,;:()!?.~/%-]+/gu)].map(({ 0: text, index: from }) => ({
    ...{ from, to: from + text.length, text, instead: [] },
  }))
}

/** The line with its numbers crossed out: they are accounted for as amounts. */
function withoutAmounts(open: string, typed: string): string {
  const lower = typed.toLowerCase()
  let rest = open
  for (let at = 0; at < lower.length; at++) {
    const inside = /[a-z\d.]/.test(lower[at - 1] ?? '') && /[a-z\d.]/.test(lower[at] ?? '')
    const found = inside ? null : amountAt(lower, at)
    if (!found) continue
    rest = rest.slice(0, at) + '\0'.repeat(found.end - at) + rest.slice(found.end)
    at = found.end - 1
  }
  return rest
}
