import type { Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Period, parsePeriod, periodPhrases } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import type { Condition, Order, OrderBy, Query, Subject } from '#src/domain/questions/query.ts'
import { lower } from '#src/language/text.ts'
import { conditionsOf, type FoundCondition, otherKpi } from './conditions.ts'
import { runOfPeriod, streaksOf } from './in-a-row.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A question as far as its words say one. */
export interface ReadQuery {
  readonly query: Query
  /** Words that nothing of the question uses. */
  readonly left: readonly Token[]
  /** Whether the words ask for a list at all: an order, a condition, so many of something. */
  readonly asks: boolean
  /** Whether a subject stands in the line, or something that is done by subjects. */
  readonly named: boolean
  /** A list of a subject is asked for by how figures are cut: by store, 按店铺, 店舗別. */
  readonly bySubject: boolean
  /** Things of which there are too many. */
  readonly surplus: 'kpis' | 'periods' | 'numbers' | 'ends' | null
  /** Something is said to go on in a row, but not for how long. */
  readonly unsaid: boolean
}

/** The subject that is meant where several are named: the finest. */
const subjects: readonly Subject[] = ['day', 'week', 'month', 'sku', 'kpi', 'owner', 'market', 'platform', 'store']

/** Reads the open words of a line as a question for a list: what, by which KPI, in which order, under which conditions. */
export function readQuery(words: Words, findKpi: (id: string) => Kpi | null): ReadQuery {
  const tokens = comparatives(withDays(tokensOf(words)), words)
  const used = new Set<Token>(tokens.filter((token, at) => plain.has(token.kind) && !isThanPlace(tokens, at, words)))
  const found = conditionsOf(tokens, used).map(one => withHint(one, findKpi))
  const { conditions, unsaid } = streaksOf(tokens, found, used)
  const kpis = kpisOf(tokens, conditions)
  const hint = kpis.rank === null ? tokens.find(({ kind }) => kind === 'hint') : undefined
  const bound = conditions.find(found => found.hint !== undefined)?.hint
  const meantKpi = bound ?? (hint?.kind === 'hint' ? hint.kpi : null)
  const rank = kpis.rank ?? (meantKpi === null ? null : findKpi(meantKpi))
  const periods = periodsOf(tokens, used, words)
  const numbers = tokens.filter(token => token.kind === 'number' && !used.has(token))
  const [number] = numbers
  if (number) used.add(number)
  const { by, order, ordered } = orderOf(tokens)
  const subject = subjects.find(one => tokens.some(token => token.kind === 'subject' && token.subject === one))
  const named =
    subject !== undefined || tokens.some(({ kind }) => kind === 'hint' || kind === 'state') || asksWho(tokens)
  const query: Query = {
    subject: subject ?? (asksWho(tokens) ? 'owner' : subjectOf(words.places)),
    kpi: rank,
    by,
    order,
    ordered: isOrdered(tokens) || number !== undefined,
    count: number?.kind === 'number' ? number.count : null,
    ...(number?.kind === 'number' && number.nth && { nth: number.nth }),
    places: words.places,
    except: words.except ?? [],
    period: periods.period,
    against: periods.against ?? words.against?.[0] ?? null,
    conditions: conditions.map(({ condition }) =>
      condition.kind === 'streak' ? { ...condition, of: about(condition.of, rank) } : about(condition, rank),
    ),
  }
  const bySubject = tokens.some((_token, at) => isCut(tokens, at))
  const asks = bySubject || ordered || conditions.length > 0 || (number !== undefined && named)
  const ends = bothEnds(tokens) ? 'ends' : null
  const surplus = kpis.surplus ? 'kpis' : periods.surplus ? 'periods' : numbers.length > 1 ? 'numbers' : ends
  const left = tokens.filter(token => !used.has(token))
  return { query, left, asks, named, bySubject, surplus, unsaid }
}

/** A condition about a number, with the KPI of the list where it names none. */
function about<T extends Condition>(condition: T, rank: Kpi | null): T {
  return condition.kind === 'value' && condition.kpi === null ? { ...condition, kpi: rank } : condition
}

function isCut(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== 'subject') return false
  return (
    /^(?:by|per|each|every|按|按照|各|各个|每|每个|每位|分)$/u.test(tokens[at - 1]?.text ?? '') ||
    /^(?:[別别]|ごと|毎)$/u.test(tokens[at + 1]?.text ?? '')
  )
}

/** Who missed or reached a target: 谁没达到目标. Elsewhere the words for persons say less. */
function asksWho(tokens: readonly Token[]): boolean {
  const aboutTarget = tokens.some(({ kind }) => kind === 'missed' || kind === 'reached')
  return (
    aboutTarget &&
    tokens.some(({ text }) => /^(?:who(?:'s|se)?|whom|people|persons?|谁|人|的人|誰|だれ|どなた)$/iu.test(text))
  )
}

/** “Better than Rakuten” with nothing beside it that Rakuten is held against: no list is ordered by one of its places. */
function isThanPlace(tokens: readonly Token[], at: number, { places }: Words): boolean {
  const [token, before, next] = [tokens[at], tokens[at - 1], tokens[at + 1]]
  if (token?.kind !== 'than' || places.length !== 1) return false
  return /^(?:より|と比|に比)/u.test(token.text) ? before?.kind === 'place' : next?.kind === 'place'
}

/** A condition by what is done, with the KPI that says it. */
function withHint(found: FoundCondition, findKpi: (id: string) => Kpi | null): FoundCondition {
  const { condition, hint } = found
  if (hint === undefined || condition.kind !== 'value') return found
  return { ...found, condition: { ...condition, kpi: findKpi(hint) } }
}

/** What is compared where only places are named: platforms with each other, markets with each other. */
function subjectOf(places: readonly Place[]): Subject {
  const [first] = places
  if (places.length < 2) return 'store'
  if (first?.kind === 'market') return places.every(({ kind }) => kind === 'market') ? 'market' : 'store'
  const platforms = places.every(({ kind }) => kind === 'platform' || kind === 'store')
  return platforms && places.some(({ kind }) => kind === 'platform') ? 'platform' : 'store'
}

/** `3 days` beside what goes on in a row, or beside a missed target, counts days, although alone it is the last three. */
function withDays(tokens: readonly Token[]): readonly Token[] {
  const runs = tokens.some(({ kind }) => kind === 'in_a_row')
  if (!runs && !tokens.some(({ kind }) => kind === 'missed')) return tokens
  if (tokens.some(({ kind }) => kind === 'days')) return tokens
  return tokens.map((token): Token => {
    const run = token.kind === 'period' ? runOfPeriod(token) : null
    if (run === null || (!runs && run.step !== 'day')) return token
    return { kind: 'days', ...run, runs: false, from: token.from, to: token.to, text: token.text }
  })
}

const isPeriod = (token: Token | undefined): boolean => token?.kind === 'period'
const isThan = (token: Token | undefined): boolean => token?.kind === 'than' && token.text !== 'since'

/**
 * Better, higher or less than in an earlier period is a change against it: 比上周好, lower than last month, 先週より高い. A
 * comparison with a period instead of a number is the same.
 */
function comparatives(tokens: readonly Token[], words: Words): readonly Token[] {
  const beside = (at: number) =>
    (isThan(tokens[at - 1]) && isPeriod(tokens[at]) && touch(tokens, at, words)) ||
    (isPeriod(tokens[at]) && isThan(tokens[at + 1]) && isThanBehind(tokens, at + 1, words))
  const isHeld = (words.against ?? []).length > 0 || tokens.some((_token, at) => beside(at))
  const moved = tokens.some(({ kind }) => kind === 'moved' || kind === 'most' || kind === 'change')
  const betweenPlaces = words.places.length > 1 && !tokens.some(({ kind }) => kind === 'amount' || kind === 'number')
  return tokens.map((token, at): Token => {
    const where = { from: token.from, to: token.to, text: token.text }
    if (token.kind === 'compare' && betweenPlaces) {
      const isUp = token.compare === 'above' || token.compare === 'at_least'
      return { ...where, kind: 'order', order: isUp ? 'high' : 'low' }
    }
    if (token.kind === 'compare' && (isPeriod(tokens[at + 1]) || isPeriod(tokens[at - 1])) && !moved) {
      const near = [tokens[at + 1], tokens[at + 2], tokens[at - 1]]
      if (near.some(one => one?.kind === 'amount' || one?.kind === 'number')) return token
      const direction = token.compare === 'above' || token.compare === 'at_least' ? 'up' : 'down'
      return { ...where, kind: 'moved', direction }
    }
    if (token.kind !== 'order' || !isHeld || moved || superlative.test(token.text)) return token
    return { ...where, kind: 'moved', direction: directions[token.order] }
  })
}

/**
 * Whether what stands in front of a “than” is what is compared with, as Japanese writes. In 雅虎这个月比乐天 the month is not: 比
 * holds two places against each other there, unless 跟, 和 or 与 stand in front of the month.
 */
function isThanBehind(tokens: readonly Token[], at: number, { places }: Words): boolean {
  const text = tokens[at]?.text ?? ''
  if (!/^(?:より|と比|に比|比)/u.test(text)) return false
  const held = /^[跟和与與同較较]$/u.test(tokens[at - 2]?.text ?? '')
  return !(/^比(?:起)?$/u.test(text) && tokens[at + 1]?.kind === 'place' && places.length > 1 && !held)
}

/** Whether nothing parts a word from the one before it: in 跟A比，上月 the month belongs to what follows. */
function touch(tokens: readonly Token[], at: number, { line }: Words): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  return before !== undefined && token !== undefined && !/[,，、;；。]/u.test(line.slice(before.to, token.from))
}

const superlative = /(?:est$|^best$|^worst$|most$|least$|max|min|最|top|bottom|ベスト|ワースト|順$)/u
const directions = { high: 'up', low: 'down', best: 'better', worst: 'worse' } as const

const plain: ReadonlySet<Token['kind']> = new Set([
  ...(['subject', 'most', 'fast', 'order', 'moved', 'change', 'attainment', 'missed', 'reached', 'no_data'] as const),
  ...(['in_a_row', 'than', 'filler', 'kpi', 'place', 'target', 'hint', 'state', 'between'] as const),
])

/** The KPI that the list is ordered by: the one that no condition is about, else the first. */
function kpisOf(tokens: readonly Token[], conditions: readonly FoundCondition[]) {
  const all = [...new Map(tokens.flatMap(token => (token.kind === 'kpi' ? [[token.kpi.id, token.kpi]] : []))).values()]
  const plainOnes = conditions.map(({ condition }) => (condition.kind === 'streak' ? condition.of : condition))
  const bound = plainOnes.flatMap(one => ('kpi' in one && one.kpi !== null ? [one.kpi.id] : []))
  const free = all.filter(kpi => !bound.includes(kpi.id))
  return { rank: free[0] ?? all[0] ?? null, surplus: free.length > 1 }
}

/** The period, and the one that a “than” holds it against: `than last week`, `比上周`, `前週より`. */
function periodsOf(tokens: readonly Token[], used: Set<Token>, words: Words) {
  let against: Period | null = null
  const plainOnes: Period[] = []
  const moved = tokens.some(({ kind }) => kind === 'moved' || kind === 'change')
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'period') continue
    used.add(token)
    const start = moved ? startOf(token) : null
    if (start && against === null) {
      against = start
      continue
    }
    const [before, behind] = [tokens[at - 1], tokens[at + 1]]
    const compared = before?.kind === 'moved' && /than|[于於]|超|不到|不足|until/u.test(before.text)
    const than =
      compared ||
      (before?.kind === 'than' &&
        before.text !== 'より' &&
        (before.text !== 'since' || moved) &&
        touch(tokens, at, words)) ||
      (behind?.kind === 'than' && isThanBehind(tokens, at + 1, words) && !isPeriod(tokens[at + 2])) ||
      (behind?.kind === 'moved' && /^より/u.test(behind.text))
    if (than && against === null) against = token.period
    else plainOnes.push(token.period)
  }
  const [first, second] = plainOnes
  if (first && second && against === null) {
    const [later, earlier] = first.from >= second.from ? [first, second] : [second, first]
    return { period: later, against: earlier, surplus: plainOnes.length > 2 }
  }
  const yearly = against?.kind === 'year' && first !== undefined && first.kind !== 'year'
  return { period: first ?? null, against: yearly ? ('year' as const) : against, surplus: plainOnes.length > 1 }
}

/** What moved “since last month” is held against that month; `null`: since a date, or not since anything. */
function startOf({ text, period: { end } }: Extract<Token, { kind: 'period' }>): Period | null {
  const phrase = lower(text).replace(/^(?:since(?: the)?|自从?)\s*/u, '')
  return phrase !== lower(text) && periodPhrases.includes(phrase) ? parsePeriod(phrase, end) : null
}

/** Whether an order was asked for in words. */
function isOrdered(tokens: readonly Token[]): boolean {
  return tokens.some(
    token =>
      ['most', 'order', 'fast'].includes(token.kind) || (token.kind === 'moved' && token.most === true && !token.not),
  )
}

/**
 * Whether a list is ordered by the values of one KPI while another one is said to have moved: 广告费最高但销售额没涨的店铺.
 */
function isAside(tokens: readonly Token[]): boolean {
  const order = tokens.findIndex(token => token.kind === 'order')
  const moves = tokens.flatMap((token, at) => (token.kind === 'moved' ? [at] : []))
  return order >= 0 && moves.length > 0 && moves.every(at => otherKpi(tokens, at) !== null)
}

/** Both ends of a list are asked for: best and worst, 最高と最低. No list begins with both. */
function bothEnds(tokens: readonly Token[]): boolean {
  const said = tokens.flatMap(token => (token.kind === 'order' ? [token] : []))
  const most = tokens.filter(({ kind }) => kind === 'most').length > 1
  const ends = said.filter(({ text }) => most || superlative.test(text)).map(({ order }) => order)
  return ends.some(one => one === 'high' || one === 'best') && ends.some(one => one === 'low' || one === 'worst')
}

const otherEnds = { high: 'low', low: 'high', best: 'worst', worst: 'best' } as const
const least = /^(?:least|smallest|最少|最小|少|小|少ない|小さい?|少なかった|小さかった)$/u

/** What rose least is asked for, not what rose most: the words stand beside each other. */
function isLeast(tokens: readonly Token[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1], tokens[at + 2]].some(one => one?.kind === 'order' && least.test(one.text))
}

const movedOrders = { up: 'high', down: 'low', better: 'best', worse: 'worst' } as const

function orderOf(tokens: readonly Token[]): { by: OrderBy; order: Order; ordered: boolean } {
  const orders = tokens.flatMap(token => (token.kind === 'order' ? [token.order] : []))
  const moved = tokens.find(token => token.kind === 'moved')
  const has = (kind: Token['kind']) => tokens.some(token => token.kind === kind)
  const ordered = orders.length > 0 || has('most') || has('fast') || has('moved') || (has('change') && has('subject'))
  if (moved?.kind === 'moved' && !isAside(tokens)) {
    const order = movedOrders[moved.direction]
    return { by: 'change', order: isLeast(tokens, tokens.indexOf(moved)) ? otherEnds[order] : order, ordered }
  }
  const low = orders.some(order => order === 'low' || order === 'worst')
  if (has('change')) return { by: 'change', order: low ? 'low' : 'high', ordered }
  if (has('attainment')) return { by: 'attainment', order: low ? 'low' : 'high', ordered: ordered || has('subject') }
  const [order] = orders
  return { by: 'value', order: order ?? (has('fast') ? 'best' : 'high'), ordered }
}
