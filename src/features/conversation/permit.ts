import { type Command, includes, type Role, verbLabel, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { roleNames } from '#src/features/people/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Somebody asked for something that their role does not include. Kept apart from misunderstandings in the audit. */
export class Refusal extends UserError {}

/** The sub-verb of a line, typed or implied. */
export function subverbOf(command: Command, words: Words): string | null {
  return words.subverb ?? command.implied?.(words) ?? null
}

/** The role that a command or its sub-verb asks for. */
export function neededRole(command: Command, subverb: string | null): Role {
  return (subverb === null ? undefined : command.subverbs?.[subverb]?.role) ?? command.role
}

/** The one place where roles are checked. @throws Refusal when the role does not suffice. */
export function permit(command: Command, subverb: string | null, role: Role): void {
  const needed = neededRole(command, subverb)
  if (includes(role, needed)) return
  const line = { ...verbLabel(command), en: [command.name, subverb].filter(part => part !== null).join(' ') }
  throw new Refusal(
    fill(needed === 'administrator' ? refusedToAll : refused, {
      line,
      needed: roleNames[needed],
      role: roleNames[role],
    }),
  )
}

/** Whether any form of a command is open to a role. */
export function mayUse(command: Command, role: Role): boolean {
  const needed = [command.role, ...Object.values(command.subverbs ?? {}).map(one => one.role ?? command.role)]
  return needed.some(one => includes(role, one))
}

const refusedToAll: Localized = {
  en: '“{line}” is open to administrators; you are {role}. An administrator can change that.',
  ja: '「{line}」には{needed}の権限が必要です（現在の権限：{role}）。権限の変更は管理者に依頼してください。',
  'zh-CN': '“{line}”需要{needed}权限（您目前是{role}）。如需调整，请联系管理员。',
}

const refused: Localized = {
  en: '“{line}” is open to the role {needed} and above; you are {role}. An administrator can change that.',
  ja: '「{line}」は{needed}以上の権限が必要です（現在の権限：{role}）。権限の変更は管理者に依頼してください。',
  'zh-CN': '“{line}”需要{needed}及以上权限（您目前是{role}）。如需调整，请联系管理员。',
}
