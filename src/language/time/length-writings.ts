import { decimal, numeralOf } from './numerals.ts'
import { at, type Meaning, type Unit, type Writing, words } from './tokens.ts'

const units: readonly (readonly [Unit, string])[] = [
  ['minute', '(?:minutes?|mins?|m)(?![a-z])|分钟|分间|分(?!之)'],
  ['hour', '(?:hours?|hrs?|hr|h)(?![a-z])|个?小时|时间|个?钟头'],
  ['day', '(?:days?|d)(?![a-z])|天|日间|日(?=后|半)'],
  [
    'week',
    '(?:weeks?|wks?|wk|w)(?![a-z])|个?星期(?![一二三四五六日天])|个?礼拜(?![一二三四五六日天])|周间|周(?![一二三四五六日天末])',
  ],
  ['month', '(?:months?|mos?)(?![a-z])|个月|か月|ヶ月|カ月|ケ月|ヵ月'],
  ['quarter', 'quarters?(?![a-z])|个季度'],
  ['year', 'years?(?![a-z])|年间?(?!\\d)'],
]

/** Ways of writing how long something takes. */
export const lengthWritings: readonly Writing[] = units.flatMap(([unit, source]): readonly Writing[] => [
  [
    at(`(?<count>${decimal})\\s*-?(?:个(?=半))?(?<half>半)?\\s*(?:${source})(?<more>半| and a half)?`),
    groups => lengthOf(groups, unit),
  ],
  [at(`(?<count>${decimal}) and a half (?:${source})`), ({ count }) => lengthOf({ count, half: '半' }, unit)],
  [at(`(?:半个?|half (?:an? )?)(?:${source})`), () => ({ kind: 'length', amount: 0.5, unit })],
  [at(`(?:an?|one) (?:${source})(?<more> and a half)?`), ({ more }) => lengthOf({ count: '1', more }, unit)],
])

/** A number below zero, with its unit: no length is, so that the sign is never dropped. */
export const negativeWritings: readonly Writing[] = [
  [at(`(?<!\\S)-(?=\\d)${decimal}(?![\\d:/.年月])(?:\\s*(?:${units.map(([, source]) => source).join('|')}))?`), below],
]

function below(): Meaning {
  return { kind: 'unknown' }
}

function lengthOf({ count, half, more }: Readonly<Record<string, string | undefined>>, unit: Unit): Meaning | null {
  const amount = numeralOf(count ?? '') + (half || more ? 0.5 : 0)
  return amount > 0 ? { kind: 'length', amount, unit } : null
}

const spans: readonly (readonly [Unit, string, string, string])[] = [
  ['day', 'day', '今日|本日|今天', '明日|明天'],
  ['week', 'week', '本周|这周|这个?星期|本星期|今周', '下周|下个?星期|下一周|来周|翌周'],
  ['month', 'month', '本月|这个?月|当月|今月', '下个?月|下一个月|来月|翌月'],
  ['quarter', 'quarter', '本季度?|这个?季度|今四半期|当四半期', '下个?季度?|来四半期|翌四半期'],
  ['year', 'year', '今年|本年', '明年|来年|翌年'],
]
const single: Readonly<Record<string, string>> = { day: '', week: '', month: '月', quarter: '季度?|四半期', year: '年' }
const short: Readonly<Record<string, string>> = { day: 'eod', week: 'eow', month: 'eom', quarter: 'eoq', year: 'eoy' }
const close = '(?:の?(?:末日|末|底|尾|月底)|の?最终日|的?最后一天)'

/** This week, next month, the end of the quarter. */
export const periodWritings: readonly Writing[] = spans.flatMap(([unit, name, current, next]): readonly Writing[] => {
  const edge = (shift: number, side: 'start' | 'end'): Meaning => ({ kind: 'edge', edge: side, unit, shift })
  const own = single[name]
  const list: Writing[] = [
    words(
      `${short[name]}|(?:the )?(?:end|last day) of (?:the |this )?${name}|${name}[- ]end|(?:${current})${close}`,
      edge(0, 'end'),
    ),
    words(`(?:the )?(?:end|last day) of next ${name}|(?:${next})${close}`, edge(1, 'end')),
    words(
      `(?:the )?(?:start|beginning|first day|first) of next ${name}|(?:${next})(?:初|の?初日|第一天)`,
      edge(1, 'start'),
    ),
  ]
  if (unit !== 'day') {
    list.push(words(`this ${name}|(?:${current})中?`, { kind: 'period', unit, shift: 0 }))
    list.push(words(`next ${name}|(?:${next})`, { kind: 'period', unit, shift: 1 }))
  }
  if (own) list.push(words(`(?:${own})${close}`, edge(0, 'end')))
  return list
})
