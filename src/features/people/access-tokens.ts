import { randomBytes } from 'node:crypto'
import { UserError } from '#src/errors.ts'
import { findToken, insertToken, listTokens, markUsed } from '#src/features/people/store/access-tokens.ts'
import { findPerson, type Person } from '#src/features/people/store/people.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What a token of the Model Context Protocol is for. */
export const mcpPurpose = 'mcp'

/** How long a token serves, in days (judgement: a quarter; whoever leaves loses it at once). */
export const tokenDays = 90

/** Tokens of one person at a time (judgement: a few programs). */
const mostTokens = 5

/** How a token begins, so that people and scanners see what it is. */
const prefix = 'lsk_'

/** Makes a token with which a program asks as a person. It is shown once; only its hash is kept. @throws UserError for too many. */
export async function issueToken(db: Db, personId: number, now: Date): Promise<string> {
  const there = await listTokens(db, mcpPurpose, personId, now)
  if (there.length >= mostTokens) throw new UserError(fill(tooMany, { most: mostTokens }))
  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(now.getTime() + tokenDays * 86_400_000)
  await insertToken(db, { personId, purpose: mcpPurpose, hash: hashOf(token), createdAt: now, expiresAt })
  return token
}

/** Whose token it is; `null` for one that is unknown, ended, or of somebody who has left. */
export async function tokenOwner(db: Db, token: string, now: Date): Promise<Person | null> {
  if (!token.startsWith(prefix) || token.length > 100) return null
  const known = await findToken(db, mcpPurpose, hashOf(token), now)
  const person = known ? await findPerson(db, { id: known.personId }) : null
  if (!known || !person?.active) return null
  if (now.getTime() - (known.lastUsedAt?.getTime() ?? 0) > markEveryMs) await markUsed(db, known.id, now)
  return person
}

/** How often the time of the last use is written (judgement: a row a minute is enough to see what is in use). */
const markEveryMs = 60_000

const tooMany: Localized = {
  en: 'You have {most} tokens already. `link mcp revoke` ends all of them.',
  ja: 'トークンはすでに{most}個あります。「連携 mcp 取り消し」ですべて無効にできます。',
  'zh-CN': '您已有{most}个令牌。“绑定 mcp 撤销”可全部作废。',
}
