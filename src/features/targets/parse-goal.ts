import Big from 'big.js'
import type { Amount } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { minorDigits, toMinor } from '#src/domain/money.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { otherCurrency } from '#src/language/currency-words.ts'
import { requireShown } from '#src/language/too-fine.ts'

/** A goal in the KPI's own terms: minor units, 0–1, or plain. Either `value`, or a band of `low` and `high`. */
export interface Goal {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

const texts = {
  missing: {
    en: 'Which value? For example: {example}',
    ja: '値を入れてください。例：{example}',
    'zh-CN': '请给出目标值，例如：{example}',
  },
  several: {
    en: '{kpi} takes one value, but there are {count}.',
    ja: '{kpi}の目標値は1つですが、{count}個あります。',
    'zh-CN': '{kpi}只需一个目标值，但出现了{count}个。',
  },
  band: {
    en: '{kpi} is kept in a band: name its two ends, such as 30-60.',
    ja: '{kpi}は範囲で管理します。30-60のように下限と上限を入れてください。',
    'zh-CN': '{kpi}按区间管理，请给出上下限，例如30-60。',
  },
  order: {
    en: 'The lower end of the band must be below the upper end.',
    ja: '範囲の下限は上限より小さくしてください。',
    'zh-CN': '区间下限必须小于上限。',
  },
  percent: {
    en: '{kpi} is not a percentage. Name a plain value.',
    ja: '{kpi}は割合ではありません。％なしの値を入れてください。',
    'zh-CN': '{kpi}不是百分比，请输入普通数值。',
  },
  money: {
    en: '{kpi} is not an amount of money.',
    ja: '{kpi}は金額ではありません。',
    'zh-CN': '{kpi}不是金额。',
  },
  currency: {
    en: 'Targets of {place} are in {currency}, not in {typed}.',
    ja: '{place}の目標は{typed}ではなく{currency}で設定してください。',
    'zh-CN': '{place}的目标使用{currency}，不是{typed}。',
  },
  fraction: {
    en: '{currency} has at most {digits} decimals.',
    ja: '{currency}の小数は{digits}桁までです。',
    'zh-CN': '{currency}最多{digits}位小数。',
  },
  floor: {
    en: 'A target of {kpi} is a value to reach, and more is better: it cannot be an upper limit. For a limit add a rule.',
    ja: '{kpi}は高いほど良い指標のため、目標は下限です。上限を見張るにはルールを追加してください。',
    'zh-CN': '{kpi}越高越好，目标是要达到的数值，不能是上限。如需上限请添加规则。',
  },
  ceiling: {
    en: 'A target of {kpi} is a value not to exceed, and less is better: it cannot be a lower limit. For a limit add a rule.',
    ja: '{kpi}は低いほど良い指標のため、目標は上限です。下限を見張るにはルールを追加してください。',
    'zh-CN': '{kpi}越低越好，目标是不超过的数值，不能是下限。如需下限请添加规则。',
  },
  negative: {
    en: 'A target of {kpi} cannot be negative.',
    ja: '{kpi}の目標に負の値は使えません。',
    'zh-CN': '{kpi}的目标不能为负数。',
  },
  zero: {
    en: 'A target of 0 is always met: name a value above 0.',
    ja: '目標が0では常に達成になります。0より大きい値を入れてください。',
    'zh-CN': '目标为0等于永远达标，请输入大于0的值。',
  },
  range: {
    en: 'A target of {kpi} lies between {low} and {high}.',
    ja: '{kpi}の目標は{low}から{high}の範囲で設定してください。',
    'zh-CN': '{kpi}的目标应在{low}到{high}之间。',
  },
  meant: {
    en: '{kpi} is a percentage. Do you mean {value}%?',
    ja: '{kpi}は割合です。{value}%でよいですか？',
    'zh-CN': '{kpi}是百分比。您是指{value}%吗？',
  },
} satisfies Record<string, Localized>

/** Values offered as buttons (judgement: what fits a phone). */
const maxOffered = 4

/** What a goal is read for. `again` types the whole line once more with another value in its place. */
export interface GoalRequest {
  readonly kpi: Kpi
  readonly amounts: readonly Amount[]
  /** Comparisons that were written, such as “at most”. */
  readonly compares?: readonly Compare[]
  readonly place: Localized
  /** Currency of the place; `null` where no money is meant. */
  readonly currency: string | null
  readonly example: string
  readonly again: (value: string) => string
}

/** The goal that was typed. @throws UserError saying what is wrong with it, with buttons where a value can be guessed. */
export function goalOf(request: GoalRequest): Goal {
  const { kpi, amounts } = request
  requireDirection(request.compares ?? [], kpi)
  const [first, second] = amounts
  if (!first) throw new UserError(fill(texts.missing, { example: verbatim(request.example) }))
  if (kpi.better !== 'band') {
    if (amounts.length > 1) throw severalValues(request)
    return { value: checked(first, request), low: null, high: null }
  }
  if (!second || amounts.length > 2) throw refused(texts.band, kpi)
  const [low, high] = [checked(first, request), checked(second, request)]
  if (low >= high) throw new UserError(texts.order)
  return { value: null, low, high }
}

const floor: ReadonlySet<Compare> = new Set(['at_least', 'above', 'equal'])
const ceiling: ReadonlySet<Compare> = new Set(['at_most', 'below', 'equal'])

/** The direction of a target is that of its KPI: “at most” suits ACoS, “at least” sales. @throws UserError for the other one. */
function requireDirection(compares: readonly Compare[], kpi: Kpi): void {
  const suits = kpi.better === 'higher' ? floor : kpi.better === 'lower' ? ceiling : new Set<Compare>()
  if (compares.every(compare => suits.has(compare))) return
  throw refused(kpi.better === 'higher' ? texts.floor : kpi.better === 'lower' ? texts.ceiling : texts.band, kpi)
}

/** What has one value to reach takes no band: each of the values is offered. */
function severalValues({ kpi, amounts, again }: GoalRequest): UserError {
  const written = amounts.slice(0, maxOffered).map(({ kind, currency, decimal }) => {
    if (kind === 'percent') return `${new Big(decimal).times(100).toFixed()}%`
    return currency === null ? decimal : `${decimal} ${currency}`
  })
  const offers = [...new Set(written)].map(value => ({ label: verbatim(value), line: again(value) }))
  return new UserError(fill(texts.several, { kpi: kpi.label, count: amounts.length }), offers)
}

/** Limits of sense by unit (stars and NPS by definition; the rest judgement: beyond them it is a slip of the finger). */
const limits: Partial<Record<Kpi['unit'], readonly [number, number]>> = {
  ratio: [0, 10],
  stars: [0, 5],
  points: [-100, 100],
  times: [0, 1000],
  days: [0, 3650],
  hours: [0, 8760],
  minutes: [0, 525_600],
}

function checked(amount: Amount, request: GoalRequest): number {
  const { kpi } = request
  const value = kpi.unit === 'money' ? moneyOf(amount, request) : plainOf(amount, request)
  if (value < 0 && !mayBeNegative(kpi)) throw refused(texts.negative, kpi)
  if (value === 0 && kpi.better === 'higher') throw new UserError(texts.zero)
  const [low, high] = limits[kpi.unit] ?? [-1e15, 1e15]
  if (value < low || value > high) throw refused(texts.range, kpi, shownLimits(kpi, low, high))
  return value
}

/** Profits and points may, and whatever takes one thing from another. */
function mayBeNegative(kpi: Kpi): boolean {
  return kpi.theme === 'profit' || kpi.unit === 'points' || kpi.formula.includes('-')
}

function shownLimits(kpi: Kpi, low: number, high: number): Readonly<Record<string, string>> {
  const show = (value: number) => (kpi.unit === 'ratio' ? `${value * 100}%` : String(value))
  return { low: show(low), high: show(high) }
}

function moneyOf(amount: Amount, { kpi, currency, place }: GoalRequest): number {
  if (amount.kind === 'percent') throw refused(texts.percent, kpi)
  if (currency === null) throw new Error('Money without a currency')
  const typed = otherCurrency(amount, currency)
  if (typed !== null) throw new UserError(fill(texts.currency, { place, currency, typed }))
  const minor = Number(toMinor(amount.decimal, currency))
  if (!Number.isInteger(minor)) throw new UserError(fill(texts.fraction, { currency, digits: minorDigits(currency) }))
  return minor
}

function plainOf(amount: Amount, { kpi, again }: GoalRequest): number {
  if (amount.kind === 'money') throw refused(texts.money, kpi)
  if (kpi.unit === 'ratio') return ratioOf(amount, kpi, again)
  if (amount.kind === 'percent' && kpi.unit !== 'times') throw refused(texts.percent, kpi)
  requireShown(amount, kpi, again)
  return amount.value
}

/** `8%` and `0.08` are clear; a bare `8` is asked about, because 800 % may be meant just as little as 8. */
function ratioOf(amount: Amount, kpi: Kpi, again: GoalRequest['again']): number {
  if (amount.kind === 'percent' || Math.abs(amount.value) < 1) {
    requireShown(amount, kpi, again)
    return amount.value
  }
  const value = `${amount.decimal}%`
  const meant: Suggestion = { label: verbatim(value), line: again(value) }
  throw new UserError(fill(texts.meant, { kpi: kpi.label, value: amount.decimal }), [meant])
}

function refused(text: Localized, kpi: Kpi, values: Readonly<Record<string, string | number>> = {}): UserError {
  return new UserError(fill(text, { kpi: kpi.label, ...values }))
}
