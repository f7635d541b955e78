import type { Amount, Words } from '#src/contracts/command.ts'
import type { Severity } from '#src/domain/alert.ts'
import type { ActiveHours, RuleParameters } from '#src/domain/rules/rule.ts'

/** What a line says about a rule besides KPI, place and person. */
export interface RuleWords {
  readonly kind: RuleParameters['kind'] | null
  readonly compare: 'above' | 'below' | null
  /** Days in a row, of a window, or of cover; `null` where none were named. */
  readonly days: number | null
  readonly hours: ActiveHours | null
  readonly overWindow: boolean
  readonly eachStore: boolean
  readonly severity: Severity | null
  /** How far on the good side an alert ends, 0–1; `null`: as usual. */
  readonly hysteresis: number | null
  /** Both directions count, where a kind has directions. */
  readonly bothWays: boolean
  /** The day's target is named. */
  readonly ofTarget: boolean
  /** Numbers that are neither days nor hours. */
  readonly amounts: readonly Amount[]
  /** What nothing knew. */
  readonly unknown: string
}

const targetWord = /target|goal|目标|目標/iu
/** Words of each kind in all languages; the first that is found counts. */
const kinds: readonly (readonly [RuleParameters['kind'], RegExp])[] = [
  ['late', /no data|missing|late|数据延迟|无数据|断更|未到|データ未着|データ遅延|データなし|遅延/iu],
  ['streak', /\brow\b|straight|streak|consecutive|running|连续|連続/iu],
  [
    'surge',
    /surge|spike|drop|jump|plunge|crash|unusual|abnormal|anomal\w*|异常|突变|突增|突降|激增|骤[降升]|暴[跌涨]|大[跌涨]|急増|急減|急変|急[落騰]|激減|異常|いつもと違う/iu,
  ],
  ['budget', /budget|cost share|预算|费率上限|予算/iu],
  ['ladder', /limit|red ?line|ladder|红线|平台标准|基準値|基準/iu],
  ['target', targetWord],
]
const below =
  /below|under|less than|lower than|fewer than|missed|低于|少于|小于|不足|不到|未达[标成]?|不达标|跌破|以下|未満|未達成?|割れ|下回\S*|[<＜≤≦]/iu
const above = /above|over|more than|higher than|exceeds?|高于|超过|超出|大于|多于|以上|超え\S*|超|上回\S*|[>＞≥≧]/iu
const upward = /rise|rising|surge|spike|jump|up|突增|激增|骤升|暴涨|大涨|上升|急増|急騰|上昇/iu
const downward = /drop|fall|falling|down|plunge|crash|突降|骤降|暴跌|大跌|下降|急減|急落|激減|下落|低下/iu
const bothWays = /both ways|either way|both directions|双向|两个方向|両方向|上下/iu
const each = /each store|every store|per store|each|每家店铺?|各店铺?|每店|各店舗?|店舗ごと|店ごと/iu
const window = /over the last|over|last|rolling|average|近|过去|最近|直近|過去/iu
const severities: readonly (readonly [Severity, RegExp])[] = [
  ['critical', /critical|严重|紧急|重大|緊急/iu],
  ['warning', /warning|提醒|注意/iu],
  ['bad', /important|重要/iu],
]
const dayCount = /(\d{1,3})\s*(?:business|working|个工作|個工作|営業|个|個)?\s*(?:days?|d\b|天|日)/iu
/** Hours are told from other numbers by minutes, or by what stands behind them. */
const hourMark = "h\\b|hours?|o'clock|点钟?|點|时|時"
const hourSpan = new RegExp(
  `(\\d{1,2})(?::(\\d{2}))?\\s*(?:${hourMark})?\\s*(?:-|~|–|to|到|至|から)\\s*(\\d{1,2})(?::(\\d{2}))?\\s*(${hourMark})?`,
  'iu',
)
const workdays =
  /(?:on |only )?\b(?:workdays?|weekdays?)\b|\b(?:on|only) (?:working|business) days\b|仅?工作日|平日のみ|平日|営業日のみ/iu
const margin = /(?:hysteresis|margin|回差|缓冲|解除幅|ヒステリシス)\s*(\d{1,2}(?:\.\d+)?)\s*%/iu
const marginWord = /hysteresis|margin|回差|缓冲|解除幅|ヒステリシス/iu
/** Words that only connect. */
const glue =
  /から|まで|\b(?:for|of|the|is|than|if|when|goes?|by|its|month(?:ly)?|business|working|days?|hours?|d|h|in|a|alert|me|data|between|store|within)\b|[的了为是时到在为当则就个家]|[がはをのにでと]|日間?|天|営業日?|个?工作日|月度?|通知|告警|提醒|アラート|時間?|点|点钟|数据|データ|割|占/giu

/** The KPI that is called `budget` as well: beside another one the word says what kind of rule is meant. */
export const budgetKpi = 'ad_budget_use'

function budgetWord({ kpis }: Words): readonly string[] {
  return kpis.length > 1 && kpis.some(kpi => kpi.id === budgetKpi) ? ['budget'] : []
}

/** Reads what stands between the names of a line. */
export function ruleWords(words: Words): RuleWords {
  const said = [...words.unknown, ...budgetWord(words)].join(' ')
  const signs = `${said} ${words.rest.replace(/[^<>＜＞≤≥≦≧]/gu, '')}`
  const hours = hoursIn(words.rest)
  const plain = hours ? words.rest.replace(hours.text, ' ') : words.rest
  const days = dayCount.exec(plain)
  const end = margin.exec(words.rest)
  const kind = kinds.find(([, pattern]) => pattern.test(said))?.[0] ?? null
  const compare = below.test(signs) ? 'below' : above.test(signs) ? 'above' : null
  const moves = downward.test(said) ? 'below' : upward.test(said) ? 'above' : null
  const onWorkdays = workdays.test(days ? plain.replace(days[0], ' ') : plain)
  return {
    kind,
    compare: kind === 'surge' ? moves : compare,
    days: days ? Number(days[1]) : null,
    hours: activeHours(hours, onWorkdays),
    overWindow: days !== null && window.test(said),
    eachStore: each.test(said),
    severity: severities.find(([, pattern]) => pattern.test(said))?.[0] ?? null,
    hysteresis: end ? Number(end[1]) / 100 : null,
    bothWays: bothWays.test(said),
    ofTarget: targetWord.test(said),
    amounts: withoutNumbers(words.amounts, [days?.[1], ...(hours?.numbers ?? [])], end?.[1]),
    unknown: leftOver(said),
  }
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

function leftOver(said: string): string {
  const patterns = [...kinds.map(([, pattern]) => pattern), ...severities.map(([, pattern]) => pattern)]
  let rest = said
  for (const pattern of [...patterns, workdays, marginWord, bothWays, each, below, above, upward, downward, window])
    rest = rest.replace(new RegExp(pattern.source, 'giu'), ' ')
  return rest
    .replace(/[^\p{L}]+/gu, ' ')
    .replace(glue, ' ')
    .trim()
}
