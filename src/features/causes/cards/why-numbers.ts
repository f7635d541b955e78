import { roundedParts } from '#src/domain/causes/rounded-parts.ts'
import type { Why } from '#src/domain/causes/why.ts'
import { changeKind } from '#src/domain/change.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { formatChange, formatMoney, shownDigits } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** The last digit of a KPI that is shown: a cent, a piece, a hundredth of a percent. */
export function quantumOf({ unit }: Pick<Kpi, 'unit'>): number {
  if (unit === 'money') return 1
  return 10 ** -(shownDigits(unit) + (unit === 'ratio' ? 2 : 0))
}

/** Parts as they are shown: they add up to the change that is shown, to its last digit. */
export function shownParts(why: Why, amounts: readonly number[]): readonly number[] {
  return roundedParts(amounts, sidesOf(why), quantumOf(why.kpi)).parts
}

/** The change as the difference of the two values that are shown. */
export function shownChange(why: Why): number {
  return roundedParts([], sidesOf(why), quantumOf(why.kpi)).total
}

function sidesOf({ figure, earlier }: Why): readonly [number, number] {
  return [earlier.value ?? 0, figure.value ?? 0]
}

/** An amount with its sign and all digits: these are added up by hand. */
export function signedExact(amount: number, { unit }: Pick<Kpi, 'unit'>, currency: string | null): Localized {
  if (unit === 'money') return formatMoney(amount, currency, 'exceptZero')
  return formatChange(amount, 'points', unit)
}

const relative = { en: '{change} ({share})', ja: '{change}（{share}）', 'zh-CN': '{change}（{share}）' }

/** The change, of an amount with its share of what was before where that says something; rates change in points alone. */
export function changeWithShare(why: Why): Localized {
  const { kpi, figure, earlier } = why
  const change = signedExact(shownChange(why), kpi, figure.currency)
  const before = earlier.value ?? 0
  if (changeKind(kpi) === 'points' || before <= 0 || (figure.value ?? 0) < 0) return change
  return fill(relative, { change, share: formatChange(((figure.value ?? 0) - before) / before, 'relative') })
}
