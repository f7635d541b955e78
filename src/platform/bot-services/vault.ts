import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from '#src/chat/messenger.ts'
import { findSealed, listSealed, putSealed, removeSealed } from '#src/platform/bot-services/store/vault.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Lengths of AES-256-GCM as NIST SP 800-38D recommends them, in bytes. */
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/**
 * Named secrets of one owner, encrypted with a key that comes from `SECRET_KEY` (HKDF, RFC 5869). Owner and name are
 * authenticated with the value, so that a row copied to another name does not open.
 */
export function createVault(db: Db, owner: string, secretKey: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'vault', keyBytes))
  return {
    put: (name, value) => putSealed(db, owner, name, seal(key, `${owner}/${name}`, value)),
    find: async name => {
      const sealed = await findSealed(db, owner, name)
      return sealed && open(key, `${owner}/${name}`, sealed)
    },
    list: () => listSealed(db, owner),
    remove: name => removeSealed(db, owner, name),
  }
}

function seal(key: Uint8Array, context: string, value: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** @throws Error when the value was sealed with another key or for another name. */
function open(key: Uint8Array, context: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
  return text.toString('utf8')
}
