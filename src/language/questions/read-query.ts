import type { Amount, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { lengthOf, type Period } from '#src/domain/period/index.ts'
import type { Condition, Limit, Order, OrderBy, Query, Subject } from '#src/domain/questions/query.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A question as far as its words say one. */
export interface ReadQuery {
  readonly query: Query
  /** Words that nothing of the question uses. */
  readonly left: readonly Token[]
  /** Whether the words ask for a list at all: an order, a condition, so many of something. */
  readonly asks: boolean
  /** The id of a KPI that is meant by what is done, where none is named; `null`: none is. */
  readonly hint: string | null
  /** Whether a subject stands in the line. */
  readonly named: boolean
  /** Things of which there are too many. */
  readonly surplus: 'kpis' | 'periods' | 'numbers' | null
}

/** The subject that is meant where several are named: the finest. */
const subjects: readonly Subject[] = ['sku', 'kpi', 'market', 'platform', 'store']

/** Reads the open words of a line as a question for a list: what, by which KPI, in which order, under which conditions. */
export function readQuery(words: Words): ReadQuery {
  const tokens = withDays(tokensOf(words))
  const used = new Set<Token>(tokens.filter(({ kind }) => plain.has(kind)))
  const conditions = conditionsOf(tokens, used)
  const kpis = kpisOf(tokens, conditions)
  const periods = periodsOf(tokens, used)
  const numbers = tokens.filter(token => token.kind === 'number' && !used.has(token))
  const [number] = numbers
  if (number) used.add(number)
  const { by, order, ordered } = orderOf(tokens)
  const subject = subjects.find(one => tokens.some(token => token.kind === 'subject' && token.subject === one))
  const named = tokens.some(token => token.kind === 'subject')
  const left = tokens.filter(token => !used.has(token))
  const query: Query = {
    subject: subject ?? 'store',
    kpi: kpis.rank,
    by,
    order,
    ordered:
      tokens.some(token => token.kind === 'most' || token.kind === 'order' || (token.kind === 'moved' && token.most)) ||
      number !== undefined,
    count: number?.kind === 'number' ? number.count : null,
    places: words.places,
    except: words.except ?? [],
    period: periods.period,
    against: periods.against ?? words.against?.[0] ?? null,
    conditions: conditions.map(({ condition }) =>
      condition.kind === 'value' && condition.kpi === null ? { ...condition, kpi: kpis.rank } : condition,
    ),
  }
  const asks = ordered || conditions.length > 0 || (number !== undefined && named)
  const surplus = kpis.surplus ? 'kpis' : periods.surplus ? 'periods' : numbers.length > 1 ? 'numbers' : null
  const hint = tokens.find(token => token.kind === 'hint')
  return { query, left, asks, named, surplus, hint: hint?.kind === 'hint' && kpis.rank === null ? hint.kpi : null }
}

/** `3 days` beside a missed target counts days, although alone it is the last three. */
function withDays(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === 'missed')) return tokens
  return tokens.map((token): Token => {
    const { from, to, text } = token
    const plainDays =
      token.kind === 'period' && /^(?:\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:days?|d|天|日間?|日)$/iu.test(text)
    return plainDays ? { kind: 'days', count: lengthOf(token.period), from, to, text } : token
  })
}

const plain: ReadonlySet<Token['kind']> = new Set([
  ...(['subject', 'most', 'order', 'moved', 'change', 'attainment', 'missed', 'reached', 'no_data'] as const),
  ...(['in_a_row', 'than', 'filler', 'kpi', 'place', 'target', 'hint'] as const),
])

interface FoundCondition {
  readonly condition: Condition
  readonly at: number
}

function conditionsOf(tokens: readonly Token[], used: Set<Token>): readonly FoundCondition[] {
  const found: FoundCondition[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'compare') continue
    const number = amountBeside(tokens, at, used)
    if (!number) continue
    used.add(token)
    used.add(number.token)
    found.push({ condition: limitOf(tokens, at, token.compare, number.amount), at })
  }
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'amount' || used.has(token) || token.amount.kind !== 'percent') continue
    const direction = movedBeside(tokens, at)
    if (direction === null) continue
    used.add(token)
    found.push({ condition: { kind: 'change', direction, share: Math.abs(token.amount.value) }, at })
  }
  return [...found, ...statesOf(tokens, used, found)]
}

/** What is said without a number: missed for days, reached, no data, fell. */
function statesOf(tokens: readonly Token[], used: Set<Token>, found: readonly FoundCondition[]): FoundCondition[] {
  const states: FoundCondition[] = []
  const has = (kind: Token['kind']) => tokens.findIndex(token => token.kind === kind)
  const days = tokens.find(token => token.kind === 'days')
  const missed = has('missed')
  if (missed >= 0) {
    const count = days?.kind === 'days' ? days.count : null
    if (days) used.add(days)
    states.push({ condition: count === null ? { kind: 'behind' } : { kind: 'missed', days: count }, at: missed })
  }
  if (has('reached') >= 0) states.push({ condition: { kind: 'reached' }, at: has('reached') })
  if (has('no_data') >= 0) states.push({ condition: { kind: 'no_data' }, at: has('no_data') })
  const moved = tokens.find(token => token.kind === 'moved')
  if (moved?.kind === 'moved' && !found.some(({ condition }) => condition.kind === 'change'))
    states.push({ condition: { kind: 'change', direction: moved.direction, share: 0 }, at: tokens.indexOf(moved) })
  return states
}

/** The number that a comparison is with: behind it, or in front of it as in 30%以上. */
function amountBeside(tokens: readonly Token[], at: number, used: ReadonlySet<Token>) {
  for (const beside of [tokens[at + 1], tokens[at - 1], tokens[at + 2], tokens[at - 2]]) {
    if (!beside || used.has(beside)) continue
    if (beside.kind === 'amount') return { token: beside, amount: beside.amount }
    if (beside.kind === 'number') return { token: beside, amount: plainAmount(beside.count) }
  }
  return null
}

function plainAmount(count: number): Amount {
  return { value: count, decimal: String(count), kind: 'plain', currency: null }
}

function limitOf(tokens: readonly Token[], at: number, compare: Compare, amount: Amount): Condition {
  const share = Math.abs(amount.value)
  const direction = amount.kind === 'percent' ? movedBeside(tokens, at) : null
  if (direction !== null && compare !== 'below' && compare !== 'at_most') return { kind: 'change', direction, share }
  const about = [tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]]
  const ofTarget = about.some(token => token?.kind === 'attainment' || token?.kind === 'target')
  if (ofTarget && amount.kind === 'percent') return { kind: 'attainment', compare, share }
  const kpi = kpiBefore(tokens, at)
  return { kind: 'value', kpi, compare, limit: limit(amount) }
}

function limit({ value, decimal, kind, currency }: Amount): Limit {
  return { value, decimal, percent: kind === 'percent', currency }
}

/** The direction of a change whose word stands near, with nothing but small words between. */
function movedBeside(tokens: readonly Token[], at: number): 'up' | 'down' | null {
  for (const step of [1, 2, 3, -1, -2, -3]) {
    const token = tokens[at + step]
    if (token?.kind === 'moved') return token.direction
  }
  return null
}

function kpiBefore(tokens: readonly Token[], at: number): Kpi | null {
  const found = tokens.slice(0, at).findLast(token => token.kind === 'kpi')
  return found?.kind === 'kpi' ? found.kpi : null
}

/** The KPI that the list is ordered by: the one that no condition is about, else the first. */
function kpisOf(tokens: readonly Token[], conditions: readonly FoundCondition[]) {
  const all = [...new Map(tokens.flatMap(token => (token.kind === 'kpi' ? [[token.kpi.id, token.kpi]] : []))).values()]
  const bound = conditions.flatMap(({ condition }) =>
    condition.kind === 'value' && condition.kpi ? [condition.kpi.id] : [],
  )
  const free = all.filter(kpi => !bound.includes(kpi.id))
  return { rank: free[0] ?? all[0] ?? null, surplus: free.length > 1 }
}

/** The period, and the one that a “than” holds it against: `than last week`, `比上周`, `前週より`. */
function periodsOf(tokens: readonly Token[], used: Set<Token>) {
  let against: Period | null = null
  const plainOnes: Period[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'period') continue
    used.add(token)
    const [before, behind] = [tokens[at - 1], tokens[at + 1]]
    const than =
      (before?.kind === 'than' && before.text !== 'より') ||
      (behind?.kind === 'than' && /^(?:より|と比|に比|比)/u.test(behind.text))
    if (than && against === null) against = token.period
    else plainOnes.push(token.period)
  }
  const [first, second] = plainOnes
  if (first && second && against === null) {
    const [later, earlier] = first.from >= second.from ? [first, second] : [second, first]
    return { period: later, against: earlier, surplus: plainOnes.length > 2 }
  }
  return { period: first ?? null, against, surplus: plainOnes.length > 1 }
}

function orderOf(tokens: readonly Token[]): { by: OrderBy; order: Order; ordered: boolean } {
  const orders = tokens.flatMap(token => (token.kind === 'order' ? [token.order] : []))
  const moved = tokens.find(token => token.kind === 'moved')
  const has = (kind: Token['kind']) => tokens.some(token => token.kind === kind)
  const ordered = orders.length > 0 || has('most') || has('moved') || (has('change') && has('subject'))
  if (moved?.kind === 'moved') return { by: 'change', order: moved.direction === 'up' ? 'high' : 'low', ordered }
  const low = orders.some(order => order === 'low' || order === 'worst')
  if (has('change')) return { by: 'change', order: low ? 'low' : 'high', ordered }
  if (has('attainment')) return { by: 'attainment', order: low ? 'low' : 'high', ordered: ordered || has('subject') }
  const [order] = orders
  return { by: 'value', order: order ?? 'high', ordered }
}
