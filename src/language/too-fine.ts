import Big from 'big.js'
import type { Amount } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { shownDigits } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/**
 * Refuses a value with more decimals than its KPI is ever shown with: a target of 10.5 orders would read 11. `again` is
 * the line with another value.
 * @throws UserError with the two values beside it.
 */
export function requireShown(amount: Amount, kpi: Kpi, again: (value: string) => string): void {
  if (kpi.unit === 'money') return
  const digits = kpi.digits ?? shownDigits(kpi.unit)
  const shown = kpi.unit === 'ratio' ? new Big(amount.decimal).times(100) : new Big(amount.decimal)
  if (shown.round(digits, Big.roundDown).eq(shown)) return
  const near = [Big.roundDown, Big.roundUp].map(mode => shown.round(digits, mode).toFixed())
  const written = near.map(value => (kpi.unit === 'ratio' ? `${value}%` : value))
  const suggestions = written.map((value): Suggestion => ({ label: verbatim(value), line: again(value) }))
  const text = digits === 0 ? texts.whole : texts.digits
  throw new UserError(fill(text, { kpi: kpi.label, digits, typed: verbatim(shown.toFixed()) }), suggestions)
}

const texts = {
  whole: {
    en: '{kpi} is shown in whole numbers: {typed} would read as another value. Name a whole number.',
    ja: '{kpi}は整数で表示されるため、{typed}は別の値に見えてしまいます。整数で入力してください。',
    'zh-CN': '{kpi}以整数显示，{typed}会显示成别的数值。请写整数。',
  },
  digits: {
    en: '{kpi} is shown with at most {digits} decimals: {typed} would read as another value.',
    ja: '{kpi}の小数は{digits}桁まで表示されるため、{typed}は別の値に見えてしまいます。',
    'zh-CN': '{kpi}最多显示{digits}位小数，{typed}会显示成别的数值。',
  },
} satisfies Record<string, Localized>
