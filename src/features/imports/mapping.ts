import { nameKey } from '#src/domain/names.ts'
import { UserError } from '#src/errors.ts'
import {
  columnOf,
  type FileKind,
  isRole,
  type Mapping,
  recogniseColumns,
} from '#src/features/imports/columns/columns.ts'
import type { Header } from '#src/features/imports/columns/header.ts'
import { kindSaid, tellOrders } from '#src/features/imports/columns/order-or-count.ts'
import { usesOf } from '#src/features/imports/columns/plan.ts'
import { type Table, textOf } from '#src/features/imports/parse/table.ts'
import { isLongerThanDay, lacksYear, parseDay } from '#src/features/imports/values/dates.ts'
import { dailyRoles, orderRoles, type Role } from '#src/features/imports/words/roles.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { figureNamed } from '#src/language/figure-names.ts'
import { NeedsMapping } from './needs-mapping.ts'
import type { ImportOptions } from './options.ts'
import { roleLabel } from './role-choices.ts'
import { texts } from './texts.ts'

/**
 * What the columns mean: as a known export says, or as their names suggest, with what was corrected.
 * @throws NeedsMapping when too few are known to read the file
 */
export async function mapColumns(header: Header, table: Table, options: ImportOptions): Promise<Mapping> {
  const changes = options.mapping ?? {}
  const names = header.cells.map(textOf)
  const wanted = new Map(
    Object.entries(changes).map(([column, text]) => [columnNamed(names, column), roleNamed(text)] as const),
  )
  const kind = options.kind ?? kindSaid([...wanted.values()])
  const recognised =
    header.format && (kind === undefined || kind === header.format.kind)
      ? ofFormat(header)
      : await recogniseKind(header, table, kind)
  const mapping = wanted.size === 0 ? recognised : corrected(recognised, wanted)
  const missing = header.unknown && wanted.size === 0 ? header.unknown : whatIsMissing(mapping)
  if (missing) throw await NeedsMapping.of(missing, mapping, header, table)
  return mapping
}

function ofFormat({ format, cells }: Header): Mapping {
  const names = cells.map(textOf)
  const uses = format ? usesOf(format, names) : []
  const columns = names.map((name, column) => ({ name, role: uses.find(use => use.column === column)?.role ?? null }))
  return { kind: format?.kind ?? 'daily', columns }
}

/**
 * What the columns mean by their names, and where those leave the kind of file open by what stands in them.
 * @throws NeedsMapping where that leaves it open, too
 */
async function recogniseKind(header: Header, table: Table, kind: FileKind | undefined): Promise<Mapping> {
  const guess = recogniseColumns(header.cells, kind)
  if (kind !== undefined || header.unknown) return guess
  const { mapping, open } = await tellOrders(guess, header, table)
  if (open === null) return mapping
  throw await NeedsMapping.of(fill(texts.orderOrCount, { column: verbatim(open) }), mapping, header, table)
}

/** @throws UserError when no column is called so */
function columnNamed(names: readonly string[], column: string): string {
  const found = names.find(name => name === column) ?? names.find(name => nameKey(name) === nameKey(column))
  if (found === undefined) throw new UserError(fill(texts.noSuchColumn, { column, found: foundNames(names) }))
  return found
}

const leftOut = /^(?:|-|–|none|ignore|skip|leave out|使わない|無視|不使用|忽略|略过)$/i

/** A meaning by its short name, or as people call it in any language; `null`: left out. @throws UserError */
export function roleNamed(text: string | null): Role | null {
  if (text === null || leftOut.test(text.trim())) return null
  const plain = text.trim()
  if (isRole(plain, 'orders') || isRole(plain, 'daily')) return plain as Role // checked
  const key = nameKey(plain)
  const role = [...new Set([...orderRoles, ...dailyRoles])].find(one =>
    [one, ...Object.values(roleLabel(one))].some(name => nameKey(name) === key),
  )
  if (role) return role
  const figure = figureNamed(plain)
  if (figure && 'measure' in figure) return `measure:${figure.measure}`
  throw new UserError(fill(texts.noSuchMeaning, { role: plain }))
}

function corrected(mapping: Mapping, wanted: ReadonlyMap<string, Role | null>): Mapping {
  const roles = [...wanted.entries()].map(([column, role]) => [column, fitKind(column, role, mapping.kind)] as const)
  const changes = new Map(roles)
  const claimed = new Set(changes.values())
  const columns = mapping.columns.map(({ name, role }) => {
    const change = changes.get(name)
    if (change !== undefined) return { name, role: change }
    return { name, role: role !== null && claimed.has(role) ? null : role }
  })
  return { ...mapping, columns }
}

/** The same word in both kinds of file: the sales of a day, the amount of a line. */
const pairs: readonly (readonly [daily: Role, orders: Role])[] = [
  ['measure:net_sales', 'sales'],
  ['measure:units', 'quantity'],
  ['measure:cogs', 'cost'],
  ['measure:discount_shop', 'discount'],
  ['day', 'order_day'],
]

/** A meaning as this kind of file knows it. @throws UserError when it does not */
export function fitKind(column: string, role: Role | null, kind: FileKind): Role | null {
  const pair = pairs.find(one => one[kind === 'orders' ? 0 : 1] === role)
  const fitting = pair ? pair[kind === 'orders' ? 1 : 0] : role
  if (fitting !== null && !isRole(fitting, kind)) throw new UserError(fill(texts.badMapping, { column, role: fitting }))
  return fitting
}

/** What keeps a file from being read; `null`: nothing. */
function whatIsMissing(mapping: Mapping): Localized | null {
  const has = (role: Role) => columnOf(mapping, role) >= 0
  const found = foundNames(mapping.columns.map(column => column.name))
  if (mapping.kind === 'orders') {
    const amount = has('sales') || has('unit_price') || has('order_total')
    const missing = [...(has('order_id') ? [] : (['order_id'] as const)), ...(amount ? [] : (['sales'] as const))]
    return missing.length === 0 ? null : fill(texts.missingColumns, { missing: join(missing.map(roleLabel)), found })
  }
  const inRows = has('measure_name') && has('value')
  if (inRows || mapping.columns.some(column => column.role?.startsWith('measure:'))) return null
  const periods = mapping.columns.map(column => column.name).filter(isPeriod)
  return periods.length > 1
    ? fill(texts.periodsInColumns, { found: foundNames(periods) })
    : fill(texts.noFigures, { found })
}

/** Whether the name of a column is a day, week or month. */
function isPeriod(name: string): boolean {
  const reading = { order: 'month-first', timeZone: 'UTC' } as const
  return name !== '' && (Boolean(parseDay(name, reading)) || lacksYear(name) || isLongerThanDay(name, reading))
}

function foundNames(names: readonly string[]): Localized {
  return verbatim(names.filter(Boolean).slice(0, 40).join(', '))
}
