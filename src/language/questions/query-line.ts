import { exceptWords, periodWord, placeWord } from '#src/cards/lines.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Change, Condition, Query } from '#src/domain/questions/query.ts'
import { leastOrders } from '#src/domain/questions/query.ts'
import { compareSigns } from '#src/domain/rules/compare.ts'

const subjects = {
  ...({
    store: 'stores',
    owner: 'owners',
    sku: 'skus',
    market: 'markets',
    platform: 'platforms',
    kpi: 'kpis',
  } as const),
  ...({ day: 'days', week: 'weeks', month: 'months' } as const),
}
const orders = { high: 'highest', low: 'lowest', best: 'best', worst: 'worst' } as const
const against = { year: 'yoy', quarter: 'qoq', month: 'mom', week: 'wow', day: 'dod', previous: 'pop' } as const

/** A question as the command line that asks the same: read again it is the same question. */
export function queryLine(query: Query): string {
  const words = [
    'top',
    countWord(query),
    subjects[query.subject],
    query.kpi?.id ?? '',
    ...orderWords(query),
    ...query.places.map(placeWord),
    exceptWords(query.except),
    query.period ? exactPeriod(query.period) : '',
    ...againstWords(query.against),
    ...query.conditions.flatMap(condition => conditionWords(condition, query)),
  ]
  return words.filter(word => word !== '').join(' ')
}

function countWord({ count, nth }: Query): string {
  if (count === null) return ''
  return nth ? (nthWords[count] ?? String(count)) : String(count)
}

/** The places of a list that have a word of their own. */
const nthWords: Readonly<Record<number, string>> = { 2: '2nd', 3: '3rd', 4: '4th', 5: '5th' }

function orderWords({ by, order, ordered, conditions }: Query): readonly string[] {
  if (by === 'change') {
    const moved = conditions.some(one => (one.kind === 'streak' ? one.of : one).kind === 'change')
    return moved ? [] : [orders[order], 'change']
  }
  if (by === 'attainment') return [orders[order], 'attainment']
  return ordered ? [orders[order]] : []
}

/** A running period as the days it has by now; any other by its name. */
function exactPeriod(period: Period): string {
  return period.to === period.end ? periodWord(period) : `${period.from}..${period.to}`
}

function againstWords(held: Query['against']): readonly string[] {
  if (held === null) return []
  return typeof held === 'string' ? [against[held]] : ['than', exactPeriod(held)]
}

function conditionWords(
  condition: Condition,
  { ordered, by, order }: Pick<Query, 'ordered' | 'by' | 'order'>,
): readonly string[] {
  switch (condition.kind) {
    case 'value': {
      const { value, decimal, percent: rate, currency } = condition.limit
      const written = rate ? percent(value) : [decimal, currency ?? ''].join(' ').trim()
      return [condition.kpi?.id ?? '', compareSigns[condition.compare], written]
    }
    case 'change':
      return changeWords(condition, ordered, by === 'change' && order === leastOrders[condition.direction])
    case 'attainment':
      return ['attainment', compareSigns[condition.compare], percent(condition.share)]
    case 'streak':
      return [
        ...conditionWords(condition.of, { ordered: false, by, order }),
        `${condition.count} ${condition.step}${condition.count === 1 ? '' : 's'} in a row`,
      ]
    case 'missed':
      return [`missed target ${condition.days} days in a row`]
    case 'behind':
      return ['missed target']
    case 'reached':
      return ['reached target']
    case 'no_data':
      return ['no data']
    default:
      return condition satisfies never
  }
}

const moves = { up: 'rose', down: 'fell', better: 'improved', worse: 'worsened' } as const

function changeWords({ direction, share, kpi, not }: Change, ordered: boolean, least: boolean): readonly string[] {
  const most = ordered && share === 0 && kpi === null && !not ? (least ? 'least' : 'most') : ''
  const words = [kpi?.id ?? '', most, not ? 'not' : '', moves[direction]]
  return share === 0 ? words : [...words, compareSigns.at_least, percent(share)]
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(10))}%`
}
