import { UserError } from '#src/errors.ts'
import { countAdministrators, createPerson, listPeople, type Person } from '#src/features/people/store/people.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Administrators who are here, by name: all of them, or those of the demo company or the real ones alone. */
export async function listAdministrators(db: Db, only: { readonly demo?: boolean } = {}): Promise<readonly Person[]> {
  const people = await listPeople(db)
  return people.filter(
    person => person.role === 'administrator' && (only.demo === undefined || person.demo === only.demo),
  )
}

/**
 * Gives a company without a real administrator its first one, by the address that the configuration names (`null`: none).
 * Somebody who was taken away does not come back by it.
 */
export async function firstAdministrator(db: Db, adminEmail: string | null): Promise<void> {
  if (adminEmail === null) return
  const [known] = await listAdministrators(db, { demo: false })
  const email = adminEmail.trim().toLowerCase()
  if (!known) await createPerson(db, { name: email, email, role: 'administrator', scope: ['all'] })
}

/** To be asked before somebody stops being administrator. @throws UserError when nobody would be left who can invite people. */
export async function keepAnAdministrator(db: Db, leaving: Person): Promise<void> {
  if (!leaving.active || leaving.role !== 'administrator') return
  if ((await countAdministrators(db)) <= 1) throw new UserError(lastOne)
}

const lastOne = {
  en: 'This is the last administrator. Make somebody else administrator first.',
  ja: '最後の管理者です。先に別の人を管理者にしてください。',
  'zh-CN': '这是最后一位管理员，请先指定另一位管理员。',
}
