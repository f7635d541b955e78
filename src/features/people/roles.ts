import { type Role, roles } from '#src/contracts/command.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

/** Roles as they are called. */
export const roleNames: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'viewer', ja: '閲覧者', 'zh-CN': '查看者' },
  operator: { en: 'operator', ja: '運用担当', 'zh-CN': '运营' },
  manager: { en: 'manager', ja: 'マネージャー', 'zh-CN': '主管' },
  administrator: { en: 'administrator', ja: '管理者', 'zh-CN': '管理员' },
}

const others: Readonly<Record<Role, readonly string[]>> = {
  viewer: ['read', 'reader', '閲覧', '只读', '查看'],
  operator: ['editor', '担当者', '運営', '運営担当', '操作员', '运营人员'],
  manager: ['店長', '店长', '经理', '責任者', '负责人'],
  administrator: ['admin', '管理'],
}

/** The role that somebody names in any language; `null` when there is no such role. */
export function findRole(name: string): Role | null {
  const key = nameKey(name)
  return (
    roles.find(role => [role, ...Object.values(roleNames[role]), ...others[role]].some(one => nameKey(one) === key)) ??
    null
  )
}

/** The roles for a person to choose from, as they are typed. */
export const roleList: Localized = verbatim(roles.join(' · '))
