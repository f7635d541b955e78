import type { Measure } from '#src/domain/measure.ts'
import { findMeasure, findMeasureByName } from '#src/domain/measures/index.ts'
import { nameKey } from '#src/domain/names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { adFigure, isAdConsole } from '#src/features/imports/words/ad-figures.ts'
import {
  type DailyRole,
  dailyRoles,
  type OrderRole,
  orderRoles,
  type Role,
  roleWords,
} from '#src/features/imports/words/roles.ts'
import { mayBeEither } from '#src/features/imports/words/shipping-names.ts'
import { figureNamed, type NamedFigure, readBrackets } from '#src/language/figure-names.ts'

/** One row per order line, or one row per day with its figures. */
export type FileKind = 'orders' | 'daily'

/** What each column of a file means; `null` is left out. */
export interface Mapping {
  readonly kind: FileKind
  readonly columns: readonly ColumnUse[]
}

export interface ColumnUse {
  readonly name: string
  readonly role: Role | null
}

const ranks = new Map<OrderRole | DailyRole, ReadonlyMap<string, number>>(
  [...new Set([...orderRoles, ...dailyRoles])].map(role => [
    role,
    new Map(roleWords[role].names.map((name, rank) => [nameKey(name), rank] as const).reverse()),
  ]),
)

/** How surely a name means a role: 0 is surest, `null` does not. */
function rankOf(name: string, role: OrderRole | DailyRole): number | null {
  const names = ranks.get(role)
  const whole = names?.get(nameKey(name))
  if (whole !== undefined) return whole
  const part = names?.get(nameKey(readBrackets(name).base))
  return part === undefined ? null : part + 0.5
}

/** Roles of which a file may have several columns; the worst state counts. */
const repeatable: ReadonlySet<Role> = new Set(['status', 'part'])

/** What the columns of a header mean, as an order file if an order number and date stand there. */
export function recogniseColumns(header: readonly Cell[], kind?: FileKind): Mapping {
  const names = header.map(textOf)
  if (kind !== 'daily') {
    const roles = withAmounts(names, withOthers(names, assign(names, orderRoles)))
    const isOrders = roles.includes('order_id') && roles.includes('order_day') && !countsOrders(names)
    if (isOrders || kind === 'orders') return mappingOf('orders', names, roles)
  }
  return mappingOf('daily', names, dailyRolesOf(names))
}

/** Figures of days and the same of order lines. */
const sameOfLines: readonly (readonly [daily: Role, orders: OrderRole])[] = [
  ['day', 'order_day'],
  ['measure:net_sales', 'sales'],
  ['measure:units', 'quantity'],
  ['measure:cogs', 'cost'],
]

/** What no name says of order lines, the names of the same figure of a day do: the amount of a line is also called sales. */
function withOthers(names: readonly string[], roles: readonly (OrderRole | null)[]): (OrderRole | null)[] {
  const result = [...roles]
  const daily = dailyRolesOf(names)
  for (const [from, to] of sameOfLines) {
    const column = daily.indexOf(from)
    const isThere =
      result.includes(to) || (to === 'sales' && (result.includes('unit_price') || result.includes('order_total')))
    if (column >= 0 && result[column] === null && !isThere) result[column] = to
  }
  return result
}

/** A column `Orders` beside a date is a count of orders, not their number. */
function countsOrders(names: readonly string[]): boolean {
  return names.some(name => /^(sessions|pageviews|アクセス人数|访客数|訪客數)/.test(nameKey(name)))
}

function mappingOf(kind: FileKind, names: readonly string[], roles: readonly (Role | null)[]): Mapping {
  return { kind, columns: names.map((name, index) => ({ name, role: roles[index] ?? null })) }
}

/** Gives each role to the column whose name says it best, and each column one role. */
function assign<R extends OrderRole | DailyRole>(names: readonly string[], roles: readonly R[]): (R | null)[] {
  const claims = names.flatMap((name, column) =>
    roles.flatMap(role => {
      const rank = rankOf(name, role)
      return rank === null ? [] : [{ column, role, rank }]
    }),
  )
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column)
  const result: (R | null)[] = names.map(() => null)
  for (const claim of claims) {
    const free = repeatable.has(claim.role) || !result.includes(claim.role)
    if (result[claim.column] === null && free) result[claim.column] = claim.role
  }
  return result
}

/** Amounts of order lines that lower or raise what remains of their sales. */
const orderAmounts = new Set([
  'refunds_amount',
  'shipping_income',
  'tax_amount',
  'platform_fees',
  'payment_fees',
  'fulfilment_cost',
  'shipping_cost',
  'coupon_cost',
  'point_cost',
  'affiliate_cost',
  'discount_platform',
])

/** In an order file, the postage that stands there was paid by the buyer. */
const paidByBuyer = /^(shippingprice|買家支付運費|shippingandhandling)$/

function withAmounts(names: readonly string[], roles: readonly (OrderRole | null)[]): (Role | null)[] {
  const result: (Role | null)[] = [...roles]
  names.forEach((name, column) => {
    if (result[column] !== null || name === '') return
    const isPaid = mayBeEither(name) || paidByBuyer.test(nameKey(name))
    const figure = isPaid ? { measure: 'shipping_income' } : figureNamed(name)
    if (figure === null || !('measure' in figure) || !orderAmounts.has(figure.measure)) return
    const role = `measure:${figure.measure}` as const
    if (!result.includes(role)) result[column] = role
  })
  return result
}

/** Figures in columns; or, where one column names them, in rows with a value. */
function dailyRolesOf(names: readonly string[]): (Role | null)[] {
  const roles: (Role | null)[] = assign(names, dailyRoles)
  const inRows = roles.includes('measure_name') && roles.includes('value')
  const isFigure = (role: Role | null) => role === null || role === 'value' || role === 'measure_name'
  if (inRows) return roles
  const figures = isAdConsole(names) ? adFigures(names) : shopFigures(names)
  return names.map((_name, column) => {
    const role = roles[column] ?? null
    return isFigure(role) ? (figures[column] ?? null) : role
  })
}

/** Each measure stands in the column that names it most surely; of one with tax and one without, as the market counts. */
function shopFigures(names: readonly string[]): (Role | null)[] {
  const claims = names.flatMap((name, column) => {
    const figure = name === '' ? null : (postage(name, names) ?? figureNamed(name))
    if (figure === null || !('measure' in figure)) return []
    return [{ column, measure: figure.measure, rank: sureness(name, figure.measure) }]
  })
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column)
  const found: (Role | null)[] = names.map(() => null)
  const taken = new Set<string>()
  for (const { column, measure } of claims) {
    if (taken.has(measure)) continue
    taken.add(measure)
    found[column] = `measure:${measure}`
  }
  return found
}

/**
 * Postage without a word about who pays it: the one of income and cost that no other column is, else what it mostly is,
 * else a cost among other costs; the preview says so.
 */
function postage(name: string, names: readonly string[]): NamedFigure | null {
  if (!mayBeEither(name)) return null
  const others = names.filter(other => !mayBeEither(other)).map(measureNamed)
  if (others.includes('shipping_cost')) return { measure: 'shipping_income' }
  if (others.includes('shipping_income')) return { measure: 'shipping_cost' }
  return figureNamed(name) ?? { measure: others.some(isCostOfShop) ? 'shipping_cost' : 'shipping_income' }
}

function measureNamed(name: string): string {
  const found = name === '' ? null : figureNamed(name)
  return found && 'measure' in found ? found.measure : ''
}

function isCostOfShop(measure: string): boolean {
  return /(_cost|_fees|^cogs|^ad_spend)$/.test(measure)
}

/** Japanese figures are with tax, English ones without (the rules of the KPI field): the others come last. */
const otherTax =
  /税抜|税別|未税|incl(?:uding|\.)?\s*(?:tax|vat|gst|btw)|tax\s*incl|brutto|\bttc\b|inkl\.?\s*(?:mwst|ust)|con iva|iva inc/i

function sureness(name: string, measure: string): number {
  const known = findMeasure(measure)
  const labels = [measure, ...Object.values(known?.label ?? {})].map(nameKey)
  if (otherTax.test(name.normalize('NFKC'))) return 4
  if (labels.includes(nameKey(name))) return 0
  if (findMeasureByName(name)) return 1
  return nameKey(readBrackets(name).base) === nameKey(name) ? 2 : 3
}

/** Of several windows of one figure the longest counts: it holds the shorter ones. */
function adFigures(names: readonly string[]): (Role | null)[] {
  const best = new Map<string, { column: number; hours: number; rest: number }>()
  names.forEach((name, column) => {
    const figure = adFigure(name)
    if (!figure) return
    const known = best.get(figure.measure)
    if (!known || figure.hours > known.hours || (figure.hours === known.hours && figure.rest < known.rest)) {
      best.set(figure.measure, { column, ...figure })
    }
  })
  const result: (Role | null)[] = names.map(() => null)
  for (const [measure, { column }] of best) result[column] = `measure:${measure}`
  return result
}

/** The measure that a column with this role holds; `null`: none, or something else than a measure. */
export function measureIn(role: Role): Measure | null {
  return role.startsWith('measure:') ? findMeasure(role.slice('measure:'.length)) : null
}

/** Whether a name is one of a column that tells when, or of which order, a row is: no row of figures holds it. */
export function saysWhen(name: string): boolean {
  return (['day', 'order_day', 'order_id'] as const).some(role => rankOf(name, role) !== null)
}

/** How many of these cells look like names of columns that we know. */
export function knownNames(cells: readonly Cell[]): number {
  const names = cells.map(textOf)
  const count = (roles: readonly unknown[]) => roles.filter(role => role !== null).length
  return Math.max(count(withAmounts(names, assign(names, orderRoles))), count(dailyRolesOf(names)))
}

/** Where a role stands; -1: nowhere. */
export function columnOf(mapping: Mapping, role: Role): number {
  return mapping.columns.findIndex(column => column.role === role)
}

/** Whether a text is a role that a column of this kind of file can have. */
export function isRole(text: string, kind: FileKind): text is Role {
  if (text.startsWith('measure:')) return findMeasure(text.slice('measure:'.length)) !== null
  return ((kind === 'orders' ? orderRoles : dailyRoles) as readonly string[]).includes(text)
}
