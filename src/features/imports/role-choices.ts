import { findMeasure, measures } from '#src/domain/measures/index.ts'
import type { FileKind } from '#src/features/imports/columns/columns.ts'
import { dailyRoles, orderRoles, type Role, roleWords } from '#src/features/imports/words/roles.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** A meaning that a column can have. */
export interface RoleChoice {
  readonly role: Role
  readonly label: Localized
}

/** What a role is called. */
export function roleLabel(role: Role): Localized {
  if (role in roleWords) return roleWords[role as keyof typeof roleWords].label
  return findMeasure(role.replace(/^measure:/, ''))?.label ?? verbatim(role)
}

/** Amounts that order lines may hold besides their sales. */
const orderMeasures = /^(refunds_amount|shipping_income|tax_amount|\w+_fees|\w+_cost|discount_platform)$/

/** Every meaning a column of this kind of file can have, for choosing. */
export function roleChoices(kind: FileKind): readonly RoleChoice[] {
  const figures = measures
    .filter(measure => kind === 'daily' || orderMeasures.test(measure.id))
    .map(measure => `measure:${measure.id}` as const)
  const roles: readonly Role[] = [...(kind === 'daily' ? dailyRoles : orderRoles), ...figures]
  return roles.map(role => ({ role, label: roleLabel(role) }))
}
