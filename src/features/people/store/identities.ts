import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { identities } from '#src/platform/database/schema/index.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'

/** An account of a messenger. */
export interface Account {
  readonly messenger: string
  readonly workspace: string
  readonly externalId: string
}

/** The accounts of a person, the oldest first. */
export async function accountsOf(db: Db, personId: number): Promise<readonly Account[]> {
  return db
    .select({ messenger: identities.messenger, workspace: identities.workspace, externalId: identities.externalId })
    .from(identities)
    .where(eq(identities.personId, personId))
    .orderBy(asc(identities.linkedAt))
}

/** Unties an account; it is not tied again by its e-mail alone, until somebody links it. */
export async function untie(db: Db, account: Account): Promise<void> {
  const { messenger, workspace, externalId } = account
  await db
    .delete(identities)
    .where(
      and(
        eq(identities.messenger, messenger),
        eq(identities.workspace, workspace),
        eq(identities.externalId, externalId),
      ),
    )
  await writeSetting(db, keyOf(account), true)
}

/** Whether somebody untied an account on purpose. */
export async function isUntied(db: Db, account: Account): Promise<boolean> {
  return (await readSetting(db, keyOf(account))) === true
}

/** The account may be tied again. */
export async function forgetUntied(db: Db, account: Account): Promise<void> {
  await deleteSetting(db, keyOf(account))
}

function keyOf({ messenger, workspace, externalId }: Account): string {
  return `unlinked/${JSON.stringify([messenger, workspace, externalId])}`
}
