import { findMeasure, measures } from '#src/domain/measures/index.ts'
import { UserError } from '#src/errors.ts'
import { columnOf, isRole, type Mapping, recogniseColumns } from '#src/features/imports/parse/columns.ts'
import type { Header } from '#src/features/imports/parse/header.ts'
import { dailyRoles, orderRoles, type Role, roleWords } from '#src/features/imports/parse/roles.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { ImportOptions } from './options.ts'
import { texts } from './texts.ts'

/** What the columns mean, with what was corrected. @throws UserError when too few are known to read the file. */
export function mapColumns(header: Header, options: ImportOptions): Mapping {
  const recognised = recogniseColumns(header.cells, options.kind)
  const mapping = options.mapping ? corrected(recognised, options.mapping) : recognised
  check(mapping)
  return mapping
}

function corrected(mapping: Mapping, changes: Readonly<Record<string, string | null>>): Mapping {
  const wanted = new Map(Object.entries(changes))
  for (const [column, role] of wanted) {
    if (!mapping.columns.some(known => known.name === column) || (role !== null && !isRole(role, mapping.kind))) {
      throw new UserError(fill(texts.badMapping, { column, role: role ?? '–' }))
    }
  }
  const claimed = new Set([...wanted.values()])
  const columns = mapping.columns.map(({ name, role }) => {
    const change = wanted.get(name)
    if (change !== undefined) return { name, role: change as Role | null } // checked above
    return { name, role: role !== null && claimed.has(role) ? null : role }
  })
  return { ...mapping, columns }
}

function check(mapping: Mapping): void {
  const has = (role: Role) => columnOf(mapping, role) >= 0
  const found = verbatim(
    mapping.columns
      .map(column => column.name)
      .filter(Boolean)
      .slice(0, 40)
      .join(', '),
  )
  if (mapping.kind === 'orders') {
    const amount = has('sales') || has('unit_price')
    const needed: readonly Role[] = ['order_id', 'order_day', ...(amount ? [] : (['sales'] as const))]
    refuse(
      needed.filter(role => !has(role)),
      found,
    )
    return
  }
  refuse(
    (['day'] as const).filter(role => !has(role)),
    found,
  )
  const inRows = has('measure_name') && has('value')
  if (!inRows && !mapping.columns.some(column => column.role?.startsWith('measure:'))) {
    throw new UserError(fill(texts.noFigures, { found }))
  }
}

function refuse(missing: readonly Role[], found: Localized): void {
  if (missing.length > 0)
    throw new UserError(fill(texts.missingColumns, { missing: join(missing.map(roleLabel)), found }))
}

/** What a role is called. */
export function roleLabel(role: Role): Localized {
  if (role in roleWords) return roleWords[role as keyof typeof roleWords].label
  return findMeasure(role.replace(/^measure:/, ''))?.label ?? verbatim(role)
}

/** Every meaning a column of this kind of file can have, for choosing. */
export function roleChoices(kind: Mapping['kind']): readonly { readonly role: Role; readonly label: Localized }[] {
  const figures = kind === 'daily' ? measures.map(measure => `measure:${measure.id}` as const) : []
  const roles: readonly Role[] = [...(kind === 'daily' ? dailyRoles : orderRoles), ...figures]
  return roles.map(role => ({ role, label: roleLabel(role) }))
}
