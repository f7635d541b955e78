import { findMeasure } from '#src/domain/measures/index.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import { columnOf, type Mapping } from './columns.ts'

/** How a file writes amounts that have a natural sign. */
export interface AmountHabits {
  /** Columns of costs and refunds that stand there as negatives. */
  readonly negatives: readonly number[]
  /** Amounts; a column of rates (0.2 or 20 %) says nothing that the sales amount does not hold already. */
  readonly discountIsAmount: boolean
  /** Columns of counts that hold money: cents, a currency sign, or a minus. */
  readonly money: readonly number[]
  /** Columns of amounts that hold words and not one number, such as a flag. */
  readonly words: readonly number[]
}

/** Costs, refunds and discounts: what lowers a profit and is kept as a positive amount. */
const lowering = /(_cost|_fees|^cogs|^ad_spend|^refunds_amount|^discount_\w+|^cancelled_sales)$/

/** Whether a measure is a cost: kept positive whichever sign an export gives it. */
export function isCost(measure: string): boolean {
  return lowering.test(measure)
}

/** Collects the habits. */
export function createAmountHabits(mapping: Mapping, _market: string | undefined) {
  const measures = mapping.columns.map(({ role }) =>
    role?.startsWith('measure:') ? role.slice('measure:'.length) : null,
  )
  const sums = measures.map(() => 0)
  const money = measures.map(() => false)
  const numbers = measures.map(() => false)
  const words = measures.map(() => false)
  const discount = createRateGuess(columnOf(mapping, 'discount'))
  return {
    add(cells: readonly Cell[]) {
      measures.forEach((measure, column) => {
        if (measure === null) return
        const text = textOf(cells[column])
        if (text === '') return
        const value = parseDecimal(text, /,\d{1,2}\D*$/.test(text) ? ',' : '.')
        if (value === undefined) words[column] = true
        else if (value !== null) numbers[column] = true
        sums[column] = (sums[column] ?? 0) + Number(value ?? 0)
        if (/\p{Sc}|[.,]\d{2}\D*$|^-\D*[\d.,]*[1-9]/u.test(text)) money[column] = true
      })
      discount.add(cells)
    },
    finish: (): AmountHabits => ({
      negatives: measures.flatMap((measure, column) =>
        measure !== null && (isCost(measure) || measure === 'shipping_income') && (sums[column] ?? 0) < 0
          ? [column]
          : [],
      ),
      discountIsAmount: discount.isAmount(),
      words: measures.flatMap((_measure, column) => (words[column] && !numbers[column] ? [column] : [])),
      money: measures.flatMap((measure, column) =>
        money[column] && findMeasure(measure ?? '')?.unit === 'count' ? [column] : [],
      ),
    }),
  }
}

function createRateGuess(column: number) {
  let amount = false
  return {
    add(cells: readonly Cell[]) {
      const text = column < 0 ? '' : textOf(cells[column])
      if (text === '' || text.includes('%')) return
      const value = Number(parseDecimal(text) ?? 0)
      if (Math.abs(value) > 1 || (Math.abs(value) === 1 && /\p{Sc}|\d\.\d{2}$/u.test(text))) amount = true
    },
    isAmount: () => amount,
  }
}
