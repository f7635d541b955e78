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
import { fill, verbatim } from '#src/i18n/locale.ts'
import { otherCurrency } from '#src/language/currency-words.ts'
import { leftOverError } from '#src/language/time/left-over.ts'
import { requireShown } from '#src/language/too-fine.ts'
import { datedPeriod } from './dated-period.ts'
import { texts } from './rule-refusals.ts'
import { type RuleWords, ruleWords } from './rule-words.ts'
import { refuseTwoLimits } from './two-limits.ts'

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
  refuseTwoLimits(words, [about.kpi], said.amounts)
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
  if (said.change !== null && (said.kind === null || said.kind === 'surge') && !said.ofTarget)
    return changeOf(said.change, said)
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

/** A change by so much against comparable days, however usual such changes are. @throws UserError for “falls less than”. */
function changeOf(direction: 'up' | 'down' | 'both', { amounts, compares: [compare] }: RuleWords): RuleParameters {
  const [amount, ...more] = amounts
  if (more.length > 0) throw new UserError(texts.several)
  if (compare !== undefined && compare !== 'above' && compare !== 'at_least') throw new UserError(texts.change)
  return { kind: 'surge', direction, level: 0, least: shareOf(amount, usualSurge) }
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
