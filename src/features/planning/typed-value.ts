import { Big } from 'big.js'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { minorDigits, toMajor } from '#src/domain/money.ts'

/** A value as somebody types it: money in major units, ratios in percent; thousands apart, so that none looks like a year. */
export function typedValue(value: number, kpi: Pick<Kpi, 'unit'>, currency: string | null): string {
  if (kpi.unit === 'ratio') return `${grouped(new Big(value).times(100).toFixed())}%`
  return grouped(
    kpi.unit === 'money' && currency !== null
      ? shortened(toMajor(value, currency), currency)
      : new Big(value).toFixed(),
  )
}

/** Whole amounts without a point, others with all digits of the currency: `1200`, `1200.50`. */
function shortened(decimal: string, currency: string): string {
  const exact = new Big(decimal)
  return exact.eq(exact.round(0, 0))
    ? exact.toFixed(0)
    : exact.toFixed(Math.max(minorDigits(currency), exact.c.length - exact.e - 1))
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
