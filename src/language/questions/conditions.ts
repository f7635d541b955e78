import type { Amount } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Change, Condition, Limit } from '#src/domain/questions/query.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { negationAt } from './negation.ts'
import type { Token } from './tokens.ts'

/** A condition, and where its words stand. */
export interface FoundCondition {
  readonly condition: Condition
  readonly at: number
  /** The id of a KPI that it is about by what is done, where none is named. */
  readonly hint?: string
}

const opposite: Readonly<Record<Compare, Compare>> = {
  ...{ above: 'at_most', below: 'at_least', at_least: 'below', at_most: 'above', equal: 'unequal', unequal: 'equal' },
}

/** What the words ask whatever is listed to fulfil. `used` gains the tokens that no other reading may take. */
export function conditionsOf(tokens: readonly Token[], used: Set<Token>): readonly FoundCondition[] {
  const found: FoundCondition[] = [...rangesOf(tokens, used)]
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'compare' || used.has(token)) continue
    const number = amountBeside(tokens, at, used)
    if (!number) continue
    const compare = negationAt(tokens, at, used) ? opposite[token.compare] : token.compare
    used.add(token)
    used.add(number.token)
    found.push({ condition: limitOf(tokens, at, compare, number.amount), at })
  }
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'amount' || used.has(token) || token.amount.kind !== 'percent') continue
    const moved = movedBeside(tokens, at)
    if (moved === null) continue
    used.add(token)
    found.push({ condition: changeOf(tokens, moved.at, used, Math.abs(token.amount.value)), at })
  }
  return [...found, ...statesOf(tokens, used, found), ...nonesOf(tokens, used)]
}

/** From one number to another: `between 10 and 20`, 2%到3%, 2%から3%. */
function rangesOf(tokens: readonly Token[], used: Set<Token>): readonly FoundCondition[] {
  const isBetween = tokens.some(({ kind }) => kind === 'between')
  return tokens.flatMap((low, at): FoundCondition[] => {
    const high = tokens[at + 2]
    const joint = tokens[at + 1]
    if (!high || !joint || used.has(low) || !/^(?:to|到|至|から|and|和|与|[-~–])$/u.test(joint.text)) return []
    if (/^(?:and|和|与)$/u.test(joint.text) && !isBetween) return []
    const [from, to] = [numberOf(low), numberOf(high)]
    if (!from || !to) return []
    for (const token of [low, joint, high]) used.add(token)
    const percent = to.kind === 'percent' && from.kind === 'plain'
    const first = percent ? { ...to, value: from.value / 100, decimal: String(from.value / 100) } : from
    const kpi = kpiBefore(tokens, at) ?? kpiBehind(tokens, at + 2)
    return [
      { condition: { kind: 'value', kpi, compare: 'at_least', limit: limit(first) }, at },
      { condition: { kind: 'value', kpi, compare: 'at_most', limit: limit(to) }, at },
    ]
  })
}

function numberOf(token: Token): Amount | null {
  if (token.kind === 'amount') return token.amount
  return token.kind === 'number' ? plainAmount(token.count) : null
}

/** What is said without a number: missed for days, reached, no data, fell. */
function statesOf(tokens: readonly Token[], used: Set<Token>, found: readonly FoundCondition[]): FoundCondition[] {
  const states: FoundCondition[] = []
  const has = (kind: Token['kind']) => tokens.findIndex(token => token.kind === kind)
  const days = tokens.find(token => token.kind === 'days')
  const [missed, reached, gaps] = [has('missed'), has('reached'), has('no_data')]
  if (missed >= 0) {
    const isNot = negationAt(tokens, missed, used)
    const count = days?.kind === 'days' && days.step === 'day' ? days.count : null
    if (days && count !== null && !isNot) used.add(days)
    const state: Condition =
      isNot || count === null ? { kind: isNot ? 'reached' : 'behind' } : { kind: 'missed', days: count }
    states.push({ condition: state, at: missed })
  }
  if (reached >= 0)
    states.push({ condition: { kind: negationAt(tokens, reached, used) ? 'behind' : 'reached' }, at: reached })
  if (gaps >= 0) states.push({ condition: { kind: 'no_data' }, at: gaps })
  if (!found.some(({ condition }) => condition.kind === 'change')) states.push(...movesOf(tokens, used))
  return states
}

/** Everything that is said to have moved; of several each with the KPI that stands before it. */
function movesOf(tokens: readonly Token[], used: Set<Token>): readonly FoundCondition[] {
  const all = tokens.flatMap((token, at) => (token.kind === 'moved' ? [at] : []))
  if (all.length < 2)
    return all.map(at => ({ condition: { ...changeOf(tokens, at, used, 0), kpi: otherKpi(tokens, at) }, at }))
  return all.map((at, order) => {
    const from = order === 0 ? 0 : (all[order - 1] ?? 0)
    const kpi = kpiBefore(tokens.slice(from, at), at - from)
    return { condition: { ...changeOf(tokens, at, used, 0), kpi }, at }
  })
}

/** The KPI that is said to have moved where the list is ordered by another one: it stands behind the order, before the move. */
export function otherKpi(tokens: readonly Token[], at: number): Kpi | null {
  const order = tokens.findIndex(token => token.kind === 'order')
  const first = tokens.find(token => token.kind === 'kpi')
  const moved = order < 0 || order > at ? null : kpiBefore(tokens.slice(order, at), at - order)
  return first?.kind === 'kpi' && moved !== null && moved.id !== first.kpi.id ? moved : null
}

function changeOf(tokens: readonly Token[], at: number, used: Set<Token>, share: number): Change {
  const token = tokens[at]
  if (token?.kind !== 'moved') throw new Error('A change without a word for it')
  const isNot = (token.not === true) !== negationAt(tokens, at, used)
  return { kind: 'change', direction: token.direction, share, kpi: null, ...(isNot && { not: true as const }) }
}

const none: Limit = { value: 0, decimal: '0', percent: false, currency: null }

/** What there was none of: unsold, without returns, 没有退货, 返品がなかった. */
function nonesOf(tokens: readonly Token[], used: Set<Token>): readonly FoundCondition[] {
  return tokens.flatMap((token, at): FoundCondition[] => {
    const value = (compare: Compare): Valued => ({ kind: 'value', kpi: null, compare, limit: none })
    if (token.kind === 'state') {
      const compare = negationAt(tokens, at, used) ? opposite[token.compare] : token.compare
      return [{ condition: value(compare), at, hint: token.kpi }]
    }
    if (token.kind !== 'kpi' && token.kind !== 'hint') return []
    const isNone = negationAt(tokens, at, used)
    if (!isNone && !isThere(tokens, at)) return []
    if (!isNone && token.kind === 'hint') return [{ condition: value('above'), at, hint: token.kpi }]
    if (!isNone && token.kind === 'kpi') return [{ condition: { ...value('above'), kpi: token.kpi }, at }]
    const isProfit = token.kind === 'kpi' ? token.kpi.theme === 'profit' : token.kpi === 'profit'
    const condition = value(isProfit ? 'at_most' : 'equal')
    if (token.kind === 'hint') return [{ condition, at, hint: token.kpi }]
    return [{ condition: { ...condition, kpi: token.kpi }, at }]
  })
}

type Valued = Extract<Condition, { kind: 'value' }>
const ordering: ReadonlySet<string> = new Set([
  'order',
  'most',
  'fast',
  'moved',
  'change',
  'compare',
  'number',
  'amount',
])

/** Whether a list is asked for of those that have some of something: 有退货的SKU, `skus with returns`, 返品があった商品. */
function isThere(tokens: readonly Token[], at: number): boolean {
  if (tokens.some(({ kind }) => ordering.has(kind)) || !tokens.some(({ kind }) => kind === 'subject')) return false
  const [before, next, behind] = [tokens[at - 1]?.text, tokens[at + 1]?.text, tokens[at + 2]?.text]
  if (/^(?:有|有过|with|had|have|has|having|got|get|gets)$/iu.test(before ?? '')) return true
  if (tokens[at]?.kind === 'hint' && isOfSubject(tokens, at)) return true
  return /^(?:が|の|も)$/u.test(next ?? '') && /^(?:ある|あった|出た|発生した)$/u.test(behind ?? '')
}

/** What is said to go with a subject by standing in front of it: 差评商品, 悪いレビューの商品. */
function isOfSubject(tokens: readonly Token[], at: number): boolean {
  const [token, next, behind] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (token?.kind !== 'hint' || !named.has(token.kpi)) return false
  return next?.kind === 'subject' || (/^(?:の|的)$/u.test(next?.text ?? '') && behind?.kind === 'subject')
}

/** What is no figure of a subject when it stands in front of it, but something that it has. */
const named: ReadonlySet<string> = new Set(['negative_review_rate'])

/** The number that a comparison is with: behind it, or in front of it as in 30%以上. */
function amountBeside(tokens: readonly Token[], at: number, used: ReadonlySet<Token>) {
  for (const beside of [tokens[at + 1], tokens[at - 1], tokens[at + 2], tokens[at - 2]]) {
    if (!beside || used.has(beside)) continue
    const amount = numberOf(beside)
    if (amount) return { token: beside, amount }
  }
  return null
}

function plainAmount(count: number): Amount {
  return { value: count, decimal: String(count), kind: 'plain', currency: null }
}

function limitOf(tokens: readonly Token[], at: number, compare: Compare, amount: Amount): Condition {
  const share = Math.abs(amount.value)
  const moved = amount.kind === 'percent' ? movedBeside(tokens, at) : null
  if (moved !== null && compare !== 'below' && compare !== 'at_most')
    return { kind: 'change', direction: moved.direction, share, kpi: null }
  const about = [tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]]
  const ofTarget = about.some(token => token?.kind === 'attainment' || token?.kind === 'target')
  if (ofTarget && amount.kind === 'percent') return { kind: 'attainment', compare, share }
  return { kind: 'value', kpi: kpiBefore(tokens, at), compare, limit: limit(amount) }
}

function limit({ value, decimal, kind, currency }: Amount): Limit {
  return { value, decimal, percent: kind === 'percent', currency }
}

/** The word for a change that stands near. */
function movedBeside(tokens: readonly Token[], at: number) {
  for (const step of [1, 2, 3, -1, -2, -3]) {
    const token = tokens[at + step]
    if (token?.kind === 'moved') return { direction: token.direction, at: at + step }
  }
  return null
}

function kpiBefore(tokens: readonly Token[], at: number): Kpi | null {
  const found = tokens.slice(0, at).findLast(token => token.kind === 'kpi')
  return found?.kind === 'kpi' ? found.kpi : null
}

function kpiBehind(tokens: readonly Token[], at: number): Kpi | null {
  const found = tokens.slice(at).find(token => token.kind === 'kpi')
  return found?.kind === 'kpi' ? found.kpi : null
}
