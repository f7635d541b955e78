import { randomBytes } from 'node:crypto'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Db } from '#src/platform/database/db.ts'
import { withAdvisoryLock } from '#src/platform/database/library-sql.ts'

/**
 * The salt of buyers' hashes: made once, sealed like keys. It is not derived from `SECRET_KEY`, so that a buyer stays the
 * same buyer when that key is changed and the vault is sealed anew.
 */
export async function buyerSalt({ db, secretKey }: { readonly db: Db; readonly secretKey: string }): Promise<string> {
  return (
    (await createVault(db, 'buyers', secretKey).find('salt')) ??
    withAdvisoryLock(db, 'buyer salt', async tx => {
      const vault = createVault(tx, 'buyers', secretKey)
      const meanwhile = await vault.find('salt')
      if (meanwhile !== null) return meanwhile
      const made = randomBytes(32).toString('base64url')
      await vault.put('salt', made)
      return made
    })
  )
}
