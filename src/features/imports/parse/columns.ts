import { builtInKpis } from '#src/domain/kpis/index.ts'
import { findMeasure, findMeasureByName } from '#src/domain/measures/index.ts'
import { nameKey } from '#src/domain/names.ts'
import { type DailyRole, dailyRoles, type OrderRole, orderRoles, type Role, roleWords } from './roles.ts'
import { type Cell, textOf } from './table.ts'

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

const kpisByName = new Map(
  builtInKpis.flatMap(kpi =>
    [kpi.id, ...Object.values(kpi.label), ...kpi.aliases].map(name => [nameKey(name), kpi] as const),
  ),
)

/** What people call a figure in a file: a measure, or a KPI that is nothing but a measure. `null`: no such figure. */
export function figureNamed(name: string): { readonly measure: string } | { readonly computed: string } | null {
  const known = findMeasureByName(name) ?? findMeasureByName(withoutBrackets(name))
  if (known) return { measure: known.id }
  const kpi = kpisByName.get(nameKey(name)) ?? kpisByName.get(nameKey(withoutBrackets(name)))
  if (!kpi) return null
  return findMeasure(kpi.formula.trim()) ? { measure: kpi.formula.trim() } : { computed: kpi.id }
}

/** `売上（税込）` and `Sales (USD)` are 売上 and Sales. */
function withoutBrackets(name: string): string {
  return name.normalize('NFKC').replace(/\s*[([【].*?[)\]】]\s*/g, '')
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
  const rest = withoutBrackets(name)
  const part = rest === '' ? undefined : names?.get(nameKey(rest))
  return part === undefined ? null : part + 0.5
}

/** What the columns of a header mean, as an order file if an order number and date stand there. */
export function recogniseColumns(header: readonly Cell[], kind?: FileKind): Mapping {
  const names = header.map(textOf)
  if (kind !== 'daily') {
    const roles = assign(names, orderRoles)
    const isOrders = roles.includes('order_id') && roles.includes('order_day')
    if (isOrders || kind === 'orders') return mappingOf('orders', names, roles)
  }
  return mappingOf('daily', names, dailyRolesOf(names))
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
    if (result[claim.column] === null && !result.includes(claim.role)) result[claim.column] = claim.role
  }
  return result
}

/** Figures in columns; or, where one column names them, in rows with a value. */
function dailyRolesOf(names: readonly string[]): (Role | null)[] {
  const roles = assign(names, dailyRoles)
  const inRows = roles.includes('measure_name') && roles.includes('value')
  const taken = new Set<string>()
  return names.map((name, column) => {
    const role = roles[column] ?? null
    if (inRows || (role !== null && role !== 'value' && role !== 'measure_name')) return role
    const figure = figureNamed(name)
    if (figure === null || !('measure' in figure) || taken.has(figure.measure)) return null
    taken.add(figure.measure)
    return `measure:${figure.measure}` as const
  })
}

/** How many of these cells look like names of columns that we know. */
export function knownNames(cells: readonly Cell[]): number {
  const names = cells.map(textOf)
  const count = (roles: readonly unknown[]) => roles.filter(role => role !== null).length
  return Math.max(count(assign(names, orderRoles)), count(dailyRolesOf(names)))
}

/** Where a role stands; -1: nowhere. */
export function columnOf(mapping: Mapping, role: Role): number {
  return mapping.columns.findIndex(column => column.role === role)
}

/** Whether a text is a role that a column of this kind of file can have. */
export function isRole(text: string, kind: FileKind): text is Role {
  if (kind === 'orders') return (orderRoles as readonly string[]).includes(text)
  if (text.startsWith('measure:')) return findMeasure(text.slice('measure:'.length)) !== null
  return (dailyRoles as readonly string[]).includes(text)
}
