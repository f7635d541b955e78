import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'
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
  const key = keyOf(secretKey)
  return {
    put: (name, value) => putSealed(db, owner, name, seal(key, `${owner}/${name}`, value)),
    find: async name => {
      const sealed = await findSealed(db, owner, name)
      return sealed && openOrSay(key, `${owner}/${name}`, sealed)
    },
    list: () => listSealed(db, owner),
    remove: name => removeSealed(db, owner, name),
  }
}

/** Whether a sealed value opens with a key. */
export function opens(secretKey: string, owner: string, name: string, sealed: Uint8Array): boolean {
  try {
    open(keyOf(secretKey), `${owner}/${name}`, sealed)
    return true
  } catch {
    return false
  }
}

/** A value sealed with the previous key, sealed with the current one; `null`: it does not open with the previous. */
export function resealed(
  { current, previous }: { readonly current: string; readonly previous: string },
  owner: string,
  name: string,
  sealed: Uint8Array,
): Uint8Array | null {
  const context = `${owner}/${name}`
  if (!opens(previous, owner, name, sealed)) return null
  return seal(keyOf(current), context, open(keyOf(previous), context, sealed))
}

function keyOf(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'vault', keyBytes))
}

/** @throws UserError for a value that another key sealed. */
function openOrSay(key: Uint8Array, context: string, sealed: Uint8Array): string {
  try {
    return open(key, context, sealed)
  } catch {
    throw new UserError(wrongKey)
  }
}

/** What is said when credentials do not open. */
export const wrongKey: Localized = {
  en: 'SECRET_KEY is not the key with which credentials were sealed. Set the former one as SECRET_KEY_PREVIOUS and run: npm run kpi -- vault rekey. Without it, connect the shops again.',
  ja: 'SECRET_KEYが、認証情報を暗号化した時のキーと異なります。以前のキーをSECRET_KEY_PREVIOUSに設定して npm run kpi -- vault rekey を実行してください。無い場合は店舗を接続し直してください。',
  'zh-CN':
    'SECRET_KEY 与加密凭据时使用的密钥不同。请把原密钥设为 SECRET_KEY_PREVIOUS 并运行 npm run kpi -- vault rekey；若已丢失，请重新连接店铺。',
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
