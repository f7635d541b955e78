import type { Caller } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { isDemoCompany } from '#src/domain/place.ts'
import { firstAdministrator, listAdministrators, type Person } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What is needed to find out as whom the command-line tool acts. */
export interface ShellParts {
  readonly db: Db
  readonly adminEmail: string | null
  readonly teamTimeZone: string
}

/** The administrator as whom the command-line tool acts: the one of the configuration, else a real one before one of the demo. */
export async function administrator({ db, adminEmail }: ShellParts): Promise<Person | null> {
  const standing = await listAdministrators(db)
  // a demo company is looked at as its own administrator
  if (!standing.some(person => person.demo)) await firstAdministrator(db, adminEmail)
  const people = await listAdministrators(db)
  return (
    people.find(person => person.email === adminEmail?.toLowerCase()) ??
    people.find(person => !person.demo) ??
    people[0] ??
    null
  )
}

/** The caller that the command-line tool is: real stores are totalled where there are any, else the demo company's. */
export function shellCaller({ teamTimeZone }: ShellParts, catalog: Catalog, admin: Person | null): Caller {
  return {
    personId: admin?.id ?? null,
    name: admin?.name ?? 'Administrator',
    role: 'administrator',
    locale: 'en',
    timeZone: admin?.timeZone ?? teamTimeZone,
    stores: catalog.stores,
    demo: isDemoCompany(catalog.stores),
    messenger: 'cli',
    workspace: '',
    externalId: 'shell',
    channelExternalId: 'shell',
    channelId: null,
    kind: 'direct',
    via: 'slash',
    unbounded: true,
  }
}
