import { nameKey } from '#src/domain/names.ts'
import { notes as texts } from '#src/features/imports/rows/notes.ts'
import { saysUnit } from '#src/features/imports/values/currencies.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { mayBeEither } from '#src/features/imports/words/shipping-names.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { readBrackets } from '#src/language/figure-names.ts'
import { type Mapping, measureIn } from './columns.ts'
import type { Plan, Use } from './plan.ts'
import type { FileFacts } from './scan.ts'
import { type UnitAbove, unitAbove } from './unit-above.ts'

/** A file as it is read in the end, with what the reader should know about it. */
export interface Refined {
  readonly mapping: Mapping
  readonly plan: Plan
  readonly notes: readonly Localized[]
}

/** What is known besides the columns. */
interface Known {
  /** Columns of which somebody said what they mean. */
  readonly said?: readonly string[]
  /** The lines above the columns. */
  readonly above?: readonly string[]
}

/**
 * What all rows together say about the columns is worked into the plan; a known format has said it already.
 */
export function refine(mapping: Mapping, plan: Plan, facts: FileFacts, { said = [], above = [] }: Known = {}): Refined {
  if (plan.format) return { mapping, plan, notes: plan.format.note ? [plan.format.note] : [] }
  const isOpen = (name: string) => mayBeEither(name) && !said.some(one => nameKey(one) === nameKey(name))
  const unit = unitAbove(above)
  const meant = withPostage(withMoney(withoutFlags(mapping, facts), facts), facts, isOpen)
  const uses = lineAmounts(
    plan.uses.map(use => ({ ...use, role: meant.columns[use.column]?.role ?? use.role })),
    facts,
  ).map(use => withHabits(use, meant, { facts, unit }))
  const takeOff = facts.discountIsAmount && facts.beforeDiscounts
  return {
    mapping: meant,
    plan: { ...plan, uses, takeOff, wholes: facts.wholes, sparse: facts.sparse, scale: unit?.scale ?? null },
    notes: [
      ...(unit ? [fill(texts.unitAbove, { times: formatCount(Number(unit.scale)), line: verbatim(unit.line) })] : []),
      ...notesOnOrders(meant, uses, facts),
      ...notesOnWholes(meant, facts),
      ...notesOnPostage(mapping, meant, isOpen),
      ...notesOnNames(meant),
    ],
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

/** A column `退款` of order lines may hold a word instead of an amount: what it says is the state of the order. */
function withoutFlags(mapping: Mapping, { words }: FileFacts): Mapping {
  if (mapping.kind !== 'orders') return mapping
  const columns = mapping.columns.map((one, column) => {
    if (!words.includes(column)) return one
    return { ...one, role: one.role === 'measure:refunds_amount' ? ('status' as const) : null }
  })
  return { ...mapping, columns }
}

/** Postage that stands there as negatives was paid by the shop, unless its name says otherwise. */
function withPostage(mapping: Mapping, { negatives }: FileFacts, isOpen: (name: string) => boolean): Mapping {
  const columns = mapping.columns.map((one, column) =>
    one.role === 'measure:shipping_income' && negatives.includes(column) && isOpen(one.name)
      ? { ...one, role: 'measure:shipping_cost' as const }
      : one,
  )
  return { ...mapping, columns }
}

/** Says how postage was read whose name leaves it open. */
function notesOnPostage(before: Mapping, { columns }: Mapping, isOpen: (name: string) => boolean): Localized[] {
  return columns.flatMap(({ name, role }, column) => {
    const isCost = role === 'measure:shipping_cost'
    if ((!isCost && role !== 'measure:shipping_income') || !isOpen(name)) return []
    const text =
      before.columns[column]?.role !== role ? texts.postageNegative : isCost ? texts.postageCost : texts.postage
    return [fill(text, { column: verbatim(name) })]
  })
}

/** Columns of one name may hold different figures: only one of them counts. */
function notesOnNames({ columns }: Mapping): Localized[] {
  const taken = columns.filter(({ role }) => role !== null).map(({ name }) => nameKey(name))
  const left = columns.filter(({ name, role }) => role === null && name !== '' && taken.includes(nameKey(name)))
  const names = [...new Set(left.map(({ name }) => name))]
  return names.length === 0 ? [] : [fill(texts.sameName, { columns: verbatim(names.join(', ')) })]
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

interface Habits {
  readonly facts: FileFacts
  readonly unit: UnitAbove | null
}

function withHabits(use: Use, mapping: Mapping, { facts, unit }: Habits): Use {
  const name = mapping.columns[use.column]?.name ?? ''
  const scale = readBrackets(name).scale ?? (unit && !saysUnit(name) ? unit.scale : null)
  const isNegative = facts.negatives.includes(use.column) && use.role !== 'measure:shipping_income'
  const negated = isNegative || (use.role === 'measure:refunds_amount' && facts.money.includes(use.column))
  const counts = measureIn(use.role)?.unit === 'money'
  const scaled = scale !== null && (counts || ['sales', 'unit_price', 'discount', 'cost', 'profit'].includes(use.role))
  return {
    ...use,
    sign: negated ? (isNegative ? 'negated' : 'positive') : use.sign,
    scale: scaled ? scale : use.scale,
  }
}

function notesOnOrders({ columns }: Mapping, uses: readonly Use[], { repeated, eachLine }: FileFacts): Localized[] {
  const named = (text: Localized, used: readonly Use[]) => {
    const names = used.map(use => columns[use.column]?.name ?? '')
    return names.length === 0 ? [] : [fill(text, { columns: verbatim(names.join(', ')) })]
  }
  return [
    ...named(
      texts.oncePerOrder,
      uses.filter(use => use.per === 'order' && repeated.includes(use.column)),
    ),
    ...named(
      texts.eachLine,
      uses.filter(use => eachLine.includes(use.column)),
    ),
  ]
}

function notesOnWholes({ columns }: Mapping, { wholes }: FileFacts): Localized[] {
  return wholes.map(column => fill(texts.wholeRows, { column: verbatim(columns[column]?.name ?? '') }))
}
