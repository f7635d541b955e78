import { type Effect, exactly } from './decompose.ts'

/** An amount of a sum, before and after, already with its sign. */
export interface Amount {
  readonly id: string
  readonly before: number
  readonly after: number
}

/** What each amount of a sum contributed to its change: its own change. */
export function sumParts(amounts: readonly Amount[]): readonly Effect[] {
  const change = total(amounts, 'after') - total(amounts, 'before')
  const parts = exactly(
    amounts.map(({ before, after }) => after - before),
    change,
  )
  return amounts.map(({ id }, at) => ({ id, amount: parts[at] ?? 0 }))
}

/**
 * Takes the change of one sum over another apart by its amounts: Shapley's average for a product of two factors, the sum
 * above and the reciprocal of the one below (KPI reference section 7.2), shared out among the amounts of each sum in
 * proportion to their change, which is exact because both are linear in them. An amount that stands above and below is one
 * part. The parts add up to the change of the quotient. Empty where the sum below is zero before or after: there is no
 * quotient then.
 */
export function quotientParts(over: readonly Amount[], under: readonly Amount[]): readonly Effect[] {
  const [n0, n1] = [total(over, 'before'), total(over, 'after')]
  const [d0, d1] = [total(under, 'before'), total(under, 'after')]
  if (d0 === 0 || d1 === 0) return []
  const perOver = (1 / d0 + 1 / d1) / 2
  const perUnder = -(n0 + n1) / (2 * d0 * d1)
  const parts = new Map<string, number>()
  const add = (id: string, amount: number) => parts.set(id, (parts.get(id) ?? 0) + amount)
  for (const { id, before, after } of over) add(id, (after - before) * perOver)
  for (const { id, before, after } of under) add(id, (after - before) * perUnder)
  const ids = [...parts.keys()]
  return exactly([...parts.values()], n1 / d1 - n0 / d0).map((amount, at) => ({ id: ids[at] ?? '', amount }))
}

function total(amounts: readonly Amount[], side: 'before' | 'after'): number {
  return amounts.reduce((sum, amount) => sum + amount[side], 0)
}
