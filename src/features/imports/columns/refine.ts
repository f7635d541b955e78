import { findMeasure } from '#src/domain/measures/index.ts'
import { notes as texts } from '#src/features/imports/rows/notes.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { readBrackets } from '#src/language/figure-names.ts'
import type { Mapping } from './columns.ts'
import type { Plan, Use } from './plan.ts'
import type { FileFacts } from './scan.ts'

/** A file as it is read in the end, with what the reader should know about it. */
export interface Refined {
  readonly mapping: Mapping
  readonly plan: Plan
  readonly notes: readonly Localized[]
}

/** What all rows together say about the columns is worked into the plan; a known format has said it already. */
export function refine(mapping: Mapping, plan: Plan, facts: FileFacts): Refined {
  if (plan.format) return { mapping, plan, notes: plan.format.note ? [plan.format.note] : [] }
  const meant = withMoney(mapping, facts)
  const uses = lineAmounts(
    plan.uses.map(use => ({ ...use, role: meant.columns[use.column]?.role ?? use.role })),
    facts,
  ).map(use => withHabits(use, meant, facts))
  const takeOff = facts.discountIsAmount && facts.beforeDiscounts
  return {
    mapping: meant,
    plan: { ...plan, uses, takeOff, wholes: facts.wholes, sparse: facts.sparse },
    notes: [...notesOnOrders(meant, uses, facts), ...notesOnWholes(meant, facts)],
  }
}

/** `Returns` with cents are money that was paid back, not pieces. */
function withMoney(mapping: Mapping, facts: FileFacts): Mapping {
  const returned = mapping.columns.findIndex(
    ({ role }, column) => role === 'measure:returns_units' && facts.money.includes(column),
  )
  if (returned < 0) return mapping
  const taken = mapping.columns.some(({ role }) => role === 'measure:refunds_amount')
  const role = taken ? null : ('measure:refunds_amount' as const)
  return { ...mapping, columns: mapping.columns.map((one, column) => (column === returned ? { ...one, role } : one)) }
}

/**
 * Where amounts of lines come from: an amount of the line; else price times pieces; else the order's total, once.
 * A discount that is a rate says nothing more.
 */
function lineAmounts(uses: readonly Use[], facts: FileFacts): readonly Use[] {
  const has = (role: Role, per?: Use['per']) =>
    uses.some(use => use.role === role && (per === undefined || perOf(use, facts) === per))
  const priced = has('unit_price') && has('quantity')
  const byLine =
    has('sales', 'row') || has('sales', 'unit') || priced || (has('unit_price') && !has('order_total') && !has('sales'))
  return uses.flatMap(use => {
    if (use.role === 'discount' && !facts.discountIsAmount) return []
    if (use.role === 'order_total')
      return byLine || has('sales') ? [] : [{ ...use, role: 'sales' as const, per: perOf(use, facts) }]
    if (use.role === 'sales' && perOf(use, facts) === 'order' && priced) return []
    return [{ ...use, per: perOf(use, facts) }]
  })
}

function perOf(use: Use, facts: FileFacts): Use['per'] {
  return facts.perOrder.includes(use.column) ? 'order' : use.role === 'order_total' ? 'row' : use.per
}

function withHabits(use: Use, mapping: Mapping, facts: FileFacts): Use {
  const { scale } = readBrackets(mapping.columns[use.column]?.name ?? '')
  const negated =
    facts.negatives.includes(use.column) || (use.role === 'measure:refunds_amount' && facts.money.includes(use.column))
  const counts = use.role.startsWith('measure:') && findMeasure(use.role.slice('measure:'.length))?.unit === 'money'
  const scaled = scale !== null && (counts || ['sales', 'unit_price', 'discount', 'cost', 'profit'].includes(use.role))
  return {
    ...use,
    sign: negated ? (facts.negatives.includes(use.column) ? 'negated' : 'positive') : use.sign,
    scale: scaled ? scale : use.scale,
  }
}

function notesOnOrders({ columns }: Mapping, uses: readonly Use[], { repeated }: FileFacts): Localized[] {
  const once = uses
    .filter(use => use.per === 'order' && repeated.includes(use.column))
    .map(use => columns[use.column]?.name ?? '')
  return once.length === 0 ? [] : [fill(texts.oncePerOrder, { columns: verbatim(once.join(', ')) })]
}

function notesOnWholes({ columns }: Mapping, { wholes }: FileFacts): Localized[] {
  return wholes.map(column => fill(texts.wholeRows, { column: verbatim(columns[column]?.name ?? '') }))
}
