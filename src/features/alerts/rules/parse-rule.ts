import Big from 'big.js'
import type { Amount, Words } from '#src/contracts/command.ts'
import { alertScore } from '#src/domain/baseline/score.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { minorDigits, toMinor } from '#src/domain/money.ts'
import { placeKey, type ResolvedPlace } from '#src/domain/place.ts'
import { foregone } from '#src/domain/rules/compare.ts'
import { type RuleDraft, type RuleParameters, usualHysteresis } from '#src/domain/rules/rule.ts'
import { UserError } from '#src/errors.ts'
import { isAmount } from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { otherCurrency } from '#src/language/currency-words.ts'
import { leftOverError } from '#src/language/time/left-over.ts'
import { requireShown } from '#src/language/too-fine.ts'
import { datedPeriod } from './dated-period.ts'
import { type RuleWords, ruleWords } from './rule-words.ts'

/** The KPI and the place that a line names. */
export interface RuleAbout {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  /** In which the place's money is added up; `null` for KPIs that are no money. */
  readonly currency: string | null
  /** The line with another value in place of the one typed. */
  readonly again: (value: string) => string
}

/** What rules ask where a line leaves it open (judgement, as the defaults). */
const usualShare = 0.8
const usualStreakShare = 0.9
const usualStreakDays = 3
const usualSurge = 0.3
const usualCover = 14
const usualLateHours = 6

/** The largest amount of a line, in minor units (judgement, as for targets: numbers are exact far beyond it). */
const maxMinor = 1e15

/** The rule that a line describes. @throws UserError for words that nothing knows, and for what is missing. */
export function readRule(words: Words, about: RuleAbout): RuleDraft {
  const period = datedPeriod(words.open)
  if (period !== null) throw new UserError(fill(texts.period, { word: verbatim(period) }))
  const said = withKind(ruleWords(words), about.kpi)
  if (said.left.length > 0) throw leftOverError(words.line, said.left, texts.unknown, 'incomplete')
  if (said.compares.length > 1) throw new UserError(texts.severalLines)
  if (words.people.length > 1) throw new UserError(texts.severalOwners)
  const parameters = parametersOf(said, about)
  const [owner] = words.people
  const lasting = parameters.kind === 'threshold' || parameters.kind === 'target' || parameters.kind === 'surge'
  const { place } = about
  return {
    kpiId: about.kpi.id,
    place: placeKey(place.place),
    eachStore: said.eachStore || (parameters.kind === 'late' && place.place.kind !== 'store'),
    parameters,
    severity: said.severity,
    owner: owner ?? null,
    activeHours: said.hours,
    hysteresis: said.hysteresis ?? usualHysteresis,
    forDays: lasting && !said.overWindow ? Math.min(said.days ?? 1, 30) : 1,
  }
}

/** “Above 30 % three days in a row” is a line that must be crossed for three days; a streak is under the target. */
function withKind(said: RuleWords, kpi: Kpi): RuleWords {
  const [amount] = said.amounts
  if (said.kind !== 'streak' || said.ofTarget || said.compares.length === 0 || !amount) return said
  const isShare = amount.kind === 'percent' && kpi.unit !== 'ratio' && kpi.unit !== 'times'
  return isShare ? said : { ...said, kind: 'threshold' }
}

function parametersOf(said: RuleWords, about: RuleAbout): RuleParameters {
  const { kpi } = about
  const [amount, ...more] = said.amounts
  if (more.length > 0) throw new UserError(texts.several)
  switch (said.kind ?? (kpi.id === 'stock_cover_days' && isBelow(said) ? 'cover' : 'threshold')) {
    case 'late':
      return { kind: 'late', hours: plainOf(amount) ?? usualLateHours }
    case 'streak':
      return {
        kind: 'streak',
        days: said.days ?? usualStreakDays,
        share: targetShare(said, amount, kpi, usualStreakShare),
      }
    case 'surge':
      return { kind: 'surge', direction: directionOf(said), level: alertScore, least: shareOf(amount, usualSurge) }
    case 'budget':
      return budgetOf(amount, about)
    case 'ladder':
      return { kind: 'ladder', step: 'orange' }
    case 'target':
      return { kind: 'target', share: targetShare(said, amount, kpi, usualShare) }
    case 'cover':
      return { kind: 'cover', days: plainOf(amount) ?? said.days ?? usualCover }
    default:
      return thresholdOf(said, amount, about)
  }
}

function thresholdOf(said: RuleWords, amount: Amount | undefined, about: RuleAbout): RuleParameters {
  if (!amount) throw new UserError(texts.howTo)
  if (said.eachStore && about.kpi.unit === 'money' && amount.currency === null && currenciesOf(about).size > 1)
    throw new UserError(texts.currencies)
  const compare = said.compares[0] ?? (about.kpi.better === 'lower' ? 'above' : 'below')
  const windowDays = said.overWindow ? Math.min(said.days ?? 1, 90) : 1
  const line = lineOf(amount, about)
  const sense = foregone(compare, line.value, about.kpi)
  if (sense) throw new UserError(fill(sense === 'none' ? texts.never : texts.always, { kpi: about.kpi.label }))
  return { kind: 'threshold', compare, ...line, windowDays }
}

/** A number of days or hours. @throws UserError for money, percent and what is below nothing. */
function plainOf(amount: Amount | undefined): number | null {
  if (!amount) return null
  if (amount.kind !== 'plain' || amount.value < 0) throw new UserError(texts.plain)
  return amount.value
}

/** Stock that lasts for fewer days is what a line without a sign means. */
function isBelow({ compares: [compare] }: RuleWords): boolean {
  return compare === undefined || compare === 'below'
}

/**
 * The attainment to keep. “Above 120 % of target” makes sense only where high is bad: it is missed by so much.
 * @throws UserError for comparisons that a rule about a target does not know.
 */
function targetShare({ compares: [compare] }: RuleWords, amount: Amount | undefined, kpi: Kpi, usual: number): number {
  if (compare === undefined || compare === 'below') return shareOf(amount, usual)
  if (compare === 'above' && kpi.better === 'lower') return 1 / shareOf(amount, 1)
  throw new UserError(texts.ofTarget)
}

function currenciesOf({ place }: RuleAbout): ReadonlySet<string> {
  return new Set(place.stores.map(store => store.currency))
}

function budgetOf(amount: Amount | undefined, about: RuleAbout): RuleParameters {
  const { kpi, currency } = about
  if (!isAmount(kpi) && kpi.unit !== 'ratio') throw new UserError(fill(texts.noBudget, { kpi: kpi.label }))
  return { kind: 'budget', ...(amount ? lineOf(amount, about) : { value: null, currency }) }
}

function directionOf({ moves, bothWays }: RuleWords) {
  if (bothWays) return 'both'
  return moves === 'above' ? 'up' : moves === 'below' ? 'down' : 'worse'
}

/** `80%` and `0.8` are clear; a bare 80 is meant as percent. */
function shareOf(amount: Amount | undefined, usual: number): number {
  if (!amount) return usual
  if (amount.kind === 'money') throw new UserError(texts.share)
  const share = amount.kind === 'plain' && amount.value > 3 ? amount.value / 100 : amount.value
  if (share <= 0 || share > 10) throw new UserError(texts.share)
  return share
}

/** A line as it was typed: in the currency that was named, else in the place's own. */
function lineOf(amount: Amount, about: RuleAbout): { readonly value: number; readonly currency: string | null } {
  const { kpi, currency: own } = about
  if (amount.kind === 'percent' && kpi.unit !== 'ratio' && kpi.unit !== 'times')
    throw new UserError(fill(texts.percent, { kpi: kpi.label }))
  if (kpi.unit === 'money' && own !== null) return moneyLine(amount, own, about)
  if (amount.kind === 'money') throw new UserError(fill(texts.noMoney, { kpi: kpi.label }))
  const decimal = readAsPercent(amount, kpi) ? new Big(amount.decimal).div(100).toFixed() : amount.decimal
  requireShown({ ...amount, decimal }, kpi, value => about.again(value))
  return { value: Number(decimal), currency: null }
}

/** A bare 30 of a rate is meant as 30 %: the card says so. */
export function readAsPercent(amount: Amount, kpi: Kpi): boolean {
  return kpi.unit === 'ratio' && amount.kind === 'plain' && Math.abs(amount.value) >= 1
}

/** An amount in the currency of the place; where several currencies are added up, in one of them or the base. */
function moneyLine(amount: Amount, own: string, about: RuleAbout) {
  const here = [...currenciesOf(about)]
  const several = here.length > 1
  const fits = [...new Set(several ? [...here, own] : [own])].filter(one => otherCurrency(amount, one) === null)
  const typed = amount.currency ?? '¥'
  const place = about.place.label
  if (amount.kind === 'money' && fits.length === 0)
    throw new UserError(fill(texts.otherCurrency, { place, typed, currency: verbatim(here.join(', ')) }))
  if (amount.kind === 'money' && amount.currency === null && fits.length > 1)
    throw new UserError(fill(texts.whichYen, { currencies: verbatim(fits.join(' / ')) }))
  const currency = amount.kind === 'money' ? (fits[0] ?? own) : own
  const minor = new Big(toMinor(amount.decimal, currency))
  if (!minor.eq(minor.round())) throw new UserError(fill(texts.fraction, { currency, digits: minorDigits(currency) }))
  if (minor.abs().gt(maxMinor)) throw new UserError(texts.tooLarge)
  return { value: Number(minor.toFixed()), currency }
}

const texts = {
  howTo: {
    en: 'Say what to watch for, such as: rule add sales rakuten below 80% of target · rule add acos > 30% · rule add orders drop',
    ja: '条件を書いてください。例：ルール 追加 売上 楽天 目標 80% 未満 ／ ルール 追加 ACoS > 30% ／ ルール 追加 受注件数 急減',
    'zh-CN': '请写明条件，例如：规则 添加 销售额 乐天 低于 目标 80% · 规则 添加 ACoS > 30% · 规则 添加 订单数 突降',
  },
  unknown: {
    en: 'A rule reads like: rule add acos amazon-us > 30% for 2 days',
    ja: '例：ルール 追加 ACoS amazon-us > 30% 2日 連続',
    'zh-CN': '例如：规则 添加 ACoS amazon-us > 30% 连续 2天',
  },
  severalLines: {
    en: 'A rule takes one comparison. Add a second rule for the other line.',
    ja: '条件は1つだけ指定してください。もう1つは別のルールで追加してください。',
    'zh-CN': '一条规则只能有一个比较条件，另一个请再添加一条规则。',
  },
  severalOwners: {
    en: 'A rule has one owner. Name one person.',
    ja: '担当者は1人だけ指定してください。',
    'zh-CN': '一条规则只有一位负责人，请只写一位。',
  },
  never: {
    en: 'This rule could never fire: {kpi} is never beyond that line. Name another one.',
    ja: 'このルールは発動しません（{kpi}がその条件を満たすことはありません）。値を見直してください。',
    'zh-CN': '这条规则永远不会触发：{kpi}不可能达到该条件，请换一个数值。',
  },
  always: {
    en: 'This rule would fire every day: {kpi} is always beyond that line. Name another one.',
    ja: 'このルールは毎日発動します（{kpi}は常にその条件を満たします）。値を見直してください。',
    'zh-CN': '这条规则每天都会触发：{kpi}始终满足该条件，请换一个数值。',
  },
  ofTarget: {
    en: 'A rule about a target fires below a share of it. Write: below 80% of target.',
    ja: '目標のルールは達成率を下回ったときに発動します。「目標 80% 未満」のように書いてください。',
    'zh-CN': '目标类规则在达成率低于某比例时触发，请写成“低于 目标 80%”。',
  },
  several: {
    en: 'A rule takes one value, and a number of days such as “3 days”.',
    ja: '値は1つだけ指定してください（日数は「3日」のように書きます）。',
    'zh-CN': '一条规则只需一个数值，天数请写成“3天”。',
  },
  noMoney: {
    en: '{kpi} is no amount of money: name the value without a currency.',
    ja: '{kpi}は金額ではありません。通貨を付けずに入力してください。',
    'zh-CN': '{kpi}不是金额，请写不带币种的数值。',
  },
  otherCurrency: {
    en: '{place} counts in {currency}, not in {typed}. Name the amount in that currency.',
    ja: '{place}の通貨は{typed}ではなく{currency}です。その通貨の金額で入力してください。',
    'zh-CN': '{place}以{currency}计价，不是{typed}。请按该币种填写金额。',
  },
  whichYen: {
    en: '¥ may be yen or yuan here: write the currency, {currencies}.',
    ja: '「¥」は円とも元とも読めます。通貨を明記してください：{currencies}',
    'zh-CN': '“¥”可能是日元或人民币，请写明币种：{currencies}。',
  },
  fraction: {
    en: '{currency} has at most {digits} decimals.',
    ja: '{currency}の小数は{digits}桁までです。',
    'zh-CN': '{currency}最多{digits}位小数。',
  },
  tooLarge: {
    en: 'That is more than any store sells: name a smaller amount.',
    ja: '金額が大きすぎます。小さい金額を入力してください。',
    'zh-CN': '金额过大，请写一个较小的数值。',
  },
  plain: {
    en: 'Name a plain number of days or hours, such as 14.',
    ja: '日数・時間は14のような数値で指定してください。',
    'zh-CN': '天数或小时数请写成14这样的数字。',
  },
  period: {
    en: 'A rule watches every day, so it takes no period: {word}. For several days write “for 3 days”.',
    ja: 'ルールは毎日チェックするため、期間は指定できません：{word}（連続日数は「3日 連続」）。',
    'zh-CN': '规则每天检查，不需要时间：{word}。如需连续天数请写“连续 3天”。',
  },
  share: {
    en: 'Name a share such as 80%.',
    ja: '80%のように割合で指定してください。',
    'zh-CN': '请写成80%这样的比例。',
  },
  percent: {
    en: '{kpi} is not a percentage. Say “of target” or name a plain value.',
    ja: '{kpi}は割合ではありません。「目標 80%」とするか、％なしの値を入れてください。',
    'zh-CN': '{kpi}不是百分比。请写“目标 80%”，或输入普通数值。',
  },
  currencies: {
    en: 'The stores there have several currencies. Name the one of the value, such as 50,000 JPY.',
    ja: '通貨の異なる店舗が含まれます。「50,000円」のように通貨を付けて入力してください。',
    'zh-CN': '该范围包含多种货币，请写明金额的币种，例如“5万日元”。',
  },
  noBudget: {
    en: '{kpi} cannot have a budget: it is neither an amount nor a share.',
    ja: '{kpi}には予算を設定できません（金額・件数または割合のみ）。',
    'zh-CN': '{kpi}不能设预算：它既不是累计量也不是比率。',
  },
} satisfies Record<string, Localized>
